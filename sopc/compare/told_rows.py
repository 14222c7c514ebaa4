"""What became of an SOP's steps, in words: which are new, gone, moved, and say something else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Final

from sopc.compare.told_steps import moved, paired
from sopc.compare.told_values import BothNames, Named, ToldChange, listed, plain, said, values_told
from sopc.language import Phrase

Row = Mapping[str, object]

_CALLED: Final[Mapping[str, Phrase]] = {
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
_WAYS: Final = ("lanjut", "keputusan", "rangkaian")
_SHOWN: Final = 60
"""So many letters of a step's words are told where a way leads to it."""
_OWN_WORDS: Final = ("uraian", "pelaksana", "jenis")


@dataclass(frozen=True, slots=True)
class _Rows:
    """Steps, and where each code stands, from 0."""

    rows: Sequence[Row]
    codes: Mapping[object, int]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "_Rows":
        found: dict[object, int] = {}
        for place, step in enumerate(rows):
            for each in (step, *listed(step.get("rangkaian"))):
                if isinstance(each, Mapping) and isinstance(each.get("kode"), str):
                    found.setdefault(each["kode"], place)
        return cls(rows, found)

    def place(self, target: object) -> int | None:
        """Which step a target means, from 0."""
        if isinstance(target, int) and not isinstance(target, bool) and target > 0:
            return target - 1
        return self.codes.get(target) if isinstance(target, str) else None

    def text(self, place: int) -> str:
        """What a step is called."""
        return plain(self.rows[place].get("uraian") or "")


def rows_told(then: Sequence[Row], now: Sequence[Row], names: BothNames) -> Iterator[ToldChange]:
    """What became of steps, in the order of now; those that are gone last."""
    pairs = paired(then, now)
    others = moved(pairs)
    was, becomes = _Rows.of(then), _Rows.of(now)
    for place in range(len(now)):
        if place not in pairs:
            new = Phrase("Step {step} is new: {text}", step=place + 1, text=becomes.text(place))
            yield ToldChange(new, now_step=place + 1)
            continue
        old = pairs[place]
        if place in others:
            words = {"step": place + 1, "old": old + 1, "text": becomes.text(place)}
            yield _of(Phrase("Step {step} was step {old}: {text}", **words), old, place)
        for told in _row_told(place, (was, old), becomes, names):
            yield replace(told, then_step=old + 1, now_step=place + 1)
    for place in sorted(set(range(len(then))) - set(pairs.values())):
        gone = Phrase("Step {step} was taken out: {text}", step=place + 1, text=was.text(place))
        yield ToldChange(gone, then_step=place + 1)


def _of(where: Phrase, then: int, now: int) -> ToldChange:
    return ToldChange(where, then_step=then + 1, now_step=now + 1)


def _row_told(
    place: int, before: tuple[_Rows, int], now: _Rows, names: BothNames
) -> Iterator[ToldChange]:
    then, old = before[0], before[0].rows[before[1]]
    step = now.rows[place]
    for key in dict.fromkeys([*_CALLED, *old, *step]):
        one, other = old.get(key), step.get(key)
        if key == "kode" or (one == other and key not in _WAYS):
            continue
        called = _CALLED.get(key) or Phrase("{field}", field=str(key).replace("_", " "))
        where = Phrase("Step {step}, {field}", step=place + 1, field=called)
        if key not in _WAYS:
            yield from values_told(where, key, one, other, names)
            continue
        for label, before_way, after_way in _pairs(one, other):
            if _by_words(before_way, then) != _by_words(after_way, now):
                of = Phrase("Step {step}, {field}", step=place + 1, field=label) if label else where
                told_then = _ways(before_way, then, names.then)
                told_now = _ways(after_way, now, names.now)
                yield ToldChange(of, told_then, told_now, is_whole=True)


def _pairs(one: object, other: object) -> Iterator[tuple[str, object, object]]:
    """Two values; of two decisions, way by way, with the word at each."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        yield "", one, other
        return
    for label in dict.fromkeys([*one, *other]):
        yield str(label), one.get(label), other.get(label)


def _by_words(value: object, steps: _Rows) -> object:
    """Ways by the words of the steps that they lead to, whatever their places or codes are."""
    if isinstance(value, dict):
        return {
            key: each if key in _OWN_WORDS else _by_words(each, steps)
            for key, each in value.items()
            if key != "kode"
        }
    if isinstance(value, list):
        return [_by_words(each, steps) for each in value]
    place = steps.place(value)
    if place is not None and place < len(steps.rows):
        return ("to", steps.text(place))
    return value


def _ways(value: object, steps: _Rows, named: Named) -> str | None:
    """Ways as they are told, by the steps they lead to: ``ya: 3. Mencatat; tidak: selesai``."""
    if value is None:
        return None
    if isinstance(value, dict):
        ways = ((key, _ways(each, steps, named)) for key, each in value.items())
        return "; ".join(f"{key}: {way or '…'}" for key, way in ways)
    if isinstance(value, list):
        return "; ".join(_part(each, steps, named) for each in value)
    place = steps.place(value)
    if place is None or place >= len(steps.rows):
        return plain(value)
    return f"{place + 1}. {shorten(steps.text(place), _SHOWN, placeholder='…')}"


def _part(value: object, steps: _Rows, named: Named) -> str:
    if isinstance(value, dict) and "pelaksana" in value:
        return ", ".join(said("pelaksana", each, named) for each in listed(value["pelaksana"]))
    return _ways(value, steps, named) or ""
