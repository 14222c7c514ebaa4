"""What the drawing itself counts as a crossing."""

from collections.abc import Sequence

import pytest

from sopc.layout.geometry import Point
from sopc.layout.lines import crossings
from sopc.layout.symbols import Link, Symbol, SymbolKind

LEVEL: list[Point] = [(0, 5), (10, 5)]


def link(number: int, target: int) -> Link:
    source, goal = (Symbol(n, n, SymbolKind.PROCESS, 0) for n in (number + 10, target))
    return Link(number, source, goal, "", number, target)


def counted(one: Sequence[Point], two: Sequence[Point], targets: tuple[int, int] = (1, 2)) -> int:
    return crossings([(link(0, targets[0]), one), (link(1, targets[1]), two)])


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
        assert counted(one, two) == counted(two, one) == crossed


def test_arrows_to_one_symbol_join_and_do_not_cross() -> None:
    assert counted(LEVEL, [(5, 0), (5, 10)], targets=(1, 1)) == 0


def test_every_pair_is_counted() -> None:
    uprights: list[list[Point]] = [[(x, 0.0), (x, 9.0)] for x in (2.0, 4.0)]
    assert crossings((link(n, n), line) for n, line in enumerate([LEVEL, *uprights])) == 2
