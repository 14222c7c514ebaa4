"""Progress as the user sees it: a running count on a terminal, a line now and then otherwise."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from sopc.cli.streams import is_terminal, tell, tell_progress
from sopc.language import Phrase, Translate
from sopc.publish.stage_work import Progress, StageWork

EVERY = 10.0
"""Off a terminal, so many seconds pass between two counts: a log shows that something goes on."""


@dataclass
class _Shown:
    """What is said of one stage after the other, in a language; ``clock`` counts seconds."""

    say: Translate
    terminal: bool
    clock: Callable[[], float]
    begun: float = field(default=0.0)
    told: float = field(default=0.0)
    contents: int = field(default=0)

    def __call__(self, work: StageWork) -> None:
        if not work.done:
            self.begun = self.told = self.clock()
            self.contents += work.stage == "contents"
        now = self.clock()
        if self.terminal:
            tell_progress(self.say(_count(work)), done=work.done == work.parts)
        elif not work.done and work.stage == "pages":
            tell(self.say(_beginning(work)), err=True)
        elif work.done == work.parts:
            end = _end(work, now - self.begun, again=self.contents > 1)
            tell(self.say(end), err=True)
        elif now - self.told >= EVERY:
            self.told = now
            tell(self.say(_count(work, now - self.begun)), err=True)


def _what(work: StageWork) -> Phrase:
    """What there is to render: SOPs, and the books' own pages, each of which may be several."""
    sops = Phrase("1 SOP") if work.sops == 1 else Phrase("{count} SOPs", count=work.sops)
    own = work.parts - work.sops
    if not own:
        return sops
    others = Phrase("{count} parts of the books (covers, units, lists)", count=own)
    if own == 1:
        others = Phrase("1 part of the books (covers, units, lists)")
    return Phrase("{one} and {other}", one=sops, other=others) if work.sops else others


def _beginning(work: StageWork) -> Phrase:
    if work.held:
        return Phrase("rendering {what}; {held} are as they were", what=_what(work), held=work.held)
    return Phrase("rendering {what}", what=_what(work))


def _count(work: StageWork, seconds: float | None = None) -> Phrase:
    """How far it is; off a terminal also for how long."""
    if work.stage == "contents":
        name = Phrase("tables of contents")
    else:
        name = Phrase("SOPs and parts of books")
    if seconds is None:
        return Phrase("{name} {done}/{total}", name=name, done=work.done, total=work.parts)
    return Phrase(
        "{name} {done}/{total} after {seconds} s",
        name=name,
        done=work.done,
        total=work.parts,
        seconds=round(seconds),
    )


def _end(work: StageWork, seconds: float, *, again: bool) -> Phrase:
    """What was done; contents may have to be written ``again``, for they move pages themselves."""
    passed = round(seconds)
    if work.stage != "contents":
        return Phrase("rendered {what} in {seconds} s", what=_what(work), seconds=passed)
    if again:
        return Phrase(
            "tables of contents again, since pages moved: {count} in {seconds} s",
            count=work.parts,
            seconds=passed,
        )
    return Phrase("tables of contents: {count} in {seconds} s", count=work.parts, seconds=passed)


@contextmanager
def show_progress(say: Translate, clock: Callable[[], float] = monotonic) -> Iterator[Progress]:
    """A function to call with the work as it gets done."""
    yield _Shown(say, is_terminal(sys.stderr), clock)
