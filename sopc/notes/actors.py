"""What was inferred of the flow: who does steps, and where the exits of decisions lead."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.findings import Finding
from sopc.catalogue.procedure import Position, Procedure
from sopc.notes.parts import places_in

_FLOW = re.compile(r"langkah(\[\d+\].*)?\.(pelaksana|keputusan|lanjut)")
Steps: TypeAlias = tuple[int, ...]
"""Places of steps, from 1, ascending."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Way:
    """An exit of a step: its label, and the place of the step to which it leads; 0 is the end."""

    step: int
    label: str
    goal: int


@dataclass(frozen=True, slots=True)
class Inferred:
    """What was inferred of one SOP's flow.

    ``doing`` has the keys of actors who do steps, ``printed`` and ``choices`` what notes on single
    steps say of those; the steps of what is said of all are none. ``ways`` leave decisions.
    """

    entry: Entry
    findings: tuple[Finding, ...]
    doing: tuple[tuple[tuple[str, ...], Steps], ...]
    printed: tuple[tuple[str, Steps], ...]
    choices: tuple[tuple[tuple[str, ...], Steps], ...]
    ways: tuple[Way, ...]
    other_ways: tuple[tuple[tuple[str, ...], Steps], ...]


def is_of_flow(finding: Finding) -> bool:
    """Whether a note of an SOP says who does a step or where it leads, and was inferred."""
    note = finding.note
    return (
        finding.entry is not None
        and note.kind == "simpulan"
        and _FLOW.fullmatch(note.part) is not None
    )


def inferred(findings: Sequence[Finding]) -> tuple[Inferred, ...]:
    """The notes for which ``is_of_flow`` holds, SOP by SOP."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.entry is not None:
            by_file.setdefault(finding.file, []).append(finding)
    return tuple(_inferred(found[0].entry, found) for found in by_file.values() if found[0].entry)


def _inferred(entry: Entry, findings: Sequence[Finding]) -> Inferred:
    of_actors = [f for f in findings if f.note.part.endswith(".pelaksana")]
    of_ways = [f for f in findings if f not in of_actors]
    return Inferred(
        entry=entry,
        findings=tuple(findings),
        doing=_doing(entry, _steps(entry, of_actors)),
        printed=_said((f.note.printed, _own(f)) for f in of_actors if f.note.printed),
        choices=_said((f.note.choices, _own(f)) for f in of_actors if f.note.choices),
        ways=_ways(entry, _steps(entry, of_ways)),
        other_ways=_said((f.note.choices, _own(f)) for f in of_ways if f.note.choices),
    )


def _own(finding: Finding) -> Steps:
    return places_in(finding.note.part)[:1]


def _steps(entry: Entry, findings: Iterable[Finding]) -> Steps:
    """The steps that notes are on; all of them where one is on no step alone."""
    every = range(1, len(entry.sop.steps) + 1)
    own = [_own(finding) for finding in findings]
    if () in own:
        return tuple(every)
    return tuple(sorted({step for steps in own for step in steps if step in every}))


def _doing(entry: Entry, steps: Steps) -> tuple[tuple[tuple[str, ...], Steps], ...]:
    """Who does steps, by how often, each with theirs."""
    return _said(
        (
            tuple(
                dict.fromkeys(
                    key for part in entry.sop.steps[step - 1].parts for key in part.actors
                )
            ),
            (step,),
        )
        for step in steps
    )


def _said(pairs: Iterable[tuple[T, Steps]]) -> tuple[tuple[T, Steps], ...]:
    """What is said of several steps once, with all of them."""
    found: dict[T, list[int]] = {}
    for value, steps in pairs:
        found.setdefault(value, []).extend(steps)
    return tuple((value, tuple(sorted(set(steps)))) for value, steps in found.items())


def _ways(entry: Entry, steps: Steps) -> tuple[Way, ...]:
    procedure = Procedure(entry.sop)
    found = []
    for position in procedure.positions:
        part = procedure.part(position)
        if position.row + 1 in steps and (part.decision is not None or part.next is not None):
            for way in procedure.exits(position):
                goal = way.goal.row + 1 if isinstance(way.goal, Position) else 0
                found.append(Way(position.row + 1, way.label, goal))
    return tuple(found)
