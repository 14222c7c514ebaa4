"""What ways of arrows cost, each by itself and beside others, and which are chosen so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sopc.layout.geometry import Rect
from sopc.layout.grid import Grid
from sopc.layout.lines import Line, Pieces, pieces
from sopc.layout.ports import Ports
from sopc.layout.routes import Route, candidates
from sopc.layout.symbols import Link, Shape, Symbol, SymbolKind

BEND = 2000.0
"""Of two ways, the one with fewer bends is better, however long: this is more than any is long."""
CROSSING = 20 * BEND
JOINED = 20 * CROSSING
"""For two arrows that join towards a symbol which has a side to spare."""
FORBIDDEN = 1000 * JOINED
"""For what must not be drawn; there is always a route through a channel that costs less."""
BAR_CROSSED = CROSSING / 2
"""For crossing the bar of work done jointly, or running on it."""
HOP_JOINED = 7 * BEND
"""For joining the straight arrow between two parts of a row; better so than to cross it."""
HEAD_ON = BEND / 5
"""For two arrows that meet above their common target from opposite sides: they look like one."""
AT_SIDE = 40.0
"""For coming in at a side: arrows that go on come from above."""
COMPANY = 12.0
"""For sharing a channel with another arrow: spreads arrows over the free channels."""


@dataclass(slots=True)
class _Meeting:
    """The arrows that come to the symbols of one part, and those that leave it."""

    sides: frozenset[str]
    came: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


class Plan:
    """The lines chosen for the arrows of a page, and what they cost."""

    def __init__(self, links: Sequence[Link], grid: Grid, ports: Ports) -> None:
        self.lines: dict[int, Line] = {}
        self._grid, self._ports = grid, ports
        self._bars = tuple(grid.bars)
        self._middles = [sum(grid.channel(channel)) / 2 for channel in grid.channels]
        self._count = 0
        self._pairs: dict[tuple[int, int], float] = {}
        self._meetings = self._met(links)
        self.ways = {link.id: self._ways(link) for link in links}

    def _met(self, links: Sequence[Link]) -> dict[object, _Meeting]:
        met: dict[object, _Meeting] = {}
        for symbol in (symbol for link in links for symbol in (link.source, link.target)):
            if place(symbol) not in met:
                met[place(symbol)] = _Meeting(frozenset(self._ports.sides(symbol)))
        for link in links:
            met[place(link.target)].came.append(link.id)
            met[place(link.source)].left.append(link.id)
        return met

    def _ways(self, link: Link) -> list[Line]:
        """All lines an arrow could take, the plainest first."""
        ways = map(self._line, candidates(link, self._grid, self._ports))
        return sorted(ways, key=lambda line: line.cost)

    def _line(self, route: Route) -> Line:
        middle = self._middles[route.channel or 0]
        points = route.points(middle)
        upright, level = pieces(points)
        from_above = route.entry_side != "top" or len(points) < 3
        arrives = 0.0 if from_above else points[-3][0] - points[-1][0]
        cost = sum(high - low for _, low, high in (*upright, *level))
        cost += BEND * (len(points) - 2) + AT_SIDE * (route.entry_side in ("left", "right"))
        cost += HOP_JOINED * self._ports.joins(route.link, route.entry_side)
        cost += BAR_CROSSED * sum(_crosses(upright, level, bar) for bar in self._bars)
        heights = [y for _, y in points]
        ends = (points[0], points[-1], min(heights), max(heights))
        strand = None if route.channel is None else route.strand(middle)
        self._count += 1
        return Line(self._count, route, upright, level, cost, *ends, strand, arrives)

    def among(self, line: Line, others: Iterable[Line], limit: float) -> float:
        """What a line costs among others; stops early when that is over ``limit``."""
        cost = line.cost
        for other in others:
            if cost >= limit:
                break
            cost += self.pair(line, other)
        return cost

    def pair(self, one: Line, two: Line) -> float:
        """What two lines cost together, over what each costs by itself."""
        if one.bottom < two.top or two.bottom < one.top:
            return 0.0
        key = (one.number, two.number) if one.number < two.number else (two.number, one.number)
        cost = self._pairs.get(key)
        if cost is None:
            cost = self._pairs[key] = _together(one, two)
        return cost

    def joined(self, place: object, more: int = 0) -> float:
        """What it costs that arrows join towards symbols that have sides to spare.

        So many ``more`` arrows will still come or leave there: at least so much it costs.
        """
        meeting = self._meetings[place]
        came = [self.lines[link].route.entry_side for link in meeting.came if link in self.lines]
        entered = set(came)
        if len(came) == len(entered):
            return 0.0
        left = {self.lines[link].route.exit_side for link in meeting.left if link in self.lines}
        free = len(meeting.sides - entered - left) - more
        return JOINED * max(0, min(free, len(came) - len(entered)))

    def places(self, link: Link) -> tuple[object, ...]:
        """The parts that an arrow joins."""
        return tuple({place(link.source), place(link.target)})

    def total(self) -> float:
        """What all lines cost together."""
        return self.of(self.lines)

    def of(self, links: Iterable[int]) -> float:
        """What some arrows cost among all."""
        chosen = set(links)
        own = [line for link, line in self.lines.items() if link in chosen]
        others = [line for link, line in self.lines.items() if link not in chosen]
        cost = sum(line.cost for line in own)
        cost += sum(self.pair(line, other) for line in own for other in others)
        cost += sum(self.pair(a, b) for i, a in enumerate(own) for b in own[i + 1 :])
        return cost + sum(map(self.joined, {p for x in own for p in self.places(x.route.link)}))


def place(symbol: Symbol) -> Shape | int:
    """What tells the part that a symbol belongs to from others; a pentagon is by itself."""
    return symbol.id if symbol.kind is SymbolKind.OFFPAGE else symbol.shape


def _crosses(upright: Pieces, level: Pieces, bar: Rect) -> bool:
    """Whether an arrow runs over a bar, or on it."""
    return any(
        bar.x0 < x < bar.x1 and top < bar.y0 and bar.y1 < bottom for x, top, bottom in upright
    ) or any(bar.y0 < y < bar.y1 and start < bar.x1 and bar.x0 < end for y, start, end in level)


def _together(one: Line, two: Line) -> float:
    mine, other = one.route, two.route
    if one.start == two.end or one.end == two.start or one.start == two.start:
        return FORBIDDEN  # a port serves one way only, and one arrow that leaves
    if one.end == two.end:
        return HEAD_ON * (one.arrives * two.arrives < 0)
    cost = CROSSING * one.crossings(two)
    if mine.channel is None and other.channel is None:
        # two arrows down the same lane: only one of them may take the lane's middle
        cost += FORBIDDEN * one.overlaps(two)
    elif one.strand is not None and two.strand is not None and mine.channel == other.channel:
        cost += COMPANY + CROSSING * one.strand.least_crossings(two.strand)
    return cost
