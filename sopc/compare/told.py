"""What a file of a catalogue says differently, in words of the printed form: of its plain data,
so that also a file with faults can be told of."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from sopc.compare.told_rows import rows_told
from sopc.compare.told_values import BothNames, ToldChange, listed, mapping, plain, values_told
from sopc.language import Phrase

_CALLED: Final[Mapping[str, Phrase]] = {
    "nomor": Phrase("SOP number"),
    "nama": Phrase("Name of the SOP"),
    "status": Phrase("State"),
    "dibuat": Phrase("Date of making"),
    "direvisi": Phrase("Date of revision"),
    "efektif": Phrase("In force from"),
    "disahkan": Phrase("Date of enactment"),
    "ditinjau": Phrase("Last looked at on"),
    "dasar_hukum": Phrase("Legal basis"),
    "kualifikasi": Phrase("Qualification of actors"),
    "keterkaitan": Phrase("Related SOPs"),
    "peralatan": Phrase("Tools and equipment"),
    "peringatan": Phrase("Warning"),
    "pencatatan": Phrase("Recording and data"),
    "pengesah": Phrase("Enacted by"),
    "disahkan_oleh": Phrase("Name in the box of enactment"),
    "penyusun": Phrase("Made by"),
    "pemeriksa": Phrase("Looked through by"),
    "kop": Phrase("Letterhead"),
    "riwayat": Phrase("Table of revisions"),
    "digantikan": Phrase("Replaced by"),
    "pelaksana": Phrase("Actors"),
    "pengecualian": Phrase("Findings that may stand"),
    "sumber": Phrase("Where it was taken from"),
}
"""What the keys of an SOP's file are called."""
_UNPRINTED: Final = ("sumber", "pengecualian")


def told(then: object, now: object, names: BothNames) -> Iterator[ToldChange]:
    """What an SOP's data say differently, in the order of the form: fields first, then steps."""
    old, new = mapping(then), mapping(now)
    for key in dict.fromkeys([*_CALLED, *old, *new]):
        if key == "langkah" or old.get(key) == new.get(key):
            continue
        called = _CALLED.get(key) or Phrase("{field}", field=str(key).replace("_", " "))
        if key == "sumber":
            found = _source_told(called, mapping(old.get(key)), mapping(new.get(key)), names)
        else:
            found = values_told(called, key, old.get(key), new.get(key), names)
        yield from (replace(each, is_printed=key not in _UNPRINTED) for each in found)
    steps, others = (list(map(mapping, listed(each.get("langkah")))) for each in (old, new))
    yield from rows_told(steps, others, names)


def _source_told(
    called: Phrase, then: Mapping[str, object], now: Mapping[str, object], names: BothNames
) -> Iterator[ToldChange]:
    """What is said of the source: notes by what they say, wherever in the SOP that is about."""
    one, other = ([_note(each) for each in listed(said.get("catatan"))] for said in (then, now))
    yield from values_told(called, "catatan", one, other, names)
    yield from values_told(called, "sumber", _without_notes(then), _without_notes(now), names)


def _without_notes(source: Mapping[str, object]) -> Mapping[str, object]:
    return {key: each for key, each in source.items() if key != "catatan"}


def _note(note: object) -> str:
    said = mapping(note)
    return plain(said.get("alasan") or {key: said[key] for key in said if key != "bagian"} or note)


def told_entries(then: object, now: object) -> Iterator[ToldChange]:
    """What a registry, or the settings, say differently: entry by entry."""
    old, new = mapping(then), mapping(now)
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            before = plain(old[key]) if key in old else None
            after = plain(new[key]) if key in new else None
            yield ToldChange(Phrase("{field}", field=key), before, after)
