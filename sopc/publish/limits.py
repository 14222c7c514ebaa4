"""What a task may take, and how a worker holds itself to it.

The system keeps watch, not the program: what it ends may be anywhere, in Python or in a library. On
Linux it counts a process's own memory and its processor's time; macOS counts the time only, and
Windows neither: there a task is ended by the clock alone, which runs everywhere.
"""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from typing import Literal

from sopc.language import Phrase

try:
    import resource
except ImportError:  # on Windows
    _HAS_LIMITS = False
else:
    _HAS_LIMITS = True

_BEYOND_DATA = 100_000_000
"""So much of a process is shared files and stacks, which ``data`` leaves out: some 50 MB."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of a processor that one task may take, and of the clock; bytes that a worker may
    hold, with all that is loaded at its ``start``, and that the answer may have. The start is by
    the clock, too. One that lacks memory may stand ``still``: for so many seconds no processor is
    used.

    Where the processor's time is counted, the clock is for what waits without using any: a machine
    that has other things to do is no fault of a page.
    """

    seconds: int = 25
    clock: int = 600 if _HAS_LIMITS else 120
    start: int = 120
    still: int = 30
    data: int = 400_000_000
    answer: int = 100_000_000

    def enter(self) -> None:
        """Hold this process to the memory, for good. It leaves no picture of itself when it dies of
        it."""
        if _HAS_LIMITS:
            _hold(resource.RLIMIT_CORE, 0)
            with suppress(ValueError, OSError):  # macOS does not know it
                _hold(resource.RLIMIT_DATA, self.data)

    def begin(self) -> None:
        """Give this process the time for one more task."""
        if _HAS_LIMITS:
            used = resource.getrusage(resource.RUSAGE_SELF)
            until = ceil(used.ru_utime + used.ru_stime) + self.seconds
            _, most = resource.getrlimit(resource.RLIMIT_CPU)
            bounded = until if most == resource.RLIM_INFINITY else min(until, most)
            resource.setrlimit(resource.RLIMIT_CPU, (bounded, most))

    def ended(self, why: "Cause") -> "Ended":
        """What to raise for a task that was ended."""
        match why:
            case "time":
                return Ended(Phrase("it takes more than {seconds} seconds", seconds=self.seconds))
            case "clock":
                return Ended(
                    Phrase("it takes more than {seconds} seconds by the clock", seconds=self.clock)
                )
            case "still":
                return Ended(
                    Phrase(
                        "its process stood still for {seconds} seconds, perhaps for lack of memory",
                        seconds=self.still,
                    )
                )
            case "memory":
                megabytes = (self.data + _BEYOND_DATA) // 1_000_000
                return Ended(
                    Phrase("it takes more than {megabytes} MB of memory", megabytes=megabytes)
                )
            case "answer":
                megabytes = self.answer // 1_000_000
                return Ended(
                    Phrase("what it makes is larger than {megabytes} MB", megabytes=megabytes)
                )

    def died(self, code: int | None) -> "Ended":
        """What to raise for a task whose process ended with an exit status, or by a signal."""
        if code == -getattr(signal, "SIGXCPU", 0) != 0:
            return self.ended("time")
        said = "?" if code is None else f"signal {-code}" if code < 0 else f"exit {code}"
        return Ended(
            Phrase("its process ended ({reason}), perhaps for lack of memory", reason=said)
        )


Cause = Literal["time", "clock", "still", "memory", "answer"]
LIMITS = Limits()
"""What is promised: 30 seconds and 500 MB for one SOP, with what else a process does."""


class Ended(Exception):
    """A task that was ended before it was done; ``reason`` says why."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason


def is_debugging() -> bool:
    """Whether whoever runs this wants to see what goes wrong inside (``SOPC_DEBUG=1``)."""
    return os.environ.get("SOPC_DEBUG", "") not in ("", "0")


def _hold(what: int, most: int) -> None:
    soft, hard = resource.getrlimit(what)
    known = [most, *(n for n in (soft, hard) if n != resource.RLIM_INFINITY)]
    resource.setrlimit(what, (min(known), min(known)))
