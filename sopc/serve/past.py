"""What was done at the desk, step by step, so that it can be taken back, and done again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from threading import RLock
from time import monotonic
from typing import Final, Protocol

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.serve.conflict import Conflict
from sopc.serve.merged import merged

_SOON: Final = 3.0
"""Within so many seconds one change of a field goes on with the last."""
_MOST: Final = 300
"""So many steps are kept."""
_TRIES: Final = 3

Files = Mapping[str, bytes | None]
"""What files hold, by their names below the catalogue's folder; None is no file."""


@dataclass(frozen=True, slots=True)
class PastStep:
    """What files were and what they became, and what was done in words.

    ``field`` is what was changed, the same for two changes that can be one step; empty for what
    stays a step of its own. ``at`` is when, in seconds.
    """

    said: Phrase
    was: Files
    became: Files
    field: str = ""
    at: float = 0.0


class WritableFiles(Protocol):
    """What can be read and written: the desk."""

    def bytes_of(self, name: str) -> bytes | None:
        """What a file holds now."""

    def write(self, before: Files, after: Files) -> None:
        """Put files in their places, all or none, where they are as ``before`` says."""


class DeskPast:
    """The steps of a session. Any thread may ask."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = RLock()
        self._done: list[PastStep] = []
        self._undone: list[PastStep] = []

    def remember(self, said: Phrase, was: Files, became: Files, field: str = "") -> None:
        """A step was made: nothing that was taken back can be done again."""
        with self._lock:
            now = self._clock()
            self._undone.clear()
            last = self._done[-1] if self._done else None
            step = PastStep(said, dict(was), dict(became), field, now)
            is_soon = last and field and last.field == field and now - last.at < _SOON
            if last and is_soon and dict(last.became) == step.was:
                step = replace(step, was=last.was)
                self._done.pop()
            if step.was != step.became:
                self._done.append(step)
            del self._done[:-_MOST]

    def undo(self, files: WritableFiles) -> PastStep:
        """Take the last step back. Raises Conflict, or SopcError where there is none."""
        with self._lock:
            if not self._done:
                raise SopcError(Phrase("there is nothing to take back"))
            back = self._taken(files, self._done[-1])
            self._done.pop()
            self._undone.append(back)
            return back

    def redo(self, files: WritableFiles) -> PastStep:
        """Do again what was taken back last. Raises Conflict, or SopcError where that is
        nothing."""
        with self._lock:
            if not self._undone:
                raise SopcError(Phrase("there is nothing to do again"))
            again = self._taken(files, self._undone[-1])
            self._undone.pop()
            self._done.append(replace(again, field=""))
            return again

    def _taken(self, files: WritableFiles, step: PastStep) -> PastStep:
        """Make files what they were, with what others have changed since elsewhere in them."""
        for left in reversed(range(_TRIES)):
            now = {name: files.bytes_of(name) for name in step.became}
            try:
                goal = {n: merged(step.became[n], step.was[n], now[n]) for n in now}
            except ValueError:
                raise Conflict(
                    Phrase(
                        "this cannot be taken back, for the same place was changed since: {said}",
                        said=step.said,
                    )
                ) from None
            try:
                files.write(now, goal)
            except SopcError:
                if not left or all(files.bytes_of(name) == raw for name, raw in now.items()):
                    raise
            else:
                return PastStep(step.said, now, goal, step.field, self._clock())
        raise AssertionError("the last try ends it")
