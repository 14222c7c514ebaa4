"""A change of what a page showed → the same change of what is there now.

Somebody else may have changed the file meanwhile. What is to be changed has to be as the page
showed it, though it may stand elsewhere; else there is a conflict, and nothing is done.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sopc.changes import KeyPath
from sopc.edit.one_or_more import as_listed
from sopc.edit.patched import is_same
from sopc.load.yaml_scalars import YamlValue
from sopc.serve.asked import (
    Change,
    InsertEntry,
    InsertLane,
    InsertStep,
    JoinStep,
    MoveEntry,
    MoveStep,
    NameWay,
    PlaceStep,
    RemoveEntry,
    RemoveLane,
    RemoveStep,
    SetValue,
    SplitStep,
    StepArrow,
    StepKind,
)
from sopc.serve.conflict import conflict
from sopc.serve.same_entries import places_in

_ALONE = (InsertLane, RemoveLane)
"""Changes that say all that they are about."""


def rebased(change: Change, base: YamlValue, now: YamlValue) -> Change:
    """A change of the data that a page showed, for those that are there now. Raises Conflict."""
    if is_same(base, now):
        return change
    follow = _OTHERS.get(type(change))
    return change if follow is None else follow(_Both(base, now), change)


def alone(change: Change) -> Change:
    """A change that a page asks for that showed nobody knows what. Raises Conflict where that
    would have to be known."""
    is_set = isinstance(change, SetValue) and not any(isinstance(p, int) for p in change.path)
    if is_set or isinstance(change, _ALONE):
        return change
    raise conflict()


class _Both:
    """A file's data as a page showed them, and as they are."""

    def __init__(self, base: YamlValue, now: YamlValue) -> None:
        self.base, self.now = base, now
        self._rows = _places(_steps(base), _steps(now))

    def row(self, row: int) -> int:
        """Where a step is now, both from 1. Raises Conflict."""
        found = self._rows[row - 1] if 0 < row <= len(self._rows) else None
        if found is None:
            raise conflict()
        return found + 1

    def hold_same(self, row: int, part: int | None, keys: Sequence[str]) -> None:
        """That a part of a step says the same of these keys. Raises Conflict."""
        one, other = self._part(self.base, row, part), self._part(self.now, self.row(row), part)
        for key in keys:
            if not self.is_same_way(one.get(key), other.get(key)):
                raise conflict()

    def is_same_way(self, one: YamlValue, other: YamlValue) -> bool:
        """Whether two values are the same, where numbers are places of steps."""
        if isinstance(one, dict) and isinstance(other, dict):
            return list(one) == list(other) and all(
                self.is_same_way(one[key], other[key]) for key in one
            )
        if isinstance(one, int) and isinstance(other, int) and 0 < one <= len(self._rows):
            return type(one) is type(other) and self._rows[one - 1] == other - 1
        return is_same(one, other)

    def _part(self, whole: YamlValue, row: int, part: int | None) -> dict[str, YamlValue]:
        step = _steps(whole)[row - 1]
        chain = as_listed(step.get("rangkaian")) if isinstance(step, dict) else []
        if part is not None and len(chain) > 1:
            step = chain[part - 1] if part <= len(chain) else None
        if not isinstance(step, dict):
            raise conflict()
        return step

    def path(self, path: KeyPath) -> KeyPath:
        """Where a value is now. Raises Conflict."""
        one: object = self.base
        other: object = self.now
        found: KeyPath = ()
        for part in path:
            place: int | str = part
            if isinstance(part, int):
                if not isinstance(one, list) or not isinstance(other, list):
                    raise conflict()
                place = _place(one, other, part)
                one = one[part] if part < len(one) else None
                other = other[place] if place < len(other) else None
            else:
                one = one.get(part) if isinstance(one, dict) else None
                other = other.get(part) if isinstance(other, dict) else None
            found = (*found, place)
        return found

    def values(self, path: KeyPath) -> tuple[YamlValue, YamlValue]:
        """What stands at a path in what was shown, and where that is now; None for nothing."""
        return _value(self.base, path), _value(self.now, self.path(path))


def _steps(whole: YamlValue) -> list[YamlValue]:
    return as_listed(whole.get("langkah")) if isinstance(whole, dict) else []


def _value(whole: YamlValue, path: KeyPath) -> YamlValue:
    found: Any = whole
    for part in path:
        is_there = (
            part in found
            if isinstance(found, dict)
            else isinstance(found, list) and isinstance(part, int) and part < len(found)
        )
        if not is_there:
            return None
        found = found[part]
    return found  # type: ignore[no-any-return]


def _places(base: list[YamlValue], now: list[YamlValue]) -> list[int | None]:
    return list(range(len(base))) if is_same(base, now) else places_in(base, now)


def _place(base: list[YamlValue], now: list[YamlValue], place: int) -> int:
    """Where an entry is now; behind the last stays behind it. Raises Conflict."""
    if place >= len(base):
        return len(now)
    is_word = not isinstance(base[place], dict)  # which is held against what the page showed
    if is_word and len(base) == len(now) and _differ_at(base, now) in ([], [place]):
        return place
    found = _places(base, now)[place]
    if found is None:
        raise conflict()
    return found


def _differ_at(base: list[YamlValue], now: list[YamlValue]) -> list[int]:
    both = zip(base, now, strict=True)
    return [place for place, (one, other) in enumerate(both) if not is_same(one, other)]


def _gap(base: list[YamlValue], now: list[YamlValue], at: int) -> int:
    """Where between the entries of now a place between those of then is. Raises Conflict."""
    if at <= 0:
        return 0
    if at >= len(base):
        return len(now)
    places = _places(base, now)
    before, after = places[at - 1], places[at]
    if before is None and after is None:
        raise conflict()
    return before + 1 if before is not None else after or 0


def _set(both: _Both, change: SetValue) -> Change:
    return change.model_copy(update={"path": both.path(change.path)})


def _insert(both: _Both, change: InsertEntry) -> Change:
    base, now = map(as_listed, both.values(change.path))
    update = {"path": both.path(change.path), "at": _gap(base, now, change.at)}
    return change.model_copy(update=update)


def _remove(both: _Both, change: RemoveEntry) -> Change:
    base, now = both.values(change.path)
    if not is_same(base, now):
        raise conflict()
    return change.model_copy(update={"path": both.path(change.path)})


def _move(both: _Both, change: MoveEntry) -> Change:
    base, now = map(as_listed, both.values(change.path))
    if not 0 <= change.at < len(base):
        raise conflict()
    at = _place(base, now, change.at)
    rest = [*base[: change.at], *base[change.at + 1 :]]
    to = _gap(rest, [*now[:at], *now[at + 1 :]], change.to)
    return change.model_copy(update={"path": both.path(change.path), "at": at, "to": to})


def _insert_step(both: _Both, change: InsertStep) -> Change:
    return change.model_copy(update={"after": _behind(both, change.after)})


def _behind(both: _Both, row: int) -> int:
    return both.row(row) if row else 0


def _remove_step(both: _Both, change: RemoveStep) -> Change:
    base, now = _steps(both.base), _steps(both.now)
    step = both.row(change.step)
    one, other = base[change.step - 1], now[step - 1]
    if not both.is_same_way(one, other):
        raise conflict()
    lead_to = both.row(change.lead_to) if isinstance(change.lead_to, int) else change.lead_to
    return change.model_copy(update={"step": step, "lead_to": lead_to})


def _move_step(both: _Both, change: MoveStep) -> Change:
    update = {"step": both.row(change.step), "after": _behind(both, change.after)}
    return change.model_copy(update=update)


def _of_step(*keys: str) -> Callable[[_Both, Any], Change]:
    """A change of a step, in which all that it is about has to be as it was."""

    def made(both: _Both, change: Any) -> Change:
        part = getattr(change, "part", None)
        both.hold_same(change.step, part, keys)
        both.hold_same(change.step, None, ("rangkaian",) if part is not None else ())
        return change.model_copy(update={"step": both.row(change.step)})  # type: ignore[no-any-return]

    return made


def _place_step(both: _Both, change: PlaceStep) -> Change:
    is_one_more = change.on and not change.only
    return _of_step(*(() if is_one_more else ("pelaksana",)))(both, change)


def _lead(both: _Both, change: StepArrow) -> Change:
    to, old = change.to, change.old
    if isinstance(to, int):
        to = both.row(to)
    elif isinstance(to, tuple):
        both.hold_same(to[0], None, ("rangkaian",))
        to = both.row(to[0]), to[1]
    step = both.row(change.step)
    if change.part is not None:
        both.hold_same(change.step, None, ("rangkaian",))
    else:
        both.hold_same(change.step, None, ("lanjut",) if change.label is None else ())
    if change.label is not None and change.old is None:
        both.hold_same(change.step, change.part, ("keputusan",))
    if type(old) is int and 0 < old <= len(_steps(both.base)):
        old = both.row(old)
    return change.model_copy(update={"step": step, "to": to, "old": old})


def _insert_lane(both: _Both, change: InsertLane) -> Change:
    if change.at is None:
        return change
    base, now = map(as_listed, both.values(("pelaksana",)))
    return change.model_copy(update={"at": _gap(base, now, change.at)})


_WHOLE = ("pelaksana", "rangkaian", "jenis", "keputusan", "lanjut")
_OTHERS: Mapping[type, Callable[[_Both, Any], Change]] = {
    SetValue: _set,
    InsertEntry: _insert,
    RemoveEntry: _remove,
    MoveEntry: _move,
    InsertStep: _insert_step,
    RemoveStep: _remove_step,
    MoveStep: _move_step,
    PlaceStep: _place_step,
    StepKind: _of_step("jenis", "keputusan", "lanjut"),
    StepArrow: _lead,
    NameWay: _of_step("keputusan"),
    SplitStep: _of_step(*_WHOLE),
    JoinStep: _of_step(*_WHOLE),
    InsertLane: _insert_lane,
}
"""How each kind of change follows what it is about."""
