"""Streams that take nothing more, in this process: how the command ends, and what it says."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TextIO

import pytest

from sopc.cli import rules, streams
from sopc.cli.main import main
from sopc.diagnostics import SopcError
from tests.catalogues import FIRST, SOP, write_catalogue


def opened(number: int) -> TextIO:
    """A stream on a disk that is full, or that nobody reads any more."""
    if number == errno.ENOSPC:
        return Path("/dev/full").open("w", encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    return os.fdopen(writing, "w", encoding="utf-8")


@pytest.fixture(params=[errno.ENOSPC, errno.EPIPE], ids=["full", "gone"])
def full(request: pytest.FixtureRequest) -> Iterator[tuple[int, TextIO]]:
    stream = opened(request.param)
    yield request.param, stream
    streams._leave(stream)
    stream.close()


@pytest.fixture
def root(tmp_path: Path) -> str:
    return str(write_catalogue(tmp_path / "sops", {FIRST: SOP}))


def ended(*words: str) -> object:
    with pytest.raises(SystemExit) as end:
        main(list(words), prog_name="sopc")
    return end.value.code or 0


SAYS: list[Callable[[str], tuple[str, ...]]] = [
    lambda _: ("rules",),
    lambda _: ("schema",),
    lambda _: ("--help",),
    lambda root: ("check", "--sops", root),
    lambda root: ("check", "--sops", root, "--format", "json"),
    lambda root: ("flowchart", "--sops", root, "K.1.1.1.1"),
]


@pytest.mark.parametrize("words", SAYS)
def test_output_that_finds_no_room_is_an_error_and_a_reader_that_left_is_none(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    full: tuple[int, TextIO],
    root: str,
    words: Callable[[str], tuple[str, ...]],
) -> None:
    number, stream = full
    monkeypatch.setattr(sys, "stdout", stream)
    assert ended(*words(root)) == (2 if number == errno.ENOSPC else 0)
    said = capsys.readouterr().err
    assert said.startswith("sopc: ") if number == errno.ENOSPC else said == ""


def test_messages_that_cannot_be_said_change_no_exit_status(
    monkeypatch: pytest.MonkeyPatch, full: tuple[int, TextIO], root: str
) -> None:
    monkeypatch.setattr(sys, "stderr", full[1])
    assert ended("check", "--sops", root) == 0
    assert ended("check", "--sops", root, "--since", "x") == 2


def test_a_flowchart_needs_an_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], root: str
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert ended("flowchart", "--sops", root, "K.1.1.1.1") == 2
    assert capsys.readouterr().err == "sopc: cannot write to standard output: it is closed\n"


def test_numbers_of_closed_streams_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []

    def closed(number: int) -> None:
        if number == 1:
            raise OSError(errno.EBADF, "closed")

    def take(*words: object) -> None:
        taken.append(words)

    system = SimpleNamespace(fstat=closed, open=take, devnull=os.devnull, O_RDWR=os.O_RDWR)
    monkeypatch.setattr(streams, "os", system)
    streams._occupy_closed()
    assert taken == [(os.devnull, os.O_RDWR)]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "sopc: there is not enough memory\n"),
        (OSError(errno.EIO, "Input/output error"), "sopc: the system says: Input/output error\n"),
        (OSError(errno.EIO, "Broken", "a\n::b"), "sopc: `a\N{REPLACEMENT CHARACTER}::b`: Broken\n"),
        (OSError(errno.EIO, "Broken", 7), "sopc: `7`: Broken\n"),
    ],
)
def test_what_no_stage_has_a_sentence_for_gets_one(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    said: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(rules, "tell", fail)
    assert ended("rules") == 2
    assert capsys.readouterr().err == said


def test_a_program_that_calls_the_command_gets_its_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(OSError, match="No space left"):
            main(["--help"], prog_name="sopc", standalone_mode=False)
        streams._leave(stream)


def test_colours_are_ours_and_the_rest_is_safe(capsys: pytest.CaptureFixture[str]) -> None:
    streams.tell_painted("\x1b[1m::a\x1b[0m \x1b]0;b\x07", err=True, colour=True)
    streams.tell_progress("c\r", done=True)
    odd = "\N{REPLACEMENT CHARACTER}"
    said = capsys.readouterr().err
    assert said.endswith(f"c{odd}\n")
    assert f"{odd}]0;b{odd}" in said


def test_an_error_of_writing_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(SopcError, match="No space left"):
            streams.tell("a")
        streams.discard_rest()
