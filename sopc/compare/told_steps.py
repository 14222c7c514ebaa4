"""Which step of now is which of then: the same, reworded, moved, put in or taken out."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

Step = Mapping[str, object]

_ALIKE: Final = 0.5
"""How much of two steps' words is the same where one is the other reworded."""
_MOST: Final = 40_000
"""So many steps are held against each other by their words, as a product."""


def paired(then: Sequence[Step], now: Sequence[Step]) -> dict[int, int]:
    """Places of now → places of then, both from 0, of the steps that were there and are."""
    found: dict[int, int] = {}

    def match(alike: Callable[[Step, Step], bool]) -> None:
        left = [each for each in range(len(then)) if each not in set(found.values())]
        for place, step in enumerate(now):
            if place not in found:
                one = next((each for each in left if alike(then[each], step)), None)
                if one is not None:
                    found[place] = one
                    left.remove(one)

    match(lambda one, other: one == other)
    match(lambda one, other: bool(_words(one)) and _words(one) == _words(other))
    match(lambda one, other: one.get("kode") is not None and one.get("kode") == other.get("kode"))
    _reworded(then, now, found)
    return found


def _reworded(then: Sequence[Step], now: Sequence[Step], found: dict[int, int]) -> None:
    """Pair what is left by its words, the most alike first, and then by its neighbours."""
    known = set(found.values())
    old = [each for each in range(len(then)) if each not in known]
    new = [each for each in range(len(now)) if each not in found]
    if len(old) * len(new) <= _MOST:
        ratios = [(_ratio(then[one], now[other]), one, other) for one in old for other in new]
        for ratio, one, other in sorted(ratios, key=lambda each: -each[0]):
            if ratio >= _ALIKE and other not in found and one not in known:
                found[other] = one
                known.add(one)
    for place in new:
        before = found.get(place - 1, -1) if place else -1
        after = found.get(place + 1, len(then)) if place + 1 < len(now) else len(then)
        if place not in found and after - before == 2 and before + 1 not in known:
            found[place] = before + 1
            known.add(before + 1)


def moved(pairs: Mapping[int, int]) -> set[int]:
    """The places of now whose steps stand in another order: as few as can be."""
    ends: list[int] = []  # the last place of then of the best line of each length
    places: list[int] = []
    before: dict[int, int | None] = {}
    for place in sorted(pairs):
        at = bisect_left(ends, pairs[place])
        before[place] = places[at - 1] if at else None
        ends[at : at + 1], places[at : at + 1] = [pairs[place]], [place]
    kept: set[int] = set()
    last = places[-1] if places else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return set(pairs) - kept


def _words(step: Step) -> str:
    return " ".join(str(step.get("uraian") or "").casefold().split())


def _ratio(one: Step, other: Step) -> float:
    ours, theirs = (re.findall(r"\w+", _words(each))[:100] for each in (one, other))
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
