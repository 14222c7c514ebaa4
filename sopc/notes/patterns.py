"""Corrections and other inferences, by pattern: what was printed, and what was taken."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

from sopc.catalogue.findings import PlacedNote
from sopc.catalogue.form_words import Wording, filled
from sopc.markup.words import one_line
from sopc.notes.names import plain
from sopc.notes.parts import TITLES, Field, Weight, kind_of_place, weight_of
from sopc.notes.places import NotePlace, Order, places

Kind: TypeAlias = Literal["koreksi", "simpulan"]
K = TypeVar("K", bound=Hashable)
TITLE: Field = TITLES
"""The field under which all places are listed in which an SOP's title is printed."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was printed and what was taken, either of which may be empty, and where."""

    printed: str
    taken: str
    reason: str
    places: tuple[NotePlace, ...]
    findings: tuple[PlacedNote, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Changes of one kind in one field; ``reason`` is what they have in common, or empty."""

    kind: Kind
    field: Field
    weight: Weight
    reason: str
    changes: tuple[Correction, ...]


def patterns(findings: Sequence[PlacedNote], words: Wording, order: Order) -> tuple[Pattern, ...]:
    """Notes by kind, field and reason. What stands for itself is gathered at the end of its field,
    and titles are compared without the form's words around them."""
    found = []
    for (kind, field), group in _grouped(findings, _kind_and_field).items():
        alone: list[PlacedNote] = []
        together = _grouped(group, lambda each: plain(each.note.reason))
        for some in together.values():
            if len(some) == 1 or field == TITLE:
                alone += some
            else:
                found.append(_pattern(kind, field, some, words, order, some[0].note.reason))
        if alone:
            found.append(_pattern(kind, field, alone, words, order))
    return tuple(sorted(found, key=lambda each: each.weight))


def _kind_and_field(finding: PlacedNote) -> tuple[Kind, Field]:
    field = kind_of_place(finding)
    kind: Kind = "koreksi" if finding.note.kind == "koreksi" else "simpulan"
    return kind, TITLE if field[0] in TITLES else field


def _grouped(
    findings: Iterable[PlacedNote], key: Callable[[PlacedNote], K]
) -> dict[K, list[PlacedNote]]:
    found: dict[K, list[PlacedNote]] = {}
    for finding in findings:
        found.setdefault(key(finding), []).append(finding)
    return found


def _pattern(
    kind: Kind,
    field: Field,
    findings: Sequence[PlacedNote],
    words: Wording,
    order: Order,
    reason: str = "",
) -> Pattern:
    def same(finding: PlacedNote) -> Hashable:
        note = finding.note
        printed, taken = note.printed or "", note.taken or ""
        if field == TITLE:
            return plain(bare_title(printed, words)), plain(taken)
        return _spelled(printed), plain(taken), "" if printed and taken else plain(note.reason)

    changes = []
    for some in _grouped(findings, same).values():
        note = some[0].note
        changes.append(
            Correction(
                note.printed or "", note.taken or "", note.reason, places(some, order), tuple(some)
            )
        )
    return Pattern(kind, field, min(map(weight_of, findings)), reason, tuple(changes))


def _spelled(printed: str) -> str:
    """What is printed, as it is compared: words that are printed as one are not the same."""
    return " ".join(printed.casefold().split()).strip(".,;:")


def bare_title(printed: str, words: Wording) -> str:
    """A title as it is printed somewhere, without what the form sets before it there."""
    line = one_line(printed)
    for pattern in (words.chart_title, words.identity_title):
        before = filled(pattern.partition("{nama}")[0], {})
        letters = r"\s*".join(map(re.escape, "".join(before.split())))
        found = re.match(letters, line, re.IGNORECASE)
        if letters and found:
            return line[found.end() :].strip()
    return line
