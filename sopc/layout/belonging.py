"""By what a reader knows to which exit of a decision words belong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from sopc.layout.geometry import Point, Rect, Segment, segments

_BESIDE_SYMBOL = 22.0
"""How far, in pixels, words may be from their decision: not quite 6 mm."""
_AROUND = 120.0
"""Lines farther than this from a decision, in pixels, take no word away that stands near it."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Words stand in the row of their decision, near its ``symbol``, beside the ``first`` piece of
    their arrow, and nearer to that than to any of the ``others``. All in CSS pixels."""

    first: Rect
    others: Sequence[Rect]
    symbol: Rect
    row: tuple[float, float]

    @classmethod
    def of(
        cls,
        points: Sequence[Point],
        lines: Iterable[Segment],
        symbols: Iterable[Rect],
        rows: Iterable[tuple[float, float]],
    ) -> "Belonging":
        """That of an arrow's words, by its corners, among what is on its page."""
        first = segments(points)[0]
        x, y = points[0]
        start = Rect(x, y, x, y).grown(0.6)
        symbol = next((box for box in symbols if box.overlaps(start)), start)
        around = symbol.grown(_AROUND)
        bounds = (line.bounds for line in lines if line != first)
        others = [each for each in bounds if each.grown(0.1).overlaps(around)]
        return cls(first.bounds, others, symbol, next(_holding(y, rows), (-inf, inf)))

    def doubts(self, words: Rect) -> int:
        """In how many ways words there seem to belong to something else."""
        own = words.distance(self.first)
        elsewhere = words.y0 < self.row[0] or self.row[1] < words.y1
        far = words.distance(self.symbol) > _BESIDE_SYMBOL
        return elsewhere + far + any(words.distance(other) <= own for other in self.others)


def _holding(y: float, rows: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    return (row for row in rows if row[0] <= y <= row[1])
