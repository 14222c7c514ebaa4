"""Where the notes of a group stand: the parts, and the SOPs that have them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.findings import PlacedNote
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    SETTINGS_FILE,
)
from sopc.markup.words import one_line
from sopc.notes.parts import joined_parts

_UNIT = re.compile(r"unit\[(\d+)\](?:\.seksi\[(\d+)\])?")
_REGISTRIES = (ACTORS_FILE, REGULATIONS_FILE, OFFICIALS_FILE)
_RUN = 3
"""So many numbers that follow each other are named by the first and the last."""


@dataclass(frozen=True, slots=True)
class NotePlace:
    """A part, or several written as one, and the SOPs in which it is, in index order; of a note
    in a registry also what it is on: the registry's file, and the key of the actor, regulation or
    official there."""

    part: str
    entries: tuple[Entry, ...]
    registered: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """SOPs whose numbers follow each other, by the first and the last, and what of each is named:
    ``V.26.1.1.1`` and ``18``. A run of one ends where it begins."""

    first: Entry
    first_words: str
    last: Entry
    last_words: str


class Order:
    """Which SOPs notes of a catalogue are about, and in which order those stand."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._places = {entry.location.file: n for n, entry in enumerate(catalogue.entries)}

    def concerned(self, finding: PlacedNote) -> Sequence[Entry]:
        """The SOPs that a note is about: of one on a unit, unless it names some, all SOPs there."""
        found = _UNIT.match(finding.note.part)
        if finding.concerned or finding.file != SETTINGS_FILE or found is None:
            return finding.concerned
        units = self._catalogue.settings.units
        number, section = int(found[1]), int(found[2] or 0)
        if not 0 < number <= len(units):
            return ()
        unit = units[number - 1]
        if not 0 < section <= len(unit.sections):
            return self._catalogue.in_unit(unit)
        return tuple(self._catalogue.in_section(unit, unit.sections[section - 1]))

    def of(self, entry: Entry) -> int:
        """An SOP's place in the index."""
        return self._places[entry.location.file]

    def sorted(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """SOPs in index order, each once."""
        found = {entry.location.file: entry for entry in entries}
        return tuple(sorted(found.values(), key=self.of))


def places(findings: Sequence[PlacedNote], order: Order) -> tuple[NotePlace, ...]:
    """Where notes stand: SOPs that have the same parts together."""
    parts: dict[tuple[tuple[str, str] | None, str], list[str]] = {}
    entries: dict[str, Entry] = {}
    for finding in findings:
        registered = (finding.file, str(finding.path[0])) if finding.file in _REGISTRIES else None
        sops = order.concerned(finding)
        entries |= {entry.location.file: entry for entry in sops}
        for file in [entry.location.file for entry in sops] or [""]:
            parts.setdefault((registered, file), []).append(finding.note.part)
    together: dict[tuple[str, tuple[str, str] | None], list[str]] = {}
    for (registered, file), some in parts.items():
        together.setdefault((joined_parts(some), registered), []).append(file)
    return tuple(
        NotePlace(part, order.sorted(entries[file] for file in files if file), registered)
        for (part, registered), files in together.items()
    )


def entries_in(found: Iterable[NotePlace], order: Order) -> tuple[Entry, ...]:
    """All SOPs of some places, in index order."""
    return order.sorted(entry for place in found for entry in place.entries)


def called(entry: Entry) -> str:
    """An SOP's number, or the title of one that has none."""
    return str(entry.sop.number) if entry.sop.number else one_line(entry.sop.title)


def runs(entries: Sequence[Entry]) -> list[list[Run]]:
    """SOPs in index order, shortly: a list for each beginning that their numbers share.

    ``V.26.1.1.1–3, 5`` is one of two runs; what has no number stands for itself.
    """
    found: list[list[Run]] = []
    for before, group in groupby(map(_taken_apart, entries), lambda each: each[0]):
        some = list(group)
        if before is None:
            found += [[Run(e, called(e), e, called(e))] for _, _, e in some]
        else:
            found.append(_shortened(before, [(number, entry) for _, number, entry in some]))
    return found


def _taken_apart(entry: Entry) -> tuple[str | None, int, Entry]:
    found = re.fullmatch(r"(.*[^0-9])([1-9][0-9]*)", called(entry)) if entry.sop.number else None
    return (found[1], int(found[2]), entry) if found else (None, 0, entry)


def _shortened(before: str, numbered: Sequence[tuple[int, Entry]]) -> list[Run]:
    found: list[Run] = []
    for _, run in groupby(enumerate(numbered), lambda pair: pair[1][0] - pair[0]):
        some = [each for _, each in run]
        ends = [(some[0], some[-1])] if len(some) >= _RUN else [(each, each) for each in some]
        for (first, begin), (last, end) in ends:
            words = str(first) if found else f"{before}{first}"
            found.append(Run(begin, words, end, words if begin is end else str(last)))
    return found


def short_names(entries: Sequence[Entry]) -> str:
    """SOPs by their numbers, shortly: ``V.26.1.1.1–3, 5; V.26.7.1.2``."""
    return "; ".join(
        ", ".join(
            run.first_words if run.first is run.last else f"{run.first_words}–{run.last_words}"
            for run in group
        )
        for group in runs(entries)
    )
