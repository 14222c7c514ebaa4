"""One command at a time: a lock that goes with the process that has it, however that ends."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sopc.diagnostics import SopcError
from sopc.folder import InTheWay, OutputFolder
from sopc.language import Phrase

try:
    import fcntl
except ImportError:  # on Windows
    HAS_FLOCK = False
else:
    HAS_FLOCK = True

_FILE = "lock"
_TRIES = 10
"""So often what stands in the lock's place is removed: somebody may put it there again."""


class Busy(SopcError):
    """Another command has the lock."""


@contextmanager
def lock(out: OutputFolder, folder: str) -> Iterator[None]:
    """Keep other builds from writing to ``out``; the lock's file is in a folder of it.

    Raises Busy when another build has the lock, OSError when there can be none.
    """
    place = out.below(folder)
    with _locked(out, place) if HAS_FLOCK else _locked_by_path(out, place):
        yield


@contextmanager
def lock_folder(folder: OutputFolder, elsewhere: Path | None) -> Iterator[None]:
    """Keep other commands from changing what is in a folder, and leave nothing there.

    Where a system does not lock folders, the file ``elsewhere`` is locked instead. Raises Busy when
    another command has the lock, OSError when there can be none.
    """
    handle = None
    try:
        if HAS_FLOCK:
            handle = folder.open_itself()
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise _changing(folder) from None
            except OSError:
                os.close(handle)
                handle = None
        with nullcontext() if handle is not None else _locked_elsewhere(folder, elsewhere):
            yield
    finally:
        if handle is not None:
            os.close(handle)


@contextmanager
def _locked_elsewhere(folder: OutputFolder, file: Path | None) -> Iterator[None]:
    if file is None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), str(folder.path))
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = FileLock(file, timeout=0)
    try:
        held.acquire()
    except Timeout:
        raise _changing(folder) from None
    try:
        yield
    finally:
        held.release()


@contextmanager
def _locked(out: OutputFolder, place: OutputFolder) -> Iterator[None]:
    """The file is opened in its folder's handle, so that no link put there meanwhile is followed;
    which filelock cannot be told."""
    handle = _opened(place)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _busy(out) from None
        except OSError as error:
            error.filename = str(place.path / _FILE)
            raise
        with _locked_itself(out):
            yield
    finally:
        os.close(handle)


@contextmanager
def _locked_itself(out: OutputFolder) -> Iterator[None]:
    """The folder, too: the file goes when the store is deleted, which it may be at any time, and
    another takes its place when somebody gives it a second name, as copies by links do."""
    handle = out.open_itself()
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _busy(out) from None
        except OSError:
            pass  # some disks of networks lock only what may be written: then the file has to do
        yield
    finally:
        os.close(handle)


def _opened(place: OutputFolder) -> int:
    """The lock's file. What no build has put in its place is removed: a link, a pipe, another
    file's second name."""
    for _ in range(_TRIES):
        with suppress(InTheWay):
            return place.open_or_create(_FILE)
        place.remove(_FILE)
    return place.open_or_create(_FILE)


@contextmanager
def _locked_by_path(out: OutputFolder, place: OutputFolder) -> Iterator[None]:
    for name, status in place.entries():
        if name == _FILE and (not stat.S_ISREG(status.st_mode) or status.st_nlink > 1):
            place.remove(name)
    held = FileLock(place.path / _FILE, timeout=0)
    try:
        held.acquire()
    except Timeout:
        raise _busy(out) from None
    try:
        yield
    finally:
        held.release()


def _changing(folder: OutputFolder) -> Busy:
    return Busy(
        Phrase("another command is changing `{folder}`; wait until it is done", folder=folder.path)
    )


def _busy(out: OutputFolder) -> Busy:
    return Busy(Phrase("another build is writing to `{out}`; wait until it is done", out=out.path))
