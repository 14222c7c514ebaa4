"""Where two pieces of plain data differ, by their keys; in lists, item by item, put in or gone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sopc.compare.content import Named
from sopc.diagnostics import KeyPath

_MOST_CELLS = 10_000
"""So many items of a list are held against each other, as a product; of longer ones only the ends
are found again."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is another, is new (``then`` is None) or is gone (``now`` is None).

    ``path`` is where it is now; of what is gone, where it would be.
    """

    path: KeyPath
    then: object
    now: object


def is_same(then: object, now: object) -> bool:
    """Whether two values say the same."""
    if isinstance(then, Named) and isinstance(now, Named):
        return then.is_same(now)
    if isinstance(then, dict) and isinstance(now, dict):
        return then.keys() == now.keys() and all(is_same(then[key], now[key]) for key in then)
    if isinstance(then, list) and isinstance(now, list):
        return len(then) == len(now) and all(map(is_same, then, now))
    return then == now


def differences(then: object, now: object, path: KeyPath = ()) -> Iterator[Difference]:
    """The innermost values that differ, in the order of their keys and places."""
    if is_same(then, now):
        return
    if isinstance(then, dict) and isinstance(now, dict):
        for key in sorted(then.keys() | now.keys(), key=str):
            yield from differences(then.get(key), now.get(key), (*path, key))
    elif isinstance(then, list) and isinstance(now, list):
        for one, other, place in _side_by_side(then, now):
            before = then[one] if one is not None else None
            after = now[other] if other is not None else None
            yield from differences(before, after, (*path, place))
    else:
        yield Difference(path, then, now)


def _side_by_side(
    then: Sequence[object], now: Sequence[object]
) -> Iterator[tuple[int | None, int | None, int]]:
    """The items of two lists beside each other, by their places; the third is the place now.

    Between items that are the same, the others are taken for changed ones, in their order.
    """
    one = other = 0
    for last, also in (*_same_items(then, now, is_same), (len(then), len(now))):
        while one < last or other < also:
            if one < last and other < also:
                yield one, other, other
            elif other < also:
                yield None, other, other
            else:
                yield one, None, max(0, min(other, len(now) - 1))
            one, other = min(one + 1, last), min(other + 1, also)
        one, other = last + 1, also + 1


def _same_items(
    then: Sequence[object], now: Sequence[object], same: Callable[[object, object], bool]
) -> list[tuple[int, int]]:
    """Places of items that are the same, in rising order in both lists: as many as can be."""
    begin = 0
    while begin < min(len(then), len(now)) and same(then[begin], now[begin]):
        begin += 1
    ends = 0
    while ends < min(len(then), len(now)) - begin and same(then[-1 - ends], now[-1 - ends]):
        ends += 1
    head = [(place, place) for place in range(begin)]
    tail = [(len(then) - back, len(now) - back) for back in range(ends, 0, -1)]
    one, other = then[begin : len(then) - ends], now[begin : len(now) - ends]
    if len(one) * len(other) > _MOST_CELLS:
        return head + tail
    between = _longest_common(one, other, same)
    return head + [(begin + i, begin + j) for i, j in between] + tail


def _longest_common(
    then: Sequence[object], now: Sequence[object], same: Callable[[object, object], bool]
) -> list[tuple[int, int]]:
    """The longest common subsequence, as places in both."""
    equal = [[same(one, other) for other in now] for one in then]
    lengths = [[0] * (len(now) + 1) for _ in range(len(then) + 1)]
    for i in range(len(then) - 1, -1, -1):
        for j in range(len(now) - 1, -1, -1):
            skipped = max(lengths[i + 1][j], lengths[i][j + 1])
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if equal[i][j] else skipped
    found = []
    i = j = 0
    while i < len(then) and j < len(now):
        if equal[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
