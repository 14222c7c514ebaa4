"""All notes of a catalogue, as an office goes through them."""

from collections.abc import Callable
from dataclasses import dataclass

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.findings import PlacedNote, findings
from sopc.notes.actors import Inferred, inferred, is_of_flow
from sopc.notes.lacking import Empty, Lack, empty_boxes, lacks
from sopc.notes.patterns import Pattern, patterns
from sopc.notes.places import Order
from sopc.notes.questions import Question, questions


@dataclass(frozen=True, slots=True)
class Survey:
    """What is to be decided, what has been, the actors and exits to confirm, what was corrected or
    inferred besides, and what is lacking."""

    open: tuple[Question, ...]
    decided: tuple[Question, ...]
    flows: tuple[Inferred, ...]
    patterns: tuple[Pattern, ...]
    lacks: tuple[Lack, ...]
    empty: tuple[Empty, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether there is no note at all."""
        return not (self.open or self.decided or self.flows or self.patterns or self.lacks)


def survey(catalogue: Catalogue, counts: Callable[[PlacedNote], bool] | None = None) -> Survey:
    """The notes (those that count) in order; each is in one of the parts, and none is lost."""
    every = [finding for finding in findings(catalogue) if counts is None or counts(finding)]
    order, words = Order(catalogue), catalogue.settings.form.words
    decided = [finding for finding in every if finding.note.decision]
    undecided = [finding for finding in every if not finding.note.decision]
    flows = [finding for finding in undecided if is_of_flow(finding)]
    changed = [
        finding
        for finding in undecided
        if finding.note.kind in ("koreksi", "simpulan") and not is_of_flow(finding)
    ]
    asked = questions([f for f in undecided if f.note.kind == "pertentangan"], order)
    return Survey(
        open=asked,
        decided=questions(decided, order),
        flows=inferred(flows, asked),
        patterns=patterns(changed, words, order),
        lacks=lacks([f for f in undecided if f.note.kind == "kosong"], order),
        empty=empty_boxes(catalogue, every),
    )
