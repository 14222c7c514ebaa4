"""Where the ``bagian`` of a note leads: to a value of an SOP, or of an entry of a root file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from sopc.catalogue.base import Model
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.duration import Duration
from sopc.catalogue.findings import PlacedNote
from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    SETTINGS_FILE,
)
from sopc.catalogue.registry import Official
from sopc.catalogue.sop import Sop
from sopc.catalogue.step import Step
from sopc.language import Hint, Phrase
from sopc.suggest import did_you_mean, known_here

PLACES: Final = (
    *("sampul", "judul", "identitas", "isi", "bagan", "judul_bagan", "kolom", "tanda_tangan"),
    "daftar_isi",
)
"""Places of a printed document that no key of an SOP stands for: cover, heading of the identity
page, that page, the pages as a whole, flowchart, its heading, its columns, signatures, contents."""

TEXTS: Final = frozenset(
    (
        *("nomor", "nama", "subjudul", "kop", "kualifikasi", "peralatan", "peringatan"),
        *("pencatatan", "luar", "tertulis", "uraian", "kelengkapan", "waktu", "output"),
        *("keterangan", "jabatan", "pangkat", "nip", "tentang", "jenis"),
    )
)
"""The keys whose values are printed as they stand."""
_OF_TITLES: Final = frozenset({"jenis", "nomor", "tahun", "tentang", "lembaran"})
"""What a regulation's title consists of."""
_LISTS: Final = frozenset({"kelengkapan", "output", "keterangan"})
"""Of these, being in one cell, a note may mean all items together."""
_Segment: TypeAlias = tuple[str, int | None]
_SEGMENT = re.compile(r"(?P<name>[a-z][a-z0-9_-]*)(?:\[(?P<place>[0-9]{1,6})\])?")


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A part that is not there: why, and what to write instead."""

    message: Phrase
    hint: Hint
    is_place: bool = False
    """Whether it is one too many in a list, and not a word that nobody knows."""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands at a part: its printed text where it is one, or the actors who do a step."""

    text: str | None = None
    actors: frozenset[str] = frozenset()


def value_of(finding: PlacedNote, catalogue: Catalogue) -> Value | Nowhere:
    """Where the ``bagian`` of a note leads."""
    segments: list[_Segment] = []
    for word in finding.note.part.split("."):
        segment = _SEGMENT.fullmatch(word)
        if not segment:
            hint = Phrase("write it like `nama`, `langkah[5].uraian` or `keterkaitan[1]`")
            return Nowhere(Phrase("`{part}` names no part", part=finding.note.part), hint)
        place = segment["place"]
        segments.append((segment["name"], None if place is None else int(place)))
    if segments[0][0] in PLACES:
        return Value()  # whatever is said of a part of it: `kolom.waktu`
    if finding.entry is not None:
        return _in_sop(finding.entry, segments, catalogue)
    return _in_root_file(finding, segments, catalogue)


def _in_sop(entry: Entry, segments: Sequence[_Segment], catalogue: Catalogue) -> Value | Nowhere:
    (name, _), *rest = segments
    officials = {
        "pengesah": catalogue.approver(entry),
        "disahkan_oleh": catalogue.enacted_by(entry),
    }
    if name in officials and rest:
        return _of_official(officials[name], rest)
    if name == "kop" and not entry.sop.letterhead:
        unit = entry.location.unit
        return Value("\n".join((*catalogue.settings.agency.heading, *unit.letterhead)))
    return _walk(entry.sop, segments, PLACES)


def _of_official(official: Official | None, segments: Sequence[_Segment]) -> Value | Nowhere:
    if official is None:
        return Value()
    if official.on_behalf_of and segments == [("jabatan", None)]:
        return Value(f"a.n. {official.on_behalf_of}\n{official.office}")
    return _walk(official, segments)


def _in_root_file(
    finding: PlacedNote, segments: Sequence[_Segment], catalogue: Catalogue
) -> Value | Nowhere:
    if finding.file == SETTINGS_FILE:
        shared = {*_aliases(Sop), *PLACES}
        if segments[0][0] in shared - _aliases(catalogue.settings).keys():
            return Value()  # of all SOPs, or of those that the note names
        return _walk(catalogue.settings, segments, tuple(shared))
    key = str(finding.path[0])
    if finding.file == REGULATIONS_FILE:
        regulation = catalogue.regulations[key]
        value = _walk(regulation, segments)
        # its parts are printed as one title, of which notes quote more than a part
        cited = catalogue.settings.form.cited(regulation)
        is_title = segments[0][0] in _OF_TITLES
        return Value(cited) if isinstance(value, Value) and is_title else value
    registries: Mapping[str, Mapping[str, Model]] = {
        ACTORS_FILE: catalogue.actors,
        OFFICIALS_FILE: catalogue.officials,
    }
    return _walk(registries[finding.file][key], segments)


def _walk(
    root: object, segments: Sequence[_Segment], beside: Sequence[str] = ()
) -> Value | Nowhere:
    """What stands at the end of the way; ``beside`` are words that are known beside its keys."""
    value, said, name = root, "", ""
    for name, place in segments:
        known = dict(_inside(value))
        if name not in known:
            every = sorted({*known, *beside})
            hint = did_you_mean(name, every) or known_here(every)
            where = f"{said}.{name}" if said else name
            return Nowhere(Phrase("there is no `{part}`", part=where), hint if every else "")
        value, said, beside = known[name], f"{said}.{name}" if said else name, ()
        if place is not None:
            if not isinstance(value, tuple) or not 0 < place <= len(value):
                return _too_far(said, value)
            value, said = value[place - 1], f"{said}[{place}]"
    return _as_value(name, value)


def _too_far(said: str, value: object) -> Nowhere:
    if not isinstance(value, tuple):
        message = Phrase("`{part}` is no list", part=said)
        return Nowhere(message, Phrase("write `{part}`", part=said))
    if not value:
        message = Phrase("`{part}` is empty", part=said)
        return Nowhere(message, Phrase("write `{part}`", part=said), is_place=True)
    message = Phrase("`{part}` has {count}", part=said, count=len(value))
    hint = Phrase("write `{part}` with a place from 1 to {count}", part=said, count=len(value))
    return Nowhere(message, hint, is_place=True)


def _inside(value: object) -> Iterator[tuple[str, object]]:
    """The keys below a value, and what stands there; of a list, the keys of its items."""
    if isinstance(value, Step):
        for key, field in _aliases(value).items():
            yield key, getattr(value, field)
        actors = (key for part in value.parts for key in part.actors)
        yield "pelaksana", tuple(dict.fromkeys(actors))
    elif isinstance(value, Model):
        for key, field in _aliases(value).items():
            yield key, getattr(value, field)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple) and value:
        for key, _ in _inside(value[0]):
            yield key, None


def _aliases(model: Model | type[Model]) -> dict[str, str]:
    fields = (model if isinstance(model, type) else type(model)).model_fields
    return {field.alias or name: name for name, field in fields.items()}


def _as_value(name: str, value: object) -> Value:
    if name == "pelaksana" and isinstance(value, tuple):
        return Value(actors=frozenset(value))
    if name not in TEXTS:
        return Value(_outside(value))
    if isinstance(value, tuple):
        # of a whole box, notes say what no item of it says, such as how it is numbered
        value = "\n".join(value) if name in _LISTS or len(value) == 1 else None
    if isinstance(value, Duration):
        return Value(value.words)
    return Value(str(value) if isinstance(value, str | SopNumber) else None)


def _outside(value: object) -> str | None:
    """The words of an SOP that is cited by them."""
    words = getattr(value, "outside", None)
    return str(words) if words is not None else None
