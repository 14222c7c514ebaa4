"""What was inferred of the flow: who does steps, and where the exits of decisions lead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.findings import PlacedNote
from sopc.catalogue.procedure import Position, Procedure
from sopc.catalogue.step import END
from sopc.notes.names import keys_in
from sopc.notes.parts import field_of, places_in
from sopc.notes.questions import Question

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

    ``doing`` has the keys of actors who do steps, ``printed`` what notes on single steps say of
    those (of what is said of all, the steps are none), ``choices`` who else may do them. ``ways``
    leave decisions, and ``other_ways`` are those that may instead. What steps are ``asked``
    elsewhere, each in the question of a number, is in none of these.
    """

    entry: Entry
    findings: tuple[PlacedNote, ...]
    doing: tuple[tuple[tuple[str, ...], Steps], ...]
    printed: tuple[tuple[str, Steps], ...]
    choices: tuple[tuple[tuple[str, ...], Steps], ...]
    ways: tuple[Way, ...]
    other_ways: tuple[tuple[tuple[str, ...], Steps], ...]
    asked: tuple[tuple[int, Steps], ...] = ()


def is_of_flow(finding: PlacedNote) -> bool:
    """Whether a note of an SOP says who does a step or where it leads, and was inferred."""
    note = finding.note
    return (
        finding.entry is not None
        and note.kind == "simpulan"
        and _FLOW.fullmatch(note.part) is not None
    )


def inferred(
    findings: Sequence[PlacedNote], questions: Sequence[Question] = ()
) -> tuple[Inferred, ...]:
    """The notes for which ``is_of_flow`` holds, SOP by SOP, without what the questions ask."""
    by_file: dict[str, list[PlacedNote]] = {}
    for finding in findings:
        if finding.entry is not None:
            by_file.setdefault(finding.file, []).append(finding)
    return tuple(
        _inferred(found[0].entry, found, questions) for found in by_file.values() if found[0].entry
    )


def _inferred(
    entry: Entry, findings: Sequence[PlacedNote], questions: Sequence[Question]
) -> Inferred:
    of_actors = [f for f in findings if f.note.part.endswith(".pelaksana")]
    of_ways = [f for f in findings if f not in of_actors]
    doers, decisions = _asked(entry, questions)
    acting = tuple(step for step in _steps(entry, of_actors) if step not in doers)
    deciding = tuple(step for step in _steps(entry, of_ways) if step not in decisions)
    doing, ways = _doing(entry, acting), _ways(entry, deciding)
    here = {n: each for n, each in doers.items() if n in _steps(entry, of_actors)} | {
        n: each for n, each in decisions.items() if n in _steps(entry, of_ways)
    }
    return Inferred(
        entry=entry,
        findings=tuple(findings),
        doing=doing,
        printed=_said(
            (f.note.printed, _own(f))
            for f in of_actors
            if f.note.printed and not set(_own(f)) & set(doers)
        ),
        choices=_said(_other_actors(of_actors, doing)),
        ways=ways,
        other_ways=_said(_other_ways(of_ways, ways)),
        asked=_said((number, (step,)) for step, number in sorted(here.items())),
    )


def _asked(entry: Entry, questions: Sequence[Question]) -> tuple[dict[int, int], dict[int, int]]:
    """The steps of which questions ask who does them, and where they lead, each with the number of
    its question, from 1. Whose a lane is, is asked of all steps in it."""
    doers: dict[int, int] = {}
    decisions: dict[int, int] = {}
    for number, question in enumerate(questions, 1):
        for finding in question.findings:
            if entry.location.file not in {each.location.file for each in finding.concerned}:
                continue
            field, places = field_of(finding.note.part), places_in(finding.note.part)
            if field == ("pelaksana",):
                found = _in_lanes(entry, places)
            else:
                found = places if field[0] == "langkah" else ()
            asked = doers if field[-1] == "pelaksana" else decisions
            if field[-1] in ("pelaksana", "keputusan", "lanjut"):
                asked.update({step: number for step in found if step not in asked})
    return doers, decisions


def _in_lanes(entry: Entry, lanes: Steps) -> Steps:
    keys = {key for n, key in enumerate(entry.sop.lanes, 1) if n in lanes}
    return tuple(
        n
        for n, step in enumerate(entry.sop.steps, 1)
        if any(keys & set(part.actors) for part in step.parts)
    )


def _other_actors(
    findings: Iterable[PlacedNote], doing: Iterable[tuple[tuple[str, ...], Steps]]
) -> Iterator[tuple[tuple[str, ...], Steps]]:
    """Who else may do a step: the choices but for what was taken there."""
    taken = {step: set(keys) for keys, steps in doing for step in steps}
    for finding in findings:
        for step in sorted(set(_own(finding) or taken) & set(taken)):
            choices = [each for each in finding.note.choices if set(keys_in(each)) != taken[step]]
            if choices:
                yield tuple(choices), (step,)


def _other_ways(
    findings: Iterable[PlacedNote], ways: Sequence[Way]
) -> Iterator[tuple[tuple[str, ...], Steps]]:
    """Where else a step may lead: the choices but for the steps, and the end, to which it does."""
    deciding = {way.step for way in ways}
    for finding in findings:
        for step in sorted(set(_own(finding) or deciding) & deciding):
            goals = {str(way.goal) if way.goal else END for way in ways if way.step == step}
            choices = [each for each in map(_goal, finding.note.choices) if each not in goals]
            if choices:
                yield tuple(choices), (step,)


def _goal(choice: str) -> str:
    """Where a way leads, the place of a step without the word before it."""
    found = re.fullmatch(r"(?:ke )?(?:langkah )?(\d+)", choice.strip())
    return found[1] if found else choice.strip()


def _own(finding: PlacedNote) -> Steps:
    return places_in(finding.note.part)[:1]


def _steps(entry: Entry, findings: Iterable[PlacedNote]) -> Steps:
    """The steps that notes are on; all of them where one is on no step alone."""
    every = range(1, len(entry.sop.steps) + 1)
    own = [_own(finding) for finding in findings]
    if () in own:
        return tuple(every)
    return tuple(sorted({step for steps in own for step in steps if step in every}))


def _doing(entry: Entry, steps: Steps) -> tuple[tuple[tuple[str, ...], Steps], ...]:
    """Who does steps, by how often, each with theirs."""
    return _said((_doers(entry, step), (step,)) for step in steps)


def _doers(entry: Entry, step: int) -> tuple[str, ...]:
    parts = entry.sop.steps[step - 1].parts
    return tuple(dict.fromkeys(key for part in parts for key in part.actors))


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
