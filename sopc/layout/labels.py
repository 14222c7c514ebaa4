"""Where the words on a decision's exits stand: beside their arrow, on nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sopc.layout.flow import Kind, Symbol
from sopc.layout.geometry import Point, Rect, Segment, segments
from sopc.layout.grid import Grid

HEIGHT = 7.5
"""Height of a line of label text, in CSS pixels."""
GAP = 1.6
"""Distance between a label and its arrow."""
_STEP = 2.0
_RULE_COST = 30.0
_CLASH_COST = 1000.0


@dataclass(slots=True)
class Obstacles:
    """Everything on the page that a label must keep clear of."""

    grid: Grid
    symbols: Sequence[Symbol]
    lines: Sequence[Segment]
    labels: list[Rect] = field(default_factory=list)

    def clashes(self, rect: Rect) -> int:
        """How many things a label at ``rect`` would touch."""
        count = sum(rect.overlaps(line.bounds.grown(0.8)) for line in self.lines)
        count += sum(rect.grown(1).overlaps(label) for label in self.labels)
        return count + sum(self._touches(rect, symbol) for symbol in self.symbols)

    def _touches(self, rect: Rect, symbol: Symbol) -> bool:
        box = self.grid.boxes[symbol.id].grown(0.5)
        if symbol.kind is not Kind.DECISION:
            return rect.overlaps(box)
        x, y = box.centre
        across = max(rect.x0 - x, x - rect.x1, 0.0) / (box.width / 2)
        along = max(rect.y0 - y, y - rect.y1, 0.0) / (box.height / 2)
        return across + along < 1

    def outside(self, rect: Rect) -> bool:
        """Whether a label would leave the lanes or the rows."""
        lanes, rows = self.grid.table.lanes, self.grid.table.rows.values()
        area = Rect(lanes[0][0], min(r[0] for r in rows), lanes[-1][1], max(r[1] for r in rows))
        return not area.contains(rect)

    def rules_crossed(self, rect: Rect) -> int:
        """How many of the table's rules a label would lie on."""
        table = self.grid.table
        upright = {edge for lane in table.lanes for edge in lane}
        level = {edge for row in table.rows.values() for edge in row}
        return sum(rect.x0 < x < rect.x1 for x in upright) + sum(
            rect.y0 < y < rect.y1 for y in level
        )


def place_label(
    text: str, points: Sequence[Point], obstacles: Obstacles, measure: Callable[[str], float]
) -> Rect:
    """The best place for one label, near the start of its arrow. ``measure`` gives its width."""
    width = measure(text)
    best, least = None, float("inf")
    for order, rect in enumerate(_candidates(points, width)):
        if obstacles.outside(rect):
            continue
        cost = order + _RULE_COST * obstacles.rules_crossed(rect)
        cost += _CLASH_COST * obstacles.clashes(rect)
        if cost < least:
            best, least = rect, cost
    if best is None:  # an arrow along the page's edge: beside its start, whatever is there
        x, y = points[0]
        best = Rect(x + GAP, y + GAP, x + GAP + width, y + GAP + HEIGHT)
    obstacles.labels.append(best)
    return best


def _candidates(points: Sequence[Point], width: float) -> Iterator[Rect]:
    """Places along the arrow, those near its start first, on both sides of it."""
    first = segments(points)[0]
    if not first.vertical and first.length < width + GAP:
        # no room along a short stub: under or over the slope of the diamond it leaves
        for back in (4.0, 8.0, 12.0):
            yield from _beside(first, -back, width)
    for piece in segments(points)[:4]:
        reach = max(0.0, piece.length - (HEIGHT if piece.vertical else width))
        for index in range(int(reach / _STEP) + 1):
            offset = GAP + index * _STEP
            yield from _beside(piece, offset, width)


def _beside(piece: Segment, offset: float, width: float) -> Iterator[Rect]:
    if piece.vertical:
        down = piece.y1 > piece.y0
        top = piece.y0 + offset if down else piece.y0 - offset - HEIGHT
        for left in (piece.x0 + GAP, piece.x0 - GAP - width):
            yield Rect(left, top, left + width, top + HEIGHT)
        return
    rightward = piece.x1 > piece.x0
    left = piece.x0 + offset if rightward else piece.x0 - offset - width
    for away in (GAP, GAP + 3, GAP + 6):
        for top in (piece.y0 - away - HEIGHT, piece.y0 + away):
            yield Rect(left, top, left + width, top + HEIGHT)
