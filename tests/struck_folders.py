"""What goes wrong at the n-th thing that is done to folders and files: a kill, or an error."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sopc.entered_folder import EnteredFolder

OPERATIONS = (
    *("of", "enter", "make", "status", "entries", "refuse_folder", "refuse_unwritable", "open"),
    *("create", "open_or_create", "move", "link", "remove", "remove_folder", "remove_all", "touch"),
    *("sync_file", "sync", "create_whole", "refuse_read_only"),
)
"""All that a folder can be asked for, but to be left: that a killed process does, too."""


class Killed(BaseException):
    """Ends a build as a signal would: nobody catches it."""


class Fault:
    """Something that happens at the ``at``-th operation, or the ``at``-th of a kind: an error of
    the system, by its number, or else a kill. ``done`` tells how many there were."""

    def __init__(self, at: int, error: int | None = None, *, of: str | None = None) -> None:
        self.at, self.error, self.kind, self.done = at, error, of, 0

    def strike(self, name: str, path: Path) -> None:
        """Count one more operation. After a kill, nothing is done any more."""
        self.done += self.kind in (None, name)
        if self.error is None and self.done >= self.at:
            raise Killed
        if self.error is not None and self.done == self.at and self.kind in (None, name):
            raise OSError(self.error, os.strerror(self.error), str(path))


@contextmanager
def striking(fault: Fault) -> Iterator[Fault]:
    """Have a fault happen to whatever is done to folders meanwhile."""

    def watched(name: str) -> Callable[..., Any]:
        original = getattr(EnteredFolder, name)

        def run(level: Any, *args: Any, **kwargs: Any) -> Any:
            fault.strike(name, level.path if isinstance(level, EnteredFolder) else level)
            return original(level, *args, **kwargs)

        return staticmethod(run) if name == "of" else run

    with pytest.MonkeyPatch.context() as patch:
        for name in OPERATIONS:
            patch.setattr(EnteredFolder, name, watched(name))
        yield fault
