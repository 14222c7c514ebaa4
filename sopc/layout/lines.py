"""Routes as lines: their upright and level pieces, and how often they cross or overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeAlias

from sopc.layout.geometry import Point
from sopc.layout.routes import Route, Strand

Pieces: TypeAlias = tuple[tuple[float, float, float], ...]
"""Pieces of one direction: where each lies across it, and from where to where it runs."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A route as the planner weighs it: its pieces by direction, and what it costs by itself."""

    number: int
    route: Route
    upright: Pieces
    level: Pieces
    cost: float
    start: Point
    end: Point
    top: float
    bottom: float
    strand: Strand | None
    arrives: float
    """From which side the line comes to its target's top: negative from the left, 0 from above."""

    def crossings(self, other: "Line") -> int:
        """How often two lines cross."""
        return _crossed(self.upright, other.level) + _crossed(other.upright, self.level)

    def overlaps(self, other: "Line") -> int:
        """How many pieces run on pieces of the other."""
        return _covered(self.upright, other.upright) + _covered(self.level, other.level)


def pieces(points: Sequence[Point]) -> tuple[Pieces, Pieces]:
    """The upright and the level pieces of an arrow."""
    upright, level = [], []
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 == x1:
            upright.append((x0, y0, y1) if y0 < y1 else (x0, y1, y0))
        else:
            level.append((y0, x0, x1) if x0 < x1 else (y0, x1, x0))
    return tuple(upright), tuple(level)


def _crossed(upright: Pieces, level: Pieces) -> int:
    return sum(
        1
        for x, top, bottom in upright
        for y, left, right in level
        if left < x < right and top < y < bottom
    )


def _covered(mine: Pieces, others: Pieces) -> int:
    return sum(
        1
        for at, low, high in mine
        for other, start, stop in others
        if at == other and low < stop and start < high
    )


def crossings(lines: Iterable[Sequence[Point]]) -> int:
    """How often arrows cross, but for those that come together where they end."""
    drawn = [(points[-1], *pieces(points)) for points in lines]
    return sum(
        _crossed(upright, other_level) + _crossed(other_upright, level)
        for (one, upright, level), (two, other_upright, other_level) in combinations(drawn, 2)
        if one != two
    )
