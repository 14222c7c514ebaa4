"""Signals that wait until something is done that must not stop half-way."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDING = ("SIGTERM", "SIGHUP")
"""What the system sends to end a command: a terminal is closed, somebody logs out."""
INTERRUPT = ("SIGINT",)
"""Ctrl-C."""


@contextmanager
def held(names: tuple[str, ...]) -> Iterator[None]:
    """Signals that this thread is sent meanwhile reach it afterwards, if it does not ignore them.

    On Windows none is held: there nothing but Ctrl-C is sent to a command of a terminal.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    chosen = {getattr(signal, name) for name in names}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, chosen)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
