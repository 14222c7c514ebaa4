"""What the drawing itself counts as a crossing."""

import pytest

from sopc.layout.geometry import Point
from sopc.layout.lines import crossings

LEVEL: list[Point] = [(0, 5), (10, 5)]


@pytest.mark.parametrize(
    ("other", "crossed"),
    [
        ([(5, 0), (5, 10)], 1),
        ([(5, 5), (5, 10)], 0),
        ([(5, 0), (5, 5)], 0),
        ([(0, 0), (0, 10)], 0),
        ([(10, 0), (10, 10)], 0),
        ([(5, 5), (20, 5)], 0),
        ([(5, 6), (5, 10)], 0),
        ([(11, 0), (11, 10)], 0),
        ([(3, 0), (3, 10), (7, 10), (7, 0)], 2),
    ],
)
def test_arrows_cross_where_both_go_on(other: list[Point], crossed: int) -> None:
    for one, two in ((LEVEL, other), (LEVEL[::-1], other), (LEVEL, other[::-1])):
        assert crossings([one, two]) == crossings([two, one]) == crossed


def test_arrows_join_where_they_end_and_do_not_cross() -> None:
    joining: list[Point] = [(5, 0), (5, 8), (10, 8), (10, 5)]
    assert crossings([LEVEL, joining]) == 0
    beside: list[Point] = [(5, 0), (5, 8), (10, 8), (10, 6)]
    assert crossings([LEVEL, beside]) == 1


def test_every_pair_is_counted() -> None:
    uprights: list[list[Point]] = [[(x, 0.0), (x, 9.0)] for x in (2.0, 4.0)]
    assert crossings([LEVEL, *uprights]) == 2
