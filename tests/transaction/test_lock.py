"""One build at a time; and no build waits for one that is gone."""

import errno
import fcntl
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sopc.transaction.lock
from sopc.folder import InTheWay, OutputFolder
from sopc.transaction.lock import Busy, lock
from tests.canary import Outside
from tests.conftest import REPOSITORY

HOLDS = """
import sys
from pathlib import Path
from sopc.folder import OutputFolder
from sopc.transaction.lock import lock
with lock(OutputFolder(Path(sys.argv[1])), ".store"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def out(tmp_path: Path) -> OutputFolder:
    folder = OutputFolder(tmp_path / "out")
    folder.below(".store").make()
    return folder


def take(out: OutputFolder) -> bool:
    """Whether the lock can be had."""
    try:
        with lock(out, ".store"):
            return True
    except Busy as error:
        said = error.message
    assert said == f"another build is writing to `{out.path}`; wait until it is done"
    return False


def holder(out: OutputFolder) -> "subprocess.Popen[bytes]":
    """Another process that has the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(out.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


@pytest.mark.parametrize("kills", [False, True])
def test_a_lock_ends_with_its_process_however_that_ends(out: OutputFolder, kills: bool) -> None:
    with holder(out) as process:
        assert (take(out), take(out)) == (False, False)
        if kills:
            os.kill(process.pid, signal.SIGKILL)
        else:
            process.communicate(b"")
        process.wait()
    assert (take(out), take(out)) == (True, True)


@pytest.mark.parametrize("how", ["the store is deleted", "its file gets a second name"])
def test_nobody_else_has_the_lock_whatever_becomes_of_its_file(out: OutputFolder, how: str) -> None:
    with lock(out, ".store"):
        if how == "the store is deleted":
            shutil.rmtree(out.path / ".store")
            out.below(".store").make()
        else:
            os.link(out.path / ".store" / "lock", out.path / "salinan")
        assert not take(out)
    assert take(out)


def test_where_a_folder_cannot_be_locked_its_file_is(
    out: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on some disks of networks."""
    real = fcntl.flock

    def only_files(handle: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", only_files)
    with lock(out, ".store"):
        assert not take(out)
    assert take(out)


def test_a_lock_is_given_back_after_an_error(out: OutputFolder) -> None:
    def interrupted() -> None:
        with lock(out, ".store"):
            assert not take(out)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert take(out)


def test_two_folders_have_two_locks(out: OutputFolder, tmp_path: Path) -> None:
    other = OutputFolder(tmp_path / "lain")
    other.below(".store").make()
    with lock(out, ".store"):
        assert take(other)


def test_what_an_earlier_version_left_in_the_lock_s_place_serves(out: OutputFolder) -> None:
    out.write(".store/lock", b"lama")
    assert take(out)


def test_a_lock_that_cannot_be_is_an_error(out: OutputFolder) -> None:
    out.below(".store/lock").make()
    with pytest.raises(InTheWay, match="lock` is not a file of its own; remove it"):
        take(out)


def test_a_system_that_knows_no_locks_is_an_error(
    out: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", unknown)
    with pytest.raises(OSError, match="lock") as caught:
        take(out)
    assert caught.value.filename == str(out.path / ".store" / "lock")


def test_a_link_that_is_put_there_meanwhile_is_not_followed(
    out: OutputFolder, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at what is there and the opening of it."""
    place = out.path / ".store" / "lock"
    real = os.open

    def slow(path: Any, *how: Any, **where: Any) -> int:
        if path == "lock":
            place.unlink(missing_ok=True)
            outside.link("to a file", place)
        return real(path, *how, **where)

    monkeypatch.setattr(os, "open", slow)
    with pytest.raises(OSError, match="lock"):
        take(out)
    assert outside.is_as_it_was()


def test_by_path_a_lock_is_one_too(out: OutputFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where no folder has a handle."""
    monkeypatch.setattr(sopc.transaction.lock, "HAS_FLOCK", False)
    os.mkfifo(out.path / ".store" / "lock")
    with lock(out, ".store"):
        assert not take(out)
    assert take(out)
