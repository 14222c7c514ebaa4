"""Calls to the system that fail by their number, in this process.

Python tells of each call before it makes it (``sys.addaudithook``); what a hook raises then comes
out of the call, as if the system had refused. Calls that Python does not tell of are wrapped.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

_TOLD = frozenset(
    (
        "open", "os.chmod", "os.link", "os.listdir", "os.mkdir", "os.remove", "os.rename",
        "os.rmdir", "os.scandir", "os.symlink", "os.truncate", "os.utime", "subprocess.Popen",
    )
)  # fmt: skip
_UNTOLD = ("stat", "lstat", "fstat", "fsync", "read", "write", "close")
_LOADING = ("importlib", "/linecache.py", "/traceback.py", "/coverage/", "/_pytest/")
"""Whose calls do not count: what is loaded was loaded before, and what watches is not tried."""


@dataclass
class Calls:
    """The calls that were made, by name, and the one that fails: its number from 0, and how."""

    failing: int | None = None
    error: int = 0
    made: list[str] = field(default_factory=list)

    def make(self, name: str, file: object) -> None:
        """Note a call on a file. Raises OSError when it is the one that fails."""
        if _is_of_python():
            return
        self.made.append(name)
        if len(self.made) - 1 == self.failing:
            raise OSError(self.error, os.strerror(self.error), file)


_watching: list[Calls] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event in _TOLD:
        _watching[-1].make(event, arguments[0] if arguments else None)


def _is_of_python() -> bool:
    frame = sys._getframe(2)
    for _ in range(8):
        if any(part in frame.f_code.co_filename for part in _LOADING):
            return True
        if frame.f_back is None:
            return False
        frame = frame.f_back
    return False


def _told(name: str, call: Callable[..., object], calls: Calls) -> Callable[..., object]:
    def run(*words: object, **more: object) -> object:
        calls.make(f"os.{name}", words[0] if words else None)
        return call(*words, **more)

    return run


@contextmanager
def watched(calls: Calls) -> Iterator[None]:
    """Count the calls of what is done meanwhile, and let one of them fail."""
    if not _hooked:
        sys.addaudithook(_watch)  # for ever: it cannot be taken away
        _hooked.append(True)
    wrapped = {name: _told(name, getattr(os, name), calls) for name in _UNTOLD}
    with ExitStack() as replaced:
        for name, call in wrapped.items():
            replaced.enter_context(patch.object(os, name, call))
        _watching.append(calls)
        try:
            yield
        finally:
            _watching.pop()


_hooked: list[bool] = []
