"""The notes on what differs from the source document, as the annex lists them.

Notes of an SOP that say the same of several places are one row, and so are the actors that were
inferred for its steps; what is the same in several SOPs is listed once, before all others. Actors
and officials are called by their names, where notes have their keys.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.findings import Finding, findings
from sopc.catalogue.form_words import Wording, filled
from sopc.catalogue.source import Note
from sopc.markup.words import one_line
from sopc.render.links import link_to
from sopc.render.views import NoteView, SubjectView, whole_numbers

_SHARED = 3
"""A note that so many SOPs have is listed once for them all."""
_ORDER = ("pertentangan", "simpulan", "koreksi", "kosong")
"""What the office has to decide comes first."""
_ACTORS = re.compile(r"langkah(\[\d+\].*)?\.pelaksana")
_PLACE = re.compile(r"([^\[\]]*)\[(\d+)\](.*)")
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BETWEEN = re.compile(r"\s*(?:,|;|\+|\bdan\b|\batau\b|\bbersama\b)\s*")
T = TypeVar("T")


def subjects(catalogue: Catalogue) -> Iterator[SubjectView]:
    """What the notes are on, each with its rows."""
    words = catalogue.settings.form.words
    every = list(findings(catalogue))
    shared = _shared(every)
    apart = {id(finding) for group in shared for finding in group}
    names = _Names(catalogue)
    for group in _alike(shared, lambda found: tuple(f.subject for f in found)):
        numbers = ", ".join(_called(finding) for finding in group[0])
        notes = [_pattern(found, names, words) for found in group]
        yield SubjectView(whole_numbers(numbers), "", _views(notes, words))
    rest = [finding for finding in every if id(finding) not in apart]
    for (subject, _), found in groupby(rest, lambda f: (f.subject, f.file)):
        some = list(found)
        entry = some[0].entry
        link = link_to(entry.name) if entry and entry.sop.is_written else ""
        notes = _rows([finding.note for finding in some], entry, names, words)
        yield SubjectView(whole_numbers(one_line(subject)), link, _views(notes, words))


def _views(notes: Iterable[Note], words: Wording) -> tuple[NoteView, ...]:
    ordered = sorted(notes, key=lambda note: _ORDER.index(note.kind))
    return tuple(NoteView.of(note, words) for note in ordered)


def _called(finding: Finding) -> str:
    entry = finding.entry
    return one_line(str(entry.sop.number or entry.sop.title) if entry else finding.subject)


def _shared(every: Sequence[Finding]) -> list[list[Finding]]:
    """The notes that several SOPs have word for word, but for those on actors of several steps;
    what was printed and taken may differ where there is nothing to decide."""

    def pattern(finding: Finding) -> Hashable:
        note = finding.note
        if note.kind == "pertentangan":
            return note
        return note.model_copy(update={"printed": None, "taken": None})

    inferred = Counter(f.file for f in every if _is_inferred_actor(f.note))
    candidates = [
        f for f in every if f.entry and (inferred[f.file] == 1 or not _is_inferred_actor(f.note))
    ]
    groups = _alike(candidates, pattern)
    return [group for group in groups if len({f.subject for f in group}) >= _SHARED]


def _pattern(found: Sequence[Finding], names: "_Names", words: Wording) -> Note:
    """One note for those that several SOPs have, with what was printed and taken at each."""
    first = names.in_words(found[0].note)
    groups = _alike(found, lambda finding: (finding.note.printed, finding.note.taken))
    if len(groups) == 1:
        return first
    labels = words.differences_columns[2:4]
    facts = []
    for group in groups:
        note = names.in_words(group[0].note)
        said = zip(labels, (note.printed, note.taken), strict=True)
        values = ", ".join(f"{label}: {value}" for label, value in said if value)
        facts.append(
            f"{', '.join(map(_called, group))} ({values})" if values else _called(group[0])
        )
    return first.model_copy(
        update={"printed": None, "taken": None, "reason": f"{first.reason} {'; '.join(facts)}."}
    )


def _rows(
    notes: Sequence[Note], entry: Entry | None, names: "_Names", words: Wording
) -> list[Note]:
    """The rows of one SOP, or of whatever else has notes."""
    inferred = [note for note in notes if _is_inferred_actor(note)]
    if len(inferred) > 1:
        rest = [note for note in notes if not _is_inferred_actor(note)]
        return [_actors(inferred, entry, names, words), *_rows(rest, entry, names, words)]
    told = [
        names.with_actor(note, entry) if note in inferred else names.in_words(note)
        for note in notes
    ]
    groups = _alike(told, lambda note: note.model_copy(update={"part": ""}))
    return [
        group[0].model_copy(update={"part": joined_parts(note.part for note in group)})
        for group in groups
    ]


def _is_inferred_actor(note: Note) -> bool:
    return note.kind == "simpulan" and _ACTORS.fullmatch(note.part) is not None


def _actors(notes: Sequence[Note], entry: Entry | None, names: "_Names", words: Wording) -> Note:
    """One row for the actors that were inferred for an SOP's steps: who, where, and why."""
    said = [names.in_words(note) for note in notes if _step(note) is None]
    why = [_with_choices(note, words) for note in said]
    steps = [names.with_actor(note, entry) for note in notes if _step(note) is not None]
    for group in _alike(steps, lambda note: note.model_copy(update={"part": ""})):
        note, places = group[0], ranges(sorted({_step(each) or 0 for each in group}))
        printed = f" ({words.differences_columns[2]}: {note.printed})" if note.printed else ""
        why.append(f"{places}: {note.taken}{printed}. {_with_choices(note, words)}")
    return notes[0].model_copy(
        update={
            "part": said[0].part if said else joined_parts(note.part for note in steps),
            "printed": None,
            "taken": None,
            "choices": (),
            "reason": " ".join(why),
        }
    )


def _with_choices(note: Note, words: Wording) -> str:
    choices = filled(words.choices, {"pilihan": "; ".join(note.choices)}) if note.choices else ""
    return f"{note.reason} {choices}".strip()


def _step(note: Note) -> int | None:
    found = _PLACE.fullmatch(note.part)
    return int(found[2]) if found else None


def joined_parts(parts: Iterable[str]) -> str:
    """Parts of an SOP as one: ``langkah[2].pelaksana``, ``langkah[3].pelaksana`` and
    ``langkah[4].pelaksana`` are ``langkah[2–4].pelaksana``."""
    places: dict[tuple[str, str], list[int]] = {}
    for part in dict.fromkeys(parts):
        found = _PLACE.fullmatch(part)
        numbers = places.setdefault((found[1], found[3]) if found else (part, ""), [])
        numbers += [int(found[2])] if found else []
    return ", ".join(
        f"{before}[{ranges(sorted(numbers))}]{after}" if numbers else before
        for (before, after), numbers in places.items()
    )


def ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers in words: 2, 4–6."""
    found: list[str] = []
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        values = [number for _, number in run]
        found += [f"{values[0]}–{values[-1]}"] if len(values) > 2 else map(str, values)
    return ", ".join(found)


def _alike(values: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Values in groups of equal keys, each where its first one stands."""
    groups: dict[Hashable, list[T]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return list(groups.values())


class _Names:
    """What the keys of a catalogue's actors and officials stand for."""

    def __init__(self, catalogue: Catalogue) -> None:
        actors = {key: one_line(actor.name) for key, actor in catalogue.actors.items()}
        officials = {key: one_line(each.called) for key, each in catalogue.officials.items()}
        self._names = officials | actors

    def in_words(self, note: Note) -> Note:
        """A note with names in the place of keys; what was printed is left as it was."""
        return note.model_copy(
            update={
                "taken": note.taken and self._value(note.taken),
                "choices": tuple(map(self._value, note.choices)),
                "reason": _KEY.sub(
                    lambda m: self._word(m[0]) if "-" in m[0] else m[0], note.reason
                ),
            }
        )

    def _value(self, text: str) -> str:
        """A value: names where all of it is keys."""
        if all(word in self._names for word in _BETWEEN.split(text)):
            return _KEY.sub(lambda m: self._word(m[0]), text)
        return text

    def _word(self, key: str) -> str:
        return self._names.get(key, key)

    def with_actor(self, note: Note, entry: Entry | None) -> Note:
        """The same of a note on who does a step: where it does not say who, the catalogue does."""
        step, steps = _step(note) or 0, entry.sop.steps if entry else ()
        told = self.in_words(note)
        if told.taken or not 0 < step <= len(steps):
            return told
        keys = dict.fromkeys(key for part in steps[step - 1].parts for key in part.actors)
        return told.model_copy(update={"taken": ", ".join(map(self._word, keys))})
