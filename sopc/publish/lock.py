"""One build at a time: a lock that goes with the process that has it, however that ends."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.language import Phrase

_FILE = "lock"


@contextmanager
def lock(out: OutputFolder, folder: str) -> Iterator[None]:
    """Keep other builds from writing to ``out``; the lock's file is in a folder of it.

    Raises SopcError when another build has the lock, OSError when there can be none.
    """
    place = out.below(folder)
    _clear(place)
    held = FileLock(place.path / _FILE, timeout=0)
    try:
        held.acquire()
    except Timeout:
        raise SopcError(
            Phrase("another build is writing to `{out}`; wait until it is done", out=out.path)
        ) from None
    try:
        yield
    finally:
        held.release()


def _clear(place: OutputFolder) -> None:
    """Remove what no build has put in the lock's place: a link, a pipe, another file's second name.

    The lock is taken by opening its file, and perhaps emptying it.
    """
    for name, status in place.entries():
        if name == _FILE and (not stat.S_ISREG(status.st_mode) or status.st_nlink > 1):
            place.remove(name)
