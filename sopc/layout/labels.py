"""Where the words on a decision's exits stand: beside their arrow, on nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from sopc.layout.flow import Kind, Symbol
from sopc.layout.geometry import Point, Rect, Segment, segments
from sopc.layout.grid import Grid

HEIGHT = 8.5
"""Height of a line of label text, in CSS pixels."""
GAP = 2.2
"""Distance between a label and its arrow."""
_STEP = 2.0
_AWAY = (GAP, 4.0, 7.0, 10.0)
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
    best, least = None, inf
    for distance, rect in sorted(_candidates(points, width), key=lambda place: place[0]):
        if distance >= least:
            break
        if obstacles.outside(rect):
            continue
        cost = distance + _RULE_COST * obstacles.rules_crossed(rect)
        if cost < least:
            cost += _CLASH_COST * obstacles.clashes(rect)
        if cost < least:
            best, least = rect, cost
    if best is None:  # an arrow along the page's edge: beside its start, whatever is there
        x, y = points[0]
        best = Rect(x + GAP, y + GAP, x + GAP + width, y + GAP + HEIGHT)
    obstacles.labels.append(best)
    return best


def _candidates(points: Sequence[Point], width: float) -> Iterator[tuple[float, Rect]]:
    """Places along the arrow, on both sides of it, with how far each is from its start."""
    passed = 0.0
    for index, piece in enumerate(segments(points)[:4]):
        extent = HEIGHT if piece.vertical else width
        # a short way out of a diamond's side leaves room over or under the diamond's slope
        back = 12.0 if index == 0 and not piece.vertical else 0.0
        steps = int((max(0.0, piece.length - extent) + back) / _STEP)
        for step in range(steps + 1):
            offset = GAP - back + step * _STEP
            for away in _AWAY:
                for rect in _beside(piece, offset, away, width):
                    yield passed + abs(offset - GAP) + 2 * (away - GAP), rect
        passed += piece.length + 5


def _beside(piece: Segment, offset: float, away: float, width: float) -> Iterator[Rect]:
    if piece.vertical:
        down = piece.y1 > piece.y0
        top = piece.y0 + offset if down else piece.y0 - offset - HEIGHT
        for left in (piece.x0 + away, piece.x0 - away - width):
            yield Rect(left, top, left + width, top + HEIGHT)
        return
    rightward = piece.x1 > piece.x0
    left = piece.x0 + offset if rightward else piece.x0 - offset - width
    for top in (piece.y0 - away - HEIGHT, piece.y0 + away):
        yield Rect(left, top, left + width, top + HEIGHT)
