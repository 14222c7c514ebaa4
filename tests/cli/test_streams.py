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
from tests.running import in_shell

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


RULES = ("rules",)
CHECK = ("check", "--sops", "sops")
CHART = ("flowchart", "--sops", "sops", "K.1.1.1.1")
SAYS = [RULES, ("schema",), CHECK, (*CHECK, "--format", "json"), CHART, ("--help",)]


def status(folder: Path, words: tuple[str, ...], streams: str) -> tuple[int, str]:
    """How ``sopc`` ends in a shell that arranges its streams, and what it says on the others."""
    write_catalogue(folder / "sops", {FIRST: SOP})
    done = in_shell(folder, f'"$@" {streams}', *words, environment={"PYTHONUNBUFFERED": ""})
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stdout + done.stderr
    return done.returncode, done.stderr


full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="it is of Linux")


@full
@pytest.mark.parametrize("words", SAYS)
def test_a_full_disk_is_told_and_no_finding(tmp_path: Path, words: tuple[str, ...]) -> None:
    code, said = status(tmp_path, words, "> /dev/full")
    assert code == 2
    assert said.startswith("sopc: ")
    assert "No space left on device" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("words", SAYS)
def test_a_reader_that_has_gone_is_no_fault(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert status(tmp_path, words, "| (exec true); exit ${PIPESTATUS[0]}") == (0, "")


@pytest.mark.sampled(9)
@pytest.mark.parametrize("words", SAYS)
@pytest.mark.parametrize("streams", [">&-", "<&- >&- 2>&-", "2>&-"])
def test_closed_streams_change_no_exit_status(
    tmp_path: Path, words: tuple[str, ...], streams: str
) -> None:
    needs_output = words is CHART and " >&-" in f" {streams}".replace("2>&-", "")
    code, said = status(tmp_path, words, streams)
    assert code == (2 if needs_output else 0)
    if needs_output and "2" not in streams:
        assert said == "sopc: cannot write to standard output: it is closed\n"


@pytest.mark.parametrize("streams", [">&- 2>&-", "2>&-", "| (exec true); exit ${PIPESTATUS[0]}"])
@pytest.mark.parametrize("form", ["text", "github"])
def test_findings_are_known_by_the_exit_status_when_nobody_reads(
    tmp_path: Path, streams: str, form: str
) -> None:
    write_catalogue(tmp_path / "faulty", {FIRST: FAULTY})
    words = ("check", "--sops", "faulty", "--format", form)
    assert status(tmp_path, words, streams)[0] == 1
    assert status(tmp_path, ("chek",), streams)[0] == 2


@full
@pytest.mark.parametrize("streams", ["2> /dev/full", "2>&-", "> /dev/full 2>&1"])
def test_a_build_is_finished_also_when_nothing_can_be_said(tmp_path: Path, streams: str) -> None:
    words = ("build", "--sops", "sops", "--jobs", "1")
    for _ in range(2):
        assert status(tmp_path, words, streams)[0] == 0
    assert (tmp_path / "build" / "manifest.json").exists()


@full
@pytest.mark.parametrize(
    "words", [("chek",), ("check", "--since", "x"), ("flowchart", "K.9", *CHECK[1:])]
)
def test_an_error_that_cannot_be_said_keeps_its_status(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert status(tmp_path, words, "2> /dev/full")[0] == 2


def test_a_file_gets_no_number_of_a_closed_stream(tmp_path: Path) -> None:
    """What a library warns of on number 2 must not get into a catalogue's output."""
    code = "import os; from sopc.cli.streams import prepare_streams; prepare_streams(); "
    code += "os._exit(os.open(os.devnull, os.O_RDONLY))"
    done = subprocess.run(
        ["bash", "-c", '"$@" <&- >&- 2>&-', "bash", sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode > 2
