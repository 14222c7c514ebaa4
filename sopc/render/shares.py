"""Widths for the columns of a table with which it is as low as can be. Knows nothing of text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import permutations

_STEPS = (32, 16, 8, 4, 2, 1)
"""How much width is moved from one column to another at once, coarse first."""
_ROUNDS = 40
"""So often at most for each of them."""
_SHARE_OF_ALL = 0.01
"""What the heights of all cells count beside those of the rows: where two columns hold a row up,
lowering one of them is a step on the way, though the row stays as high."""


@dataclass(slots=True)
class Sharer:
    """A column that shares in the width. ``measure`` gives the height of its cell in each row, for
    a width; the wider, the lower. ``least`` is its least width. Widths are whole units."""

    measure: Callable[[int], Sequence[float]]
    least: int
    _known: dict[int, tuple[Sequence[float], float]] = field(default_factory=dict)

    def heights(self, width: int) -> Sequence[float]:
        """The height of each of its cells."""
        return self._at(width)[0]

    def cost(self, width: int) -> float:
        """What the heights of its cells count by themselves."""
        return self._at(width)[1]

    def _at(self, width: int) -> tuple[Sequence[float], float]:
        known = self._known.get(width)
        if known is None:
            heights = self.measure(width)
            known = self._known[width] = heights, _SHARE_OF_ALL * sum(heights)
        return known


def filled(weights: Sequence[float], least: Sequence[int], total: int) -> list[int]:
    """Share a total by weights, but to none less than its least; these must have room."""
    wanting = set(range(len(weights)))
    widths = list(least)
    while wanting:
        room = total - sum(widths[index] for index in range(len(widths)) if index not in wanting)
        scale = room / (sum(weights[index] for index in wanting) or 1.0)
        narrow = {index for index in wanting if weights[index] * scale < least[index]}
        if not narrow:
            for index in wanting:
                widths[index] = int(weights[index] * scale)
            break
        wanting -= narrow
    widths[max(range(len(widths)), key=widths.__getitem__)] += total - sum(widths)
    return widths


def squeezed(sharers: Sequence[Sharer], total: int) -> list[Sharer]:
    """Columns whose least widths have room in a total: the widest of them are cut to one width."""
    level, left = 0, total
    ordered = sorted(sharer.least for sharer in sharers)
    for index, least in enumerate(ordered):
        level = left // (len(ordered) - index)
        if least > level:
            break
        left -= least
    return [Sharer(sharer.measure, min(sharer.least, max(level, 1))) for sharer in sharers]


def portions(amount: float, wanted: Sequence[float]) -> list[float]:
    """Share an amount in proportion to what each wants, to none more than that."""
    scale = min(1.0, amount / (sum(wanted) or 1.0))
    return [each * scale for each in wanted]


def table_height(sharers: Sequence[Sharer], rows: Sequence[float], widths: Sequence[int]) -> float:
    """How high a table is: each row as high as its highest cell, and at least as ``rows`` says."""
    cells = (sharer.heights(width) for sharer, width in zip(sharers, widths, strict=True))
    return float(sum(map(max, rows, *cells)))


def lowest(
    sharers: Sequence[Sharer], rows: Sequence[float], starts: Sequence[Sequence[int]]
) -> list[int]:
    """The widths with which the table is lowest, by moving width from column to column.

    ``starts`` are widths to begin with, all of one sum and none below a column's least; the result
    has their sum and is no higher than any of them.
    """
    found = [_improved(sharers, rows, list(start)) for start in _best(sharers, rows, starts)]
    return min(found, key=lambda widths: table_height(sharers, rows, widths))


def _best(
    sharers: Sequence[Sharer], rows: Sequence[float], starts: Sequence[Sequence[int]]
) -> list[Sequence[int]]:
    return sorted(starts, key=lambda widths: table_height(sharers, rows, widths))[:2]


def _improved(sharers: Sequence[Sharer], rows: Sequence[float], widths: list[int]) -> list[int]:
    best, lowest_widths = table_height(sharers, rows, widths), widths
    for step in _STEPS:
        for _ in range(_ROUNDS):
            moved = _moved(sharers, rows, widths, step)
            if moved is None:
                break
            widths = moved
            height = table_height(sharers, rows, widths)
            if height < best:
                best, lowest_widths = height, widths
    return lowest_widths


def _moved(
    sharers: Sequence[Sharer], rows: Sequence[float], widths: list[int], step: int
) -> list[int] | None:
    """The widths after the best move of one step, or None when each makes it worse."""
    cells = [sharer.heights(width) for sharer, width in zip(sharers, widths, strict=True)]
    costs = [sharer.cost(width) for sharer, width in zip(sharers, widths, strict=True)]
    least, chosen = sum(map(max, rows, *cells)) + sum(costs) - 1e-6, None
    for giver, taker in permutations(range(len(widths)), 2):
        if widths[giver] - step < sharers[giver].least:
            continue
        gives, takes = sharers[giver], sharers[taker]
        narrower, wider = widths[giver] - step, widths[taker] + step
        after = list(cells)
        after[giver], after[taker] = gives.heights(narrower), takes.heights(wider)
        cost = sum(map(max, rows, *after)) + sum(costs)
        cost += gives.cost(narrower) - costs[giver] + takes.cost(wider) - costs[taker]
        if cost < least:
            least, chosen = cost, (giver, taker)
    if chosen is None:
        return None
    moved = list(widths)
    moved[chosen[0]] -= step
    moved[chosen[1]] += step
    return moved


def tight(sharers: Sequence[Sharer], rows: Sequence[float], widths: Sequence[int]) -> list[int]:
    """The least widths with which no row is higher than with these."""
    cells = [sharer.heights(width) for sharer, width in zip(sharers, widths, strict=True)]
    highest = list(map(max, rows, *cells))
    return [_least(sharer, width, highest) for sharer, width in zip(sharers, widths, strict=True)]


def _least(sharer: Sharer, width: int, highest: Sequence[float]) -> int:
    low, high = sharer.least, width
    while low < high:
        middle = (low + high) // 2
        fits = all(map(float.__le__, sharer.heights(middle), highest))
        low, high = (low, middle) if fits else (middle + 1, high)
    return high
