"""``sopc lsp`` as an editor starts it."""

import builtins
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.catalogues import FIRST, SOP, write_catalogue
from tests.running import sopc


def message(**parts: Any) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **parts}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def test_an_editor_starts_it_and_ends_it(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    uri = (root / FIRST).as_uri()
    file = {"uri": uri, "languageId": "yaml", "version": 1, "text": SOP}
    asked = {"textDocument": {"uri": uri}}
    said = b"".join(
        (
            message(id=1, method="initialize", params={"capabilities": {}}),
            message(method="initialized", params={}),
            message(method="textDocument/didOpen", params={"textDocument": file}),
            message(id=2, method="textDocument/documentSymbol", params=asked),
        )
    )
    with subprocess.Popen(
        [sys.executable, "-m", "sopc", "--lang", "id", "lsp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(said)
        process.stdin.flush()
        answers: dict[int, Any] = {}
        while 2 not in answers:
            length = int(process.stdout.readline().split(b":")[1])
            while process.stdout.readline().strip():
                pass
            answer = json.loads(process.stdout.read(length))
            answers[answer.get("id", 0)] = answer
        assert answers[1]["result"]["serverInfo"]["name"] == "sopc"
        assert answers[2]["result"][0]["name"] == "K.1.1.1.1 Menerima Surat"
        process.stdin.write(message(id=3, method="shutdown") + message(method="exit"))
        process.stdin.flush()
        assert process.wait(30) == 0


def test_without_its_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def missing(name: str, *more: Any, **others: Any) -> Any:
        if name.startswith("pygls"):
            raise ImportError(name)
        return load(name, *more, **others)

    monkeypatch.setattr(builtins, "__import__", missing)
    result = sopc("lsp")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'sopc[lsp]'" in result.stderr
