"""Whether a process stands still: it uses no processor, look after look."""

import sys
import time

_OF_ALL_THREADS = 2
"""The last bits of the number by which Linux calls the clock of a process's time."""


class Stillness:
    """Looks at a process now and then. Where the system does not tell what it uses, it never
    stands still."""

    def __init__(self, pid: int | None) -> None:
        self._pid = pid
        self._used: float | None = None
        self.looks = 0
        """So many looks in a row it had used nothing since the one before."""

    def look(self) -> None:
        """Look once more."""
        used = _used(self._pid)
        self.looks = self.looks + 1 if used is not None and used == self._used else 0
        self._used = used


def _used(pid: int | None) -> float | None:
    """The seconds of a processor that a process used; None where that is not known."""
    if pid is None or sys.platform != "linux":
        return None
    try:
        return time.clock_gettime((~pid << 3) | _OF_ALL_THREADS)
    except OSError:
        return None
