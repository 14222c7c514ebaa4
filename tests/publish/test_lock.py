"""One build at a time; and no build waits for one that is gone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.publish.lock import lock
from tests.conftest import REPOSITORY

HOLDS = """
import sys
from pathlib import Path
from sopc.folder import OutputFolder
from sopc.publish.lock import lock
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
    except SopcError as error:
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
    with pytest.raises(OSError, match="lock"):
        take(out)
