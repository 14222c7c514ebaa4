"""What a file of a catalogue says differently, in words of the printed form: of its plain data,
so that also a file with faults can be told of."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sopc.compare.told_steps import moved, paired
from sopc.compare.words_changed import WordRun, words_changed
from sopc.language import Phrase

Named = Callable[[str, str], str]
"""What is printed for a key of a registry: ``pelaksana``, ``dasar-hukum`` or ``pejabat``."""

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
_OF_STEPS: Final[Mapping[str, Phrase]] = {
    "uraian": Phrase("activity"),
    "pelaksana": Phrase("actor"),
    "waktu": Phrase("time"),
    "output": Phrase("output"),
    "kelengkapan": Phrase("equipment"),
    "keterangan": Phrase("remark"),
    "lanjut": Phrase("leads to"),
    "keputusan": Phrase("decision"),
    "jenis": Phrase("symbol"),
    "rangkaian": Phrase("parts"),
}
_REGISTRIES: Final = {
    "pelaksana": "pelaksana",
    "dasar_hukum": "dasar-hukum",
    "pengesah": "pejabat",
    "disahkan_oleh": "pejabat",
    "penyusun": "pejabat",
    "pemeriksa": "pejabat",
}


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change: ``where`` in words, and what was there and is; None is nothing. Where both are
    None, ``where`` says it all."""

    where: Phrase
    then: str | None = None
    now: str | None = None

    @property
    def sentence(self) -> Phrase:
        """The change in one line."""
        if self.then is None and self.now is None:
            return self.where
        if self.then is None:
            return Phrase("{where}: put in: {text}", where=self.where, text=self.now)
        if self.now is None:
            return Phrase("{where}: taken out: {text}", where=self.where, text=self.then)
        return Phrase("{where}: {then} → {now}", where=self.where, then=self.then, now=self.now)

    @property
    def words(self) -> tuple[WordRun, ...]:
        """What was and is there, with what is gone and new."""
        return words_changed(self.then or "", self.now or "")


def told(then: object, now: object, named: Named) -> Iterator[ToldChange]:
    """What an SOP's data say differently, in the order of the form: fields first, then steps."""
    old, new = _mapping(then), _mapping(now)
    keys = dict.fromkeys([*_CALLED, *old, *new])
    for key in keys:
        if key == "langkah" or old.get(key) == new.get(key):
            continue
        called = _CALLED.get(key) or Phrase("{field}", field=str(key).replace("_", " "))
        yield from _values(called, key, old.get(key), new.get(key), named)
    yield from _steps(_rows(old.get("langkah")), _rows(new.get("langkah")), named)


def told_entries(then: object, now: object) -> Iterator[ToldChange]:
    """What a registry, or the settings, say differently: entry by entry."""
    old, new = _mapping(then), _mapping(now)
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            before = _plain(old[key]) if key in old else None
            after = _plain(new[key]) if key in new else None
            yield ToldChange(Phrase("{field}", field=key), before, after)


def _values(
    called: Phrase, key: str, then: object, now: object, named: Named
) -> Iterator[ToldChange]:
    """A field: of a list, entry by entry."""
    if isinstance(then, list) or isinstance(now, list):
        one = [_said(key, each, named) for each in _listed(then)]
        other = [_said(key, each, named) for each in _listed(now)]
        gone = [each for each in one if each not in other]
        new = [each for each in other if each not in one]
        for before, after in zip(gone, new, strict=False):
            yield ToldChange(called, before, after)
        for before in gone[len(new) :]:
            yield ToldChange(called, before, None)
        for after in new[len(gone) :]:
            yield ToldChange(called, None, after)
        if not gone and not new and one != other:
            yield ToldChange(Phrase("{where}: in another order", where=called))
        return
    was = None if then is None else _said(key, then, named)
    becomes = None if now is None else _said(key, now, named)
    if was != becomes:
        yield ToldChange(called, was, becomes)


def _steps(
    then: list[Mapping[str, object]], now: list[Mapping[str, object]], named: Named
) -> Iterator[ToldChange]:
    pairs = paired(then, now)
    others = moved(pairs)
    codes_then, codes_now = _codes(then), _codes(now)
    for place, step in enumerate(now):
        if place not in pairs:
            text = _plain(step.get("uraian") or "")
            yield ToldChange(Phrase("Step {step} is new: {text}", step=place + 1, text=text))
            continue
        old = then[pairs[place]]
        if place in others:
            text = _plain(step.get("uraian") or "")
            yield ToldChange(
                Phrase(
                    "Step {step} was step {old}: {text}",
                    step=place + 1,
                    old=pairs[place] + 1,
                    text=text,
                )
            )
        for key in dict.fromkeys([*_OF_STEPS, *old, *step]):
            if key == "kode" or (
                old.get(key) == step.get(key) and key not in ("lanjut", "keputusan")
            ):
                continue
            called = _OF_STEPS.get(key) or Phrase("{field}", field=str(key).replace("_", " "))
            where = Phrase("Step {step}, {field}", step=place + 1, field=called)
            if key in ("lanjut", "keputusan", "rangkaian"):
                goes = _same_goals(
                    old.get(key), step.get(key), (then, codes_then), (now, codes_now)
                )
                if goes:
                    continue
                before = _ways(old.get(key), codes_then, named)
                after = _ways(step.get(key), codes_now, named)
                yield ToldChange(where, before, after)
            else:
                yield from _values(where, key, old.get(key), step.get(key), named)
    for place in sorted(set(range(len(then))) - set(pairs.values())):
        text = _plain(then[place].get("uraian") or "")
        yield ToldChange(Phrase("Step {step} was taken out: {text}", step=place + 1, text=text))


def _codes(steps: Sequence[Mapping[str, object]]) -> dict[object, int]:
    found: dict[object, int] = {}
    for place, step in enumerate(steps):
        code = step.get("kode")
        if isinstance(code, str):
            found.setdefault(code, place)
        for part in _listed(step.get("rangkaian")):
            if isinstance(part, dict) and isinstance(part.get("kode"), str):
                found.setdefault(part["kode"], place)
    return found


_Steps = tuple[Sequence[Mapping[str, object]], Mapping[object, int]]


def _same_goals(one: object, other: object, then: _Steps, now: _Steps) -> bool:
    """Whether ways lead to the same steps, whatever their places or codes are called."""
    return _by_words(one, then) == _by_words(other, now)


def _by_words(value: object, steps: _Steps) -> object:
    rows, codes = steps
    if isinstance(value, dict):
        return {
            key: each if key in ("uraian", "pelaksana", "jenis") else _by_words(each, steps)
            for key, each in value.items()
            if key != "kode"
        }
    if isinstance(value, list):
        return [_by_words(each, steps) for each in value]
    place = _place(value, codes)
    if place is not None and place < len(rows):
        return ("to", _plain(rows[place].get("uraian") or ""))
    return value


def _place(target: object, codes: Mapping[object, int]) -> int | None:
    if isinstance(target, int) and not isinstance(target, bool) and target > 0:
        return target - 1
    return codes.get(target) if isinstance(target, str) else None


def _ways(value: object, codes: Mapping[object, int], named: Named) -> str | None:
    """Ways as they are told: ``ya: 3; tidak: 1``."""
    if value is None:
        return None
    if isinstance(value, dict):
        return "; ".join(
            f"{key}: {_ways(each, codes, named) or '…'}" for key, each in value.items()
        )
    if isinstance(value, list):
        return "; ".join(_part(each, codes, named) for each in value)
    place = _place(value, codes)
    return str(place + 1) if place is not None else _plain(value)


def _part(value: object, codes: Mapping[object, int], named: Named) -> str:
    if isinstance(value, dict) and "pelaksana" in value:
        return ", ".join(_said("pelaksana", each, named) for each in _listed(value["pelaksana"]))
    return _ways(value, codes, named) or ""


def _said(key: str, value: object, named: Named) -> str:
    registry = _REGISTRIES.get(key)
    if registry and isinstance(value, str):
        return named(registry, value)
    if isinstance(value, dict) and isinstance(value.get("tertulis"), str):
        return _plain(value["tertulis"])
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    if isinstance(value, dict):
        return "; ".join(
            f"{str(key).replace('_', ' ')} {_plain(each)}" for key, each in value.items()
        )
    if value is None:
        return ""
    return str(value) if not isinstance(value, bool) else json.dumps(value)


def _mapping(value: object) -> Mapping[str, object]:
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}


def _listed(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _rows(value: object) -> list[Mapping[str, object]]:
    return [_mapping(each) for each in _listed(value)]
