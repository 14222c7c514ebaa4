"""What is done with an SOP as a whole: retired, moved to another section, numbered otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from sopc import pipeline
from sopc.diagnostics import SopcError
from sopc.edit.patched import NotIntended
from sopc.language import Phrase
from sopc.rewrite.given import GivenNumbers, given_numbers, revision_of
from sopc.rewrite.ground import File, Ground, ground_of
from sopc.rewrite.move import moved
from sopc.rewrite.not_possible import NotPossible
from sopc.rewrite.proposal import Proposal, checked_with, new_errors
from sopc.rewrite.renumber import Wish, new_numbers, plan_of
from sopc.rewrite.reorganisation import Reorganisation
from sopc.rewrite.retire import retirement
from sopc.rewrite.revision_dates import dated

Act = Literal["retire", "move", "renumber"]


@dataclass(frozen=True, slots=True)
class ActAsked:
    """What is to be done with the SOP in a file; ``value`` is the successor's number or none, the
    folder, or the new number."""

    act: Act
    file: str
    value: str


@dataclass(frozen=True, slots=True)
class ActPlan:
    """What files are to say, how the SOP's file is called then, and what changes, in words."""

    proposal: Proposal
    file: str
    lines: tuple[Phrase, ...]


def plan_for(asked: ActAsked, root: Path, today: date) -> ActPlan:
    """What would be changed. Raises NotPossible, or another SopcError, where it cannot be."""
    ground = ground_of(root)
    past = given_numbers(root, ground.catalogue, revision_of(root, None))
    file = ground.files.get(asked.file)
    if file is None:
        raise SopcError(Phrase("the file cannot be read at the moment: mend it in the text view"))
    try:
        plan = _plan(asked, ground, past, file)
        found = dated(plan, today, today, past.since)
    except NotIntended:
        raise SopcError(
            Phrase("a file is written so that it cannot be changed by itself: nothing was changed")
        ) from None
    made = found.made
    before = found.before or pipeline.check(root, today, since=past.since)
    after = found.after or checked_with(root, today, made.proposal, past.since)
    errors = new_errors(before, after, made.as_now)
    if errors:
        raise NotPossible([each.message for each in errors], errors)
    name = made.names.get(asked.file, asked.file)
    return ActPlan(made.proposal, name, tuple(_lines(made.proposal, ground, made.names)))


def _plan(asked: ActAsked, ground: Ground, past: GivenNumbers, file: File) -> Reorganisation:
    value, number = asked.value.strip(), file.number
    if asked.act == "move":
        return moved(ground, past, file, value, None, Wish())
    if not number:
        raise SopcError(Phrase("a draft without a number gets one in its form"))
    if asked.act == "retire":
        return retirement(ground, past, [number], value or None)
    if not value:
        raise SopcError(Phrase("give the new number"))
    return plan_of(ground, past, new_numbers(ground, past, [(number, value)], Wish()), Wish())


def _lines(proposal: Proposal, ground: Ground, names: Mapping[str, str]) -> Iterator[Phrase]:
    """What becomes of each file, in words."""
    new_names = {new: old for old, new in names.items() if old != new}
    for name, after in proposal.after.items():
        if name in new_names:
            what = _called(ground, new_names[name])
            yield Phrase("{what}: moved, or called by its new number", what=what)
        elif after is None:
            if name not in names:
                yield Phrase("{what}: goes", what=_called(ground, name))
        elif proposal.before[name] is None:
            yield Phrase("{what}: new, says what became of the old number", what=name)
        elif after != proposal.before[name]:
            yield Phrase("{what}: is changed", what=_called(ground, name))


def _called(ground: Ground, name: str) -> str:
    file = ground.files.get(name)
    title = file.data.get("nama") if file else None
    return f"{file.number} {title}".strip() if file and isinstance(title, str) else name
