"""Widths with which a table is lowest, compared with all widths there are."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

import pytest

from sopc.render.shares import Sharer, filled, lowest, portions, squeezed, table_height, tight

TOTAL = 60


def wrapped(amounts: Sequence[int]) -> Callable[[int], list[float]]:
    """Cells that hold so much text each: the wider, the fewer lines."""
    return lambda width: [float(-(-amount // width)) for amount in amounts]


def table(seed: int) -> tuple[list[Sharer], list[float]]:
    """Three columns of some rows, many cells empty."""
    chance = Random(seed)
    rows = chance.randint(3, 10)
    amounts = [
        [chance.choice([0, 0, chance.randint(1, 400)]) for _ in range(rows)] for _ in range(3)
    ]
    sharers = [Sharer(wrapped(each), chance.randint(2, 8)) for each in amounts]
    return sharers, [float(chance.choice([0, 0, 3])) for _ in range(rows)]


def starts(sharers: Sequence[Sharer]) -> list[list[int]]:
    least = [sharer.least for sharer in sharers]
    return [filled(weights, least, TOTAL) for weights in ([1, 1, 1], [5, 3, 2])]


def least_height(sharers: Sequence[Sharer], rows: Sequence[float]) -> float:
    """The height of the lowest table, found by trying all widths."""
    first, second, third = sharers
    return min(
        table_height(sharers, rows, (a, b, TOTAL - a - b))
        for a in range(first.least, TOTAL)
        for b in range(second.least, TOTAL - a - third.least + 1)
    )


@pytest.mark.parametrize("seed", range(150))
def test_widths_keep_their_sum_and_least_and_are_no_worse_than_any_start(seed: int) -> None:
    sharers, rows = table(seed)
    begin = starts(sharers)
    widths = lowest(sharers, rows, begin)
    assert sum(widths) == TOTAL
    assert all(width >= sharer.least for width, sharer in zip(widths, sharers, strict=True))
    height = table_height(sharers, rows, widths)
    assert height <= min(table_height(sharers, rows, each) for each in begin)


def test_tables_are_hardly_ever_higher_than_they_need_be() -> None:
    heights = []
    for seed in range(100):
        sharers, rows = table(seed)
        found = table_height(sharers, rows, lowest(sharers, rows, starts(sharers)))
        heights.append((found, least_height(sharers, rows)))
    assert sum(found for found, _ in heights) <= 1.01 * sum(best for _, best in heights)
    assert sum(found == best for found, best in heights) >= 85


@pytest.mark.parametrize("seed", range(50))
def test_tight_widths_raise_no_row_and_none_can_be_less(seed: int) -> None:
    sharers, rows = table(seed)
    widths = lowest(sharers, rows, starts(sharers))
    narrow = tight(sharers, rows, widths)

    def heights(chosen: Sequence[int]) -> list[float]:
        cells = (sharer.heights(w) for sharer, w in zip(sharers, chosen, strict=True))
        return list(map(max, rows, *cells))

    assert heights(narrow) == heights(widths)
    for index, (width, sharer) in enumerate(zip(narrow, sharers, strict=True)):
        if width > sharer.least:
            less = [*narrow[:index], width - 1, *narrow[index + 1 :]]
            assert heights(less) != heights(widths)


def test_a_share_by_weights_gives_each_its_least_first() -> None:
    assert filled([1, 1, 2], [1, 1, 1], 40) == [10, 10, 20]
    assert filled([1, 1, 2], [25, 1, 1], 40) == [25, 5, 10]
    assert filled([0, 0, 0], [1, 2, 3], 10) == [1, 2, 7]
    assert sum(filled([3, 3, 3], [1, 1, 1], 40)) == 40


def test_what_has_no_room_is_cut_to_one_width() -> None:
    def cut(least: Sequence[int], total: int) -> list[int]:
        sharers = [Sharer(wrapped([1]), each) for each in least]
        return [sharer.least for sharer in squeezed(sharers, total)]

    assert cut([5, 30, 40], 45) == [5, 20, 20]
    assert cut([5, 10, 20], 45) == [5, 10, 20]
    for total in range(3, 75):
        assert sum(cut([5, 30, 40], total)) <= total
    assert all(a <= b for a, b in pairwise(sum(cut([5, 30, 40], n)) for n in range(3, 75)))


def test_portions_are_no_more_than_wanted() -> None:
    assert portions(6, [4, 8]) == [2, 4]
    assert portions(60, [4, 8]) == [4, 8]
    assert portions(6, [0, 0]) == [0, 0]
