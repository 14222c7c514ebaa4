"""Folders and programs where the system lacks what Linux has: the same comes of it."""

import os
import select
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopc import entered_folder, programs
from sopc.folder import OutputFolder
from sopc.programs import Bounds, ProgramEnded, run_program

LACKING = {
    "macOS": [(os, "waitid")],
    "Windows": [(os, "waitid"), (os, "killpg"), (select, "poll")],
}


@pytest.fixture(params=LACKING)
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for owner, name in LACKING[request.param]:
        monkeypatch.delattr(owner, name)
    monkeypatch.setattr(programs, "_CAN_HOLD", False)
    yield
    monkeypatch.undo()  # before what is left of a process is looked at


@pytest.mark.usefixtures("elsewhere")
def test_a_program_says_what_it_says() -> None:
    assert run_program(["echo", "a"], Bounds(60, 100)) == (b"a\n", b"")


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("words", "bounds"), [("yes", Bounds(60, 10)), ("sleep 60", Bounds(0.1, 9))]
)
def test_a_program_that_says_too_much_or_is_late_is_ended(words: str, bounds: Bounds) -> None:
    with pytest.raises(ProgramEnded):
        run_program(words.split(), bounds)


def test_a_disk_that_says_nothing_of_itself_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "statvfs")
    folder = OutputFolder(tmp_path)
    folder.refuse("a/b")
    folder.write("a/b", b"c")
    assert (tmp_path / "a" / "b").read_bytes() == b"c"


def test_a_folder_without_a_handle_cannot_be_locked_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entered_folder, "HANDLES", False)
    with pytest.raises(OSError, match=str(tmp_path)):
        OutputFolder(tmp_path).open_itself()


def test_a_folder_that_is_not_there_refuses_nothing(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "tidak" / "ada").refuse("a/b")
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        OutputFolder(tmp_path).write("a", "text")  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
