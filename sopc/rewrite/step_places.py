"""What in an SOP's file counts its steps, and what it is when steps are at other places."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias, cast

from sopc.changes import Remove, Replace
from sopc.diagnostics import KeyPath, Place
from sopc.edit.entries import value_at
from sopc.edit.occurrences import Occurrence
from sopc.language import Phrase
from sopc.load.yaml_reader import YamlDocument
from sopc.notes.parts import field_of
from sopc.rewrite.sop_file import row_of

NewRow: TypeAlias = Callable[[int], int | None]
"""At which place, from 1, a step is then, by the place that it has; None for one that is gone."""

_PART = re.compile(r"langkah\[([0-9]{1,6})\]")
_GOAL = re.compile(r"(?:ke )?(?:langkah )?([0-9]{1,6})")
_SAID = re.compile(r"\blangkah (?:ke-|nomor |no\. ?)?([0-9]{1,4})\b", re.IGNORECASE)
_WAYS: Final = frozenset({"keputusan", "lanjut"})
_QUOTED: Final = frozenset({"tercetak", "bagian", "diambil", "pilihan"})


class CountedSop(Protocol):
    """An SOP's file, be it right or not: its data, and where it is written which step one leads
    to."""

    @property
    def document(self) -> YamlDocument:
        """The data."""

    @property
    def numbers(self) -> Sequence[object]:
        """The number that each row has of its own; None where it has none."""

    def targets(self) -> Iterator[tuple[Occurrence, int]]:
        """Where it is written to which step one leads, each with the place of that, from 1."""

    def place(self, path: KeyPath) -> Place:
        """Where something stands."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is left for an editor to look at, and where."""

    place: Place
    what: Phrase


@dataclass(frozen=True, slots=True)
class Recounted:
    """What is to be changed, so that everything means the steps that it meant, and what is left."""

    changes: tuple[Replace | Remove, ...] = ()
    told: tuple[Told, ...] = field(default=())


def recounted(sop: CountedSop, new: NewRow) -> Recounted:
    """Targets, and notes on the source, by the new places of steps; notes on a step that is gone
    go with it."""
    gone: list[KeyPath] = []
    changes: list[Replace] = []
    for each, row in sop.targets():
        at = row_of(each.path)
        to = new(row)
        if (
            each.row is not None
            and at is not None
            and new(at) is not None
            and to not in (None, row)
        ):
            changes.append(Replace(sop.document.file, each.path, row, to))
    for path, value in _noted(sop):
        field, words = _field(sop, path), [part for part in path if isinstance(part, str)]
        if words[-1] == "bagian" and isinstance(value, str):
            after = _part(value, new, len(sop.numbers))
            if after is None:
                gone.append(path[:-1])
            elif after != value:
                changes.append(Replace(sop.document.file, path, value, after))
        elif (
            words[-1] in ("diambil", "pilihan") and field[:1] == ("langkah",) and field[-1] in _WAYS
        ):
            goal = _goal(value, new, len(sop.numbers))
            if goal != value:
                changes.append(Replace(sop.document.file, path, value, goal))
    kept = [each for each in changes if not any(each.path[: len(note)] == note for note in gone)]
    told = (*_notes_told(sop, gone), *_numbers_told(sop, new), *_words_told(sop, new, gone))
    return Recounted((*kept, *_removals(sop, gone)), told)


def _noted(sop: CountedSop) -> Iterator[tuple[KeyPath, str | int]]:
    for path in sop.document.values:
        words = [part for part in path if isinstance(part, str)]
        value = value_at(sop.document, path)
        is_word = isinstance(value, str | int) and not isinstance(value, bool)
        if words[:2] == ["sumber", "catatan"] and len(words) == 3 and is_word:
            yield path, cast("str | int", value)


def _field(sop: CountedSop, path: KeyPath) -> tuple[str, ...]:
    note = path[: 3 if isinstance(path[2], int) else 2]
    part = value_at(sop.document, note)
    said = part.get("bagian") if isinstance(part, dict) else None
    return field_of(said) if isinstance(said, str) else ("",)


def _part(part: str, new: NewRow, count: int) -> str | None:
    """The part that a note is on, with the new place of its step; None where that is gone."""
    found = _PART.match(part)
    if found is None or not 1 <= int(found[1]) <= count:
        return part
    place = new(int(found[1]))
    return None if place is None else f"langkah[{place}]{part[found.end() :]}"


def _goal(value: str | int, new: NewRow, count: int) -> str | int:
    """Where a note says that a way leads, with the new place of that step."""
    found = _GOAL.fullmatch(str(value).strip())
    if found is None or not 1 <= int(found[1]) <= count:
        return value
    place = new(int(found[1]))
    if place is None:
        return value
    return place if isinstance(value, int) else value.replace(found[1], str(place))


def _removals(sop: CountedSop, notes: list[KeyPath]) -> Iterator[Remove]:
    every = value_at(sop.document, ("sumber", "catatan")) if notes else ()
    if isinstance(every, dict) or (isinstance(every, list) and len(every) == len(notes)):
        notes = [("sumber", "catatan")] if notes else []
    yield from (Remove(sop.document.file, note) for note in notes)


def _notes_told(sop: CountedSop, notes: list[KeyPath]) -> Iterator[Told]:
    for note in notes:
        yield Told(sop.place(note), Phrase("this note was on the step, and goes with it"))


def _numbers_told(sop: CountedSop, new: NewRow) -> Iterator[Told]:
    """Rows with a number of their own, which is left as it is."""
    for row, number in enumerate(sop.numbers, start=1):
        place = new(row)
        if number is not None and place not in (None, row):
            path = next(
                path
                for path in sop.document.values
                if row_of(path) == row and path[-1] == "nomor" and "rangkaian" not in path
            )
            what = Phrase(
                "step {place} is still printed as `{number}`: look whether that is right",
                place=place,
                number=number,
            )
            yield Told(sop.place(path), what)


def _words_told(sop: CountedSop, new: NewRow, gone: list[KeyPath]) -> Iterator[Told]:
    """Sentences that name steps by their places, which are left as they are."""
    for path in sop.document.values:
        value = value_at(sop.document, path)
        words = [part for part in path if isinstance(part, str)]
        if not isinstance(value, str) or (words[0] == "sumber" and words[-1] in _QUOTED):
            continue
        row = row_of(path)
        if (row is not None and new(row) is None) or any(path[: len(n)] == n for n in gone):
            continue
        places = dict.fromkeys(int(found[1]) for found in _SAID.finditer(value))
        moved = [each for each in places if each <= len(sop.numbers) and new(each) != each]
        if moved:
            steps = ", ".join(map(str, sorted(moved)))
            what = Phrase(
                "steps are named by their places here ({steps}): look whether that is right",
                steps=steps,
            )
            yield Told(sop.place(path), what)
