"""What the annex's template sees: its parts, and the rows of each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from sopc.render.views import View


@dataclass(frozen=True, slots=True)
class ChoiceView(View):
    """A choice to tick; ``remark`` says that it is the one printed or taken, or is empty."""

    words: Markup
    remark: str


@dataclass(frozen=True, slots=True)
class QuestionView(View):
    """What is to be decided, of a ``group`` of equal weight: where, and between what.

    ``printed`` is empty where it is one of the choices.
    """

    group: str
    order: int
    question: str
    where: Markup
    printed: Markup
    reason: Markup
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True)
class DecidedView(View):
    """What the office has decided, who and when; ``choices`` says between what, or is empty."""

    kind: str
    where: Markup
    printed: Markup
    choices: Markup
    decision: Markup
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class ConfirmView(View):
    """What was inferred of an SOP's flow: who does which steps, where decisions lead, what single
    steps print of that, what else is possible, and which steps are asked of elsewhere."""

    sop: Markup
    actors: Markup
    ways: Markup
    printed: Markup
    others: Markup
    asked: Markup


@dataclass(frozen=True, slots=True)
class LineView(View):
    """What was corrected or is lacking in one kind of place: a text, then ``items``, each of which
    stands on a line of its own, and ``rooms``: what is to be written with a pen, on a line each.

    ``short`` says that several items may stand on one line, in columns.
    """

    part: str
    kind: str
    text: Markup
    items: tuple[Markup, ...] = ()
    rooms: tuple[Markup, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class AnnexPart(View):
    """A part of the annex: its title, a sentence below that, the headings of its columns, and its
    rows, which are of one kind."""

    title: str
    legend: str
    columns: tuple[str, ...]
    questions: tuple[QuestionView, ...] = ()
    decided: tuple[DecidedView, ...] = ()
    confirm: tuple[ConfirmView, ...] = ()
    lines: tuple[LineView, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(map(len, (self.questions, self.decided, self.confirm, self.lines)))

    def pieces(self, most: int) -> Iterator["AnnexPart"]:
        """It in pieces of so many rows; all but the first have no title and no sentence."""
        for start in range(0, self.rows, most):
            end = start + most
            piece = replace(
                self,
                questions=self.questions[start:end],
                decided=self.decided[start:end],
                confirm=self.confirm[start:end],
                lines=self.lines[start:end],
            )
            yield replace(piece, title="", legend="") if start else piece
