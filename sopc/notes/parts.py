"""Which part of an SOP a note is on, and how much hangs on it."""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import groupby
from typing import TypeAlias

from sopc.catalogue.findings import PlacedNote
from sopc.catalogue.organisation import OFFICIALS_FILE, REGULATIONS_FILE

Field: TypeAlias = tuple[str, ...]
"""The names of a part without its places: ``("langkah", "output")`` of ``langkah[4].output``."""

TITLES = ("nama", "judul", "judul_bagan", "sampul")
"""The parts in which an SOP's title is printed."""
_PLACE = re.compile(r"([^\[\]]*)\[(\d+)\](.*)")
_APART = re.compile(r",\s*(?![^\[]*\])")
"""Between two parts: a comma that is not in brackets."""
_IDENTITY = {
    *TITLES, "nomor", "kop", "identitas", "isi", "status", "daftar_isi", "subjudul", "unit",
    "seksi", "instansi",
    "pengesah", "disahkan_oleh", "nip", "nrp", "jabatan", "pangkat", "atas_nama",
    "dibuat", "direvisi", "disahkan", "efektif",
}  # fmt: skip
_FLOW = {"langkah", "pelaksana", "rangkaian", "keputusan", "lanjut", "kode"}
_CITED = {"keterkaitan", "dasar_hukum"}
_PAGES = {"identitas"}
"""Parts that have boxes: what is in one of those weighs as it does elsewhere."""
_IDENTITY_ORDER: tuple[frozenset[str], ...] = (
    frozenset({"pengesah", "disahkan_oleh", "atas_nama"}),
    frozenset({"nomor"}),
    frozenset({"identitas", "isi", "status"}),
    frozenset({"nip", "nrp"}),
    frozenset({"kop", "instansi", "unit", "jabatan", "pangkat"}),
    frozenset({"nama", "judul", "judul_bagan", "daftar_isi"}),
    frozenset({"dibuat", "direvisi", "disahkan", "efektif"}),
    frozenset({"sampul"}),
    frozenset({"seksi", "subjudul"}),
)
"""What an SOP is, in the order in which it is asked."""
_UNIT, _SECTION = "unit", "seksi"
_LANE = ("pelaksana",)


class Weight(IntEnum):
    """How much hangs on what is in doubt, the weightiest first: what an SOP is and who answers for
    it; who does what, and what comes next; what it refers to; the words of a sentence."""

    IDENTITY = 0
    FLOW = 1
    CITATIONS = 2
    WORDS = 3


def field_of(part: str) -> Field:
    """The names of a part: ``langkah[4].output`` is an ``output`` of a ``langkah``."""
    return tuple(re.sub(r"\[[^\]]*\]", "", part).split("."))


def places_in(part: str) -> tuple[int, ...]:
    """The places in lists that a part names, from 1."""
    return tuple(int(place) for place in re.findall(r"\[(\d+)\]", part))


def kind_of_place(finding: PlacedNote) -> Field:
    """Its field; of a unit or section, the field is the same wherever that stands."""
    field = field_of(finding.note.part)
    return field[-1:] if field[0] == "unit" else field


def weight_of(finding: PlacedNote) -> Weight:
    """How much hangs on what a note is on."""
    field = _within_page(field_of(finding.note.part))
    if finding.file == REGULATIONS_FILE or field[0] in _CITED:
        return Weight.CITATIONS
    if finding.file == OFFICIALS_FILE or field[0] in _IDENTITY:
        return Weight.IDENTITY
    if field[-1] in _FLOW:
        return Weight.FLOW
    return Weight.WORDS


def rank_of(finding: PlacedNote) -> int:
    """The place among what weighs as much: of an SOP's identity who enacts it, its number, its
    pages, a NIP, names of units, titles, dates, covers, names of sections; of the flow where it
    leads, who does what, whose lane it is. What else there is, is in the order of the document."""
    field, weight = _within_page(field_of(finding.note.part)), weight_of(finding)
    if weight is Weight.FLOW:
        if field == _LANE:
            return 2
        return int(field[-1] == _LANE[0])
    if weight is Weight.IDENTITY:
        official = finding.file == OFFICIALS_FILE and field[-1] in TITLES
        name = "jabatan" if official else _named_by(field)
        ranks = (n for n, names in enumerate(_IDENTITY_ORDER) if name in names)
        return next(ranks, len(_IDENTITY_ORDER))
    return 0


def _named_by(field: Field) -> str:
    """By which of its names a part of an SOP's identity is ranked: the name of a unit, or of a
    section, is none of an SOP."""
    if field[0] != _UNIT:
        return field[-1] if field[-1] in {"nip", "nrp"} else field[0]
    if field[-1] not in TITLES:
        return field[-1]
    return _SECTION if _SECTION in field else _UNIT


def _within_page(field: Field) -> Field:
    """What a box of the identity page is called without the page."""
    return field[1:] if len(field) > 1 and field[0] in _PAGES else field


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


def parts_apart(joined: str) -> list[str]:
    """The parts of some that are joined."""
    return _APART.split(joined)


def ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers in words: 2, 4–6."""
    found: list[str] = []
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        values = [number for _, number in run]
        found += [f"{values[0]}–{values[-1]}"] if len(values) > 2 else map(str, values)
    return ", ".join(found)
