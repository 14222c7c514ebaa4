"""Where the words on a decision's exits stand: beside their arrow, on nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import inf
from typing import TypeAlias

from sopc.layout.belonging import Belonging
from sopc.layout.geometry import Point, Rect, Segment, segments
from sopc.layout.grid import Grid, Table
from sopc.layout.symbols import Symbol, SymbolKind

HEIGHT = 8.5
"""Height of a line of label text, in CSS pixels."""
GAP = 2.2
"""Distance between a label and its arrow."""
MAX_LABEL, MAX_WORD = 30, 16
"""How many letters a label, and a word of it, may have: so many find a free place."""
_PIECES = (8, 6, 4)
"""How many letters stay together where all is so crowded that words are broken."""
_STEP = 2.0
_AWAY = (GAP, 4.0, 7.0, 10.0)
_REACH = 45.0
"""How far along its arrow, in pixels, a label is looked for at first."""
_SCALES = (1.0, 0.87)
"""Letters are set smaller where that helps, but not below 6 points."""
_LAST_SCALE = 0.7
"""Below that only for pieces of words that would lie on something else."""
_AROUND = 75.0
"""How far from its arrow's start, in pixels, a label is looked for after that."""
_WIDEST = 60.0
"""Width, in pixels, from which on a label is better set in more lines."""
_MOST_LINES = 3
_RULE_COST = 30.0
_ASTRAY_COST = 200.0
"""What it costs a label to seem to belong to something else, in one way."""
_SMALL_COST = 20.0
_CLASH_COST = 5000.0


@dataclass(slots=True)
class Obstacles:
    """Everything on the page that a label must keep clear of; ``table`` has all lanes, the grid
    those with symbols."""

    grid: Grid
    table: Table
    symbols: Sequence[Symbol]
    lines: Sequence[Segment]
    bars: Sequence[Rect] = ()
    labels: list[Rect] = field(default_factory=list)

    def area(self) -> Rect:
        """The lanes and rows, which no label leaves."""
        lanes, rows = self.table.lanes, self.table.rows.values()
        return Rect(lanes[0][0], min(r[0] for r in rows), lanes[-1][1], max(r[1] for r in rows))

    def near(self, zone: Rect) -> "_Nearby":
        """What could touch a label within ``zone``."""
        table = self.table
        return _Nearby(
            boxes=[
                *(b for line in self.lines if (b := line.bounds.grown(1.8)).overlaps(zone)),
                *(b for bar in self.bars if (b := bar.grown(0.5)).overlaps(zone)),
                *(b for label in self.labels if (b := label.grown(1)).overlaps(zone)),
                *(
                    self.grid.boxes[s.id].grown(0.5)
                    for s in self.symbols
                    if s.kind is not SymbolKind.DECISION
                    and self.grid.boxes[s.id].grown(1).overlaps(zone)
                ),
            ],
            diamonds=[
                self.grid.boxes[s.id].grown(0.5)
                for s in self.symbols
                if s.kind is SymbolKind.DECISION and self.grid.boxes[s.id].grown(1).overlaps(zone)
            ],
            upright=sorted({edge for lane in table.lanes for edge in lane}),
            level=sorted({edge for row in table.rows.values() for edge in row}),
        )


@dataclass(frozen=True, slots=True)
class _Nearby:
    """The obstacles around one label, and the table's rules."""

    boxes: list[Rect]
    diamonds: list[Rect]
    upright: list[float]
    level: list[float]

    def clashes(self, rect: Rect) -> int:
        """How many things a label at ``rect`` would touch."""
        count = sum(rect.overlaps(box) for box in self.boxes)
        return count + sum(_on_diamond(rect, box) for box in self.diamonds)

    def rules_crossed(self, rect: Rect) -> int:
        """How many of the table's rules a label would lie on."""
        return sum(rect.x0 < x < rect.x1 for x in self.upright) + sum(
            rect.y0 < y < rect.y1 for y in self.level
        )


def _on_diamond(rect: Rect, box: Rect) -> bool:
    x, y = box.centre
    across = max(rect.x0 - x, x - rect.x1, 0.0) / (box.width / 2)
    along = max(rect.y0 - y, y - rect.y1, 0.0) / (box.height / 2)
    return across + along < 1


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside an arrow: their box, their lines, and the letters' size (1 is the usual)."""

    text: str
    lines: tuple[str, ...]
    box: Rect
    scale: float


def place_label(
    text: str, points: Sequence[Point], obstacles: Obstacles, measure: Callable[[str], float]
) -> Label:
    """The best place for one label, beside the first piece of its arrow, on nothing.

    ``measure`` gives the width of a line. Where all is crowded, it may stand a little off its
    arrow, be broken into more lines, even within a word, or be set smaller.
    """
    area, belonging = obstacles.area(), _belonging(points, obstacles)
    # a word by itself has no other way to be narrower; else breaking is for where all is full
    breaking = _CLASH_COST if " " in text else _ASTRAY_COST
    best, least = None, inf
    for attempts, enough in ((_whole, _ASTRAY_COST), (_broken, breaking), (_small, _CLASH_COST)):
        for lines, scale, candidates in attempts(text, points, measure):
            if least < enough:
                break
            places = [(d, rect) for d, rect in candidates if area.contains(rect)]
            box, cost = _cheapest(places, obstacles, belonging)
            cost += _SMALL_COST * (scale < 1)
            if box is not None and cost < least:
                best, least = Label(text, lines, box, scale), cost
    if best is None:  # not even the page has room
        x, y = points[0]
        best = Label(
            text, (text,), Rect(x + GAP, y + GAP, x + GAP + 1, y + GAP + HEIGHT), _SCALES[-1]
        )
    obstacles.labels.append(best.box)
    return best


def _belonging(points: Sequence[Point], among: Obstacles) -> Belonging:
    grid = among.grid
    boxes = [grid.boxes[symbol.id] for symbol in among.symbols]
    return Belonging.of(points, among.lines, boxes, grid.table.rows.values())


_Lines: TypeAlias = tuple[str, ...]
_Places: TypeAlias = Iterator[tuple[float, Rect]]
"""Where a label could stand, with how far that is from its arrow's start."""


def _whole(
    text: str, points: Sequence[Point], measure: Callable[[str], float]
) -> Iterator[tuple[_Lines, float, _Places]]:
    """Ways to set a label with whole words, the better first: lines, scale and places."""
    shapes = _in_lines(text, measure)
    for scale in _SCALES:
        sized = [(lines, *_size(lines, scale, measure)) for lines in shapes]
        for reach in (_REACH, inf):
            for lines, width, height in sized:
                yield lines, scale, _beside_arrow(points, width, height, reach)
        for lines, width, height in sized:
            yield lines, scale, _around(points[0], width, height)


def _broken(
    text: str, points: Sequence[Point], measure: Callable[[str], float]
) -> Iterator[tuple[_Lines, float, _Places]]:
    """Ways to set it where all is so crowded that words are broken."""
    for longest in _PIECES:
        lines, scale = _in_pieces(text, longest), _SCALES[-1]
        width, height = _size(lines, scale, measure)
        yield lines, scale, _beside_arrow(points, width, height, inf)
        yield lines, scale, _around(points[0], width, height)


def _small(
    text: str, points: Sequence[Point], measure: Callable[[str], float]
) -> Iterator[tuple[_Lines, float, _Places]]:
    """Ways to set it where it would lie on something else in every other way."""
    lines = _in_pieces(text, _PIECES[-1])
    width, height = _size(lines, _LAST_SCALE, measure)
    yield lines, _LAST_SCALE, _beside_arrow(points, width, height, inf)
    for reach in (_AROUND, 4 * _AROUND):
        yield lines, _LAST_SCALE, _around(points[0], width, height, reach)


def _size(lines: _Lines, scale: float, measure: Callable[[str], float]) -> tuple[float, float]:
    """Width and height of lines, in pixels."""
    return max(map(measure, lines)) * scale, HEIGHT * scale * len(lines)


def _in_pieces(text: str, longest: int) -> _Lines:
    """A text with a word a line, long ones broken into even pieces with hyphens."""
    lines = []
    for word in text.split():
        count = -(-len(word) // longest)
        length = -(-len(word) // count)
        pieces = [word[start : start + length] for start in range(0, len(word), length)]
        lines += [f"{piece}-" for piece in pieces[:-1]] + pieces[-1:]
    return tuple(lines)


def _in_lines(text: str, measure: Callable[[str], float]) -> list[_Lines]:
    """The ways to break a text into even lines: the fewest that are not wide come first."""

    def width(lines: _Lines) -> float:
        return max(map(measure, lines))

    words = text.split()
    ways = []
    for count in range(1, min(_MOST_LINES, len(words)) + 1):
        cuts = combinations(range(1, len(words)), count - 1)
        broken = [
            tuple(" ".join(words[a:b]) for a, b in pairwise((0, *cut, len(words)))) for cut in cuts
        ]
        ways.append(min(broken, key=width))
    return sorted(ways, key=lambda lines: (width(lines) > _WIDEST, len(lines)))


def _cheapest(
    places: Sequence[tuple[float, Rect]], obstacles: Obstacles, belonging: Belonging
) -> tuple[Rect | None, float]:
    """The place that costs least by distance, rules crossed, doubts and things touched."""
    if not places:
        return None, inf
    zone = Rect(
        min(rect.x0 for _, rect in places),
        min(rect.y0 for _, rect in places),
        max(rect.x1 for _, rect in places),
        max(rect.y1 for _, rect in places),
    )
    nearby = obstacles.near(zone)
    best, least = places[0][1], inf
    for distance, rect in sorted(places, key=lambda place: place[0]):
        if distance >= least:
            break
        cost = distance + _RULE_COST * nearby.rules_crossed(rect)
        if cost < least:
            cost += _ASTRAY_COST * belonging.doubts(rect)
        if cost < least:
            cost += _CLASH_COST * nearby.clashes(rect)
        if cost < least:
            best, least = rect, cost
    return best, least


def _beside_arrow(points: Sequence[Point], width: float, height: float, reach: float) -> _Places:
    """Places along the arrow, on both sides of it."""
    passed = 0.0
    for index, piece in enumerate(segments(points)[:4]):
        extent = height if piece.vertical else width
        # a short way out of a diamond's side leaves room over or under the diamond's slope
        back = 12.0 if index == 0 and not piece.vertical else 0.0
        steps = int((min(reach, max(0.0, piece.length - extent)) + back) / _STEP)
        for step in range(steps + 1):
            offset = GAP - back + step * _STEP
            for away in _AWAY:
                for rect in _beside(piece, offset, away, (width, height)):
                    yield passed + abs(offset - GAP) + 2 * (away - GAP), rect
        passed += piece.length + 5
        if passed > reach:
            break


def _around(start: Point, width: float, height: float, reach: float = _AROUND) -> _Places:
    """Places in a square around a point, up to ``reach`` pixels from it."""
    x, y = start
    count = int(reach / 3)
    steps = [k * 3.0 for k in range(-count, count + 1)]
    for dx in steps:
        for dy in steps:
            left, top = x + dx - width / 2, y + dy - height / 2
            yield abs(dx) + abs(dy), Rect(left, top, left + width, top + height)


def _beside(
    piece: Segment, offset: float, away: float, size: tuple[float, float]
) -> Iterator[Rect]:
    width, height = size
    if piece.vertical:
        down = piece.y1 > piece.y0
        top = piece.y0 + offset if down else piece.y0 - offset - height
        for left in (piece.x0 + away, piece.x0 - away - width):
            yield Rect(left, top, left + width, top + height)
        return
    rightward = piece.x1 > piece.x0
    left = piece.x0 + offset if rightward else piece.x0 - offset - width
    for top in (piece.y0 - away - height, piece.y0 + away):
        yield Rect(left, top, left + width, top + height)
