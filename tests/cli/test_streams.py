"""What goes to standard output is the same everywhere, and never an encoding's traceback."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sopc.cli.main import main
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.conftest import REPOSITORY

ODD = "Surat ≤ 5 → Café"
FAULTY = SOP.replace("dasar_hukum: [uu-1-2020]", f'dasar_hukum: ["{ODD}"]')


class Windows(io.TextIOWrapper):
    """Standard output as it is there in a pipe: of another encoding, with other ends of lines."""

    def __init__(self, *, terminal: bool = False) -> None:
        self.written = io.BytesIO()
        self._terminal = terminal
        super().__init__(self.written, encoding="cp1252", newline="\r\n")

    def isatty(self) -> bool:
        return self._terminal


def written(stream: Windows, monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> bytes:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(SystemExit) as end:
        main([str(word) for word in words], prog_name="sopc")
    assert end.value.code in (0, 1)
    stream.flush()
    return stream.written.getvalue()


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "github", "text"])
def test_findings_are_utf_8_with_plain_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: FAULTY})
    data = written(Windows(), monkeypatch, "check", "--sops", root, "--format", form)
    assert b"\r" not in data
    assert ODD in data.decode("utf-8")
    if form in ("json", "sarif", "gitlab"):
        json.loads(data)


def test_the_schema_is_utf_8_with_plain_line_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(Windows(), monkeypatch, "schema", "katalog")
    assert b"\r" not in data
    assert "…" in data.decode("utf-8")


def test_a_terminal_keeps_its_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: FAULTY})
    data = written(Windows(terminal=True), monkeypatch, "check", "--sops", root)
    assert "Surat ? 5 ? Café" in data.decode("cp1252")


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-6"])
def test_an_encoding_that_lacks_a_sign_is_no_fault(tmp_path: Path, encoding: str) -> None:
    root = write_catalogue(tmp_path / "sops", {FIRST: FAULTY})
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(REPOSITORY)}
    for words in (["check"], ["build", "--out", str(tmp_path / "out")]):
        command = [sys.executable, "-m", "sopc", *words, "--sops", str(root)]
        done = subprocess.run(command, env=env, capture_output=True, check=False)
        said = done.stdout + done.stderr
        assert done.returncode == 1
        assert b"Traceback" not in said
        assert b"Surat ? 5 ? Caf" in said


def test_a_program_around_us_may_take_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its streams are as it wants them: they have no encoding to choose."""
    taken = io.StringIO()
    monkeypatch.setattr(sys, "stdout", taken)
    with pytest.raises(SystemExit) as end:
        main(["rules"], prog_name="sopc")
    assert end.value.code == 0
    assert "LNK011" in taken.getvalue()


def test_a_closed_output_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as end:
        main(["rules"], prog_name="sopc")
    assert end.value.code == 0


def test_programs_are_not_looked_for_in_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NODEFAULTCURRENTDIRECTORYINEXEPATH", raising=False)
    written(Windows(), monkeypatch, "rules")
    assert os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] == "1"
