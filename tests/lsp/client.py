"""A client of the language server: messages as an editor writes them, over a pair of pipes."""

import json
import os
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from sopc.lsp.features import server_of

TIMEOUT = 15
"""Seconds after which a test gives up; no test waits for so long unless it fails."""
ABLE = {
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
    "window": {"showDocument": {"support": True}},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True}},
        "rename": {"prepareSupport": True},
    },
}
"""What an editor of today can do."""


class Refused(Exception):
    """The server's answer to a request is an error."""


class Editor:
    """Opens files, types, and asks, and knows what it was told."""

    def __init__(self, to: BinaryIO, come_from: BinaryIO) -> None:
        self._to, self._from = to, come_from
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._told: queue.Queue[tuple[str, list[dict[str, Any]]]] = queue.Queue()
        self._count = 0
        self.texts: dict[Path, str] = {}
        self.shown: queue.Queue[str] = queue.Queue()
        self.asked: list[tuple[str, Any]] = []
        self.capabilities: dict[str, Any] = {}
        self.findings: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._read, daemon=True).start()

    def start(self, capabilities: Mapping[str, Any], encodings: Sequence[str] = ()) -> None:
        general = {"general": {"positionEncodings": list(encodings)}} if encodings else {}
        params = {"processId": None, "rootUri": None, "capabilities": {**capabilities, **general}}
        self.capabilities = self.ask("initialize", params)["capabilities"]
        self.tell("initialized", {})

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any = None) -> Any:
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        answer = self._answers.get(timeout=TIMEOUT)
        assert answer["id"] == self._count
        if "error" in answer:
            raise Refused(answer["error"]["message"])
        return answer["result"]

    def open(self, path: Path, text: str | None = None) -> None:
        self.texts[path] = path.read_bytes().decode("utf-8") if text is None else text
        file = {"uri": path.as_uri(), "languageId": "yaml", "version": 1}
        self.tell("textDocument/didOpen", {"textDocument": {**file, "text": self.texts[path]}})

    def type(self, path: Path, text: str) -> None:
        self.texts[path] = text
        file = {"uri": path.as_uri(), "version": 2}
        changes = [{"text": text}]
        self.tell("textDocument/didChange", {"textDocument": file, "contentChanges": changes})

    def close(self, path: Path) -> None:
        del self.texts[path]
        self.tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    def at(self, method: str, path: Path, mark: str, **more: Any) -> Any:
        """Ask about the place behind the part of a mark before ``|``."""
        before, _, after = mark.partition("|")
        offset = self.texts[path].index(before + after) + len(before)
        line = self.texts[path].count("\n", 0, offset)
        start = self.texts[path].rfind("\n", 0, offset) + 1
        character = len(self.texts[path][start:offset].encode("utf-16-le")) // 2
        position = {"line": line, "character": character}
        file = {"uri": path.as_uri()}
        return self.ask(
            f"textDocument/{method}", {"textDocument": file, "position": position, **more}
        )

    def offered(self, path: Path, mark: str) -> dict[str, dict[str, Any]]:
        """What can be typed there, by its label."""
        return {each["label"]: each for each in self.at("completion", path, mark)["items"]}

    def wait(self, path: Path) -> list[dict[str, Any]]:
        """What is told of a file the next time that it is told."""
        while True:
            uri, found = self._told.get(timeout=TIMEOUT)
            if uri == path.as_uri():
                return found

    def codes(self, path: Path) -> list[str]:
        """The codes of the errors that are told of a file next."""
        return [each["code"] for each in self.wait(path) if each["severity"] == 1]

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to.flush()

    def _read(self) -> None:
        while header := self._from.readline():
            length = int(header.split(b":")[1])
            while self._from.readline().strip():
                pass
            message = json.loads(self._from.read(length))
            if "method" not in message:
                self._answers.put(message)
            elif "id" in message:
                self.asked.append((message["method"], message["params"]))
                self._send({"id": message["id"], "result": {"success": True}})
            elif message["method"] == "textDocument/publishDiagnostics":
                uri, found = message["params"]["uri"], message["params"]["diagnostics"]
                self.findings[uri] = found
                self._told.put((uri, found))
            elif message["method"] == "window/showMessage":
                self.shown.put(message["params"]["message"])


@contextmanager
def editor(
    capabilities: Mapping[str, Any] = ABLE, encodings: Sequence[str] = ()
) -> Iterator[Editor]:
    """An editor with a server of its own, in this process, that checks at once."""
    server = server_of("en", delay=0)
    there, to = os.pipe()
    come_from, here = os.pipe()
    reading, writing = os.fdopen(there, "rb"), os.fdopen(here, "wb")
    thread = threading.Thread(target=server.start_io, args=(reading, writing))
    thread.start()
    client = Editor(os.fdopen(to, "wb"), os.fdopen(come_from, "rb"))
    try:
        client.start(capabilities, encodings)
        yield client
        client.ask("shutdown")
    finally:
        client.tell("exit", None)
        thread.join(TIMEOUT)
    assert not thread.is_alive()


def applied(edit: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, str]:
    """Texts, by address, as an editor leaves them after edits; in ASCII for its columns."""
    changed = dict(texts)
    edits = edit.get("changes") or {
        each["textDocument"]["uri"]: each["edits"]
        for each in edit["documentChanges"]
        if "edits" in each
    }
    for uri, each in edits.items():
        lines = changed[uri].split("\n")
        for one in sorted(each, key=lambda e: _key(e["range"]["start"]), reverse=True):
            (row, left), (last, right) = _key(one["range"]["start"]), _key(one["range"]["end"])
            head, tail = lines[row][:left], lines[last][right:]
            lines[row : last + 1] = (head + one["newText"] + tail).split("\n")
        changed[uri] = "\n".join(lines)
    return changed


def _key(position: Mapping[str, int]) -> tuple[int, int]:
    return position["line"], position["character"]
