"""Routes for the arrows of one page: which port, which channel, which port.

Rows and lanes are given, so this is channel routing, not graph layout. Symbols never leave their
cells, so the free strips between them form a small grid: an upright channel between every two
lanes, and above and below every band one track each for arrows that come in and go out. A route
is a choice of ports and of at most one channel; ``tracks`` then gives every route in a channel a
place of its own. No arrow can touch a symbol it does not belong to, because none enters a cell
that holds one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from math import inf
from typing import TypeAlias

from sopc.catalogue.sop import MAX_EXITS
from sopc.layout.flow import Kind, Link, Symbol
from sopc.layout.geometry import Point, crosses, segments, simplified
from sopc.layout.grid import Grid

BEND_COST = 20.0
CROSSING_COST = 400.0
COMPANY_COST = 12.0
"""For sharing a channel with another arrow: spreads arrows over the free channels."""
_ROUNDS = 2
HEAD_ON_COST = 90.0
"""For two arrows that meet above their common target from opposite sides: they look like one."""
FORBIDDEN = 1e6
"""For what must not be drawn; there is always a route through a channel that costs less."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way for one arrow. With a channel, its upright part runs there between head and tail.

    ``head`` ends and ``tail`` starts at the height where the arrow meets the channel; where in
    the channel's width it runs is decided later (``points``).
    """

    link: Link
    exit_side: str
    entry_side: str
    head: tuple[Point, ...]
    channel: int | None = None
    tail: tuple[Point, ...] = ()

    def points(self, x: float) -> tuple[Point, ...]:
        """The corners of the arrow when it runs at ``x`` in its channel."""
        if self.channel is None:
            return simplified(self.head)
        turn = ((x, self.head[-1][1]), (x, self.tail[0][1]))
        return simplified((*self.head, *turn, *self.tail))


def route_all(links: Sequence[Link], grid: Grid) -> list[Route]:
    """A route for every arrow, in the order of ``links``; few bends and crossings, short ways."""
    exits: dict[int, int] = {}
    for link in links:
        exits[link.source.step] = exits.get(link.source.step, 0) + 1
    roomy = frozenset(step for step, count in exits.items() if count < MAX_EXITS)
    planner = _planned(links, grid, roomy)
    if planner.total() >= FORBIDDEN:  # rarely, arrows block one another at the sides of decisions
        planner = _planned(links, grid, frozenset())
    return [planner.routes[_key(link)] for link in links]


def _planned(links: Sequence[Link], grid: Grid, roomy: frozenset[int]) -> "_Planner":
    """All routes; the decisions of ``roomy`` steps may be entered at a side."""
    bundles = _bundles(links, grid)
    planner = _Planner(grid, roomy)
    for bundle in bundles:
        planner.plan(bundle)
    # The plain arrows keep their simple ways; the others look again, now that all are there.
    winding = [bundle for bundle in bundles if not _is_plain(bundle, grid)]
    for _ in range(_ROUNDS):
        before = planner.routes
        for bundle in winding:
            planner.plan(bundle)
        for bundle in winding:
            planner.try_before(bundle, [other for other in winding if _leads_to(bundle, other)])
        if planner.routes == before:
            break
    return planner


def _key(link: Link) -> tuple[int, int, str]:
    return (link.source.id, link.target.id, link.label)


def _bundles(links: Sequence[Link], grid: Grid) -> list[list[Link]]:
    """Arrows that are planned together (all exits of one symbol), the plain ones first."""
    by_source: dict[int, list[Link]] = {}
    for link in links:
        by_source.setdefault(link.source.id, []).append(link)

    def rank(bundle: list[Link]) -> tuple[bool, int]:
        return (not _is_plain(bundle, grid), grid.band_of[bundle[0].source.id])

    return sorted(by_source.values(), key=rank)


def _leads_to(bundle: list[Link], other: list[Link]) -> bool:
    """Whether one of a symbol's arrows enters a decision, whose exits are the other bundle."""
    return bundle is not other and any(
        link.target.kind is Kind.DECISION and link.target.step == other[0].source.step
        for link in bundle
    )


def _is_plain(bundle: list[Link], grid: Grid) -> bool:
    """Whether the symbol's only arrow leads into the band below it."""
    steps = [grid.band_of[x.target.id] - grid.band_of[x.source.id] for x in bundle]
    return steps == [1]


_Pieces: TypeAlias = tuple[tuple[float, float, float], ...]
"""Pieces of one direction: where each lies across it, and from where to where it runs."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A route as the planner weighs it: its pieces by direction, and what it costs by itself."""

    route: Route
    upright: _Pieces
    level: _Pieces
    cost: float
    arrives: float
    """From which side the line comes to its target's top: negative from the left, 0 from above."""

    @property
    def start(self) -> Point:
        return self.route.head[0]

    @property
    def end(self) -> Point:
        return self.route.tail[-1] if self.route.tail else self.route.head[-1]

    def crossings(self, other: "_Line") -> int:
        """How often two lines cross."""
        return _crossed(self.upright, other.level) + _crossed(other.upright, self.level)

    def overlaps(self, other: "_Line") -> int:
        """How many pieces run on pieces of the other."""
        return _covered(self.upright, other.upright) + _covered(self.level, other.level)


def _crossed(upright: _Pieces, level: _Pieces) -> int:
    return sum(
        1
        for x, top, bottom in upright
        for y, left, right in level
        if left < x < right and top < y < bottom
    )


def _covered(mine: _Pieces, others: _Pieces) -> int:
    return sum(
        1
        for at, low, high in mine
        for other, start, stop in others
        if at == other and low < stop and start < high
    )


class _Planner:
    """The routes chosen so far, and the choice of the next."""

    def __init__(self, grid: Grid, roomy: frozenset[int]) -> None:
        self.grid = grid
        self._roomy = roomy
        self._lines: dict[tuple[int, int, str], _Line] = {}
        self._middles = [sum(grid.channel(channel)) / 2 for channel in grid.channels]

    @property
    def routes(self) -> dict[tuple[int, int, str], Route]:
        return {key: line.route for key, line in self._lines.items()}

    def plan(self, bundle: list[Link]) -> None:
        for link in bundle:
            self._lines.pop(_key(link), None)
        best = min(self._plans(bundle), key=lambda plan: plan[0])
        for line in best[1]:
            self._lines[_key(line.route.link)] = line

    def try_before(self, bundle: list[Link], decisions: list[list[Link]]) -> None:
        """Let arrows choose their way into a decision before its exits do, if all gain by it."""
        for exits in decisions:
            kept = self._lines.copy()
            before = self.total()
            for link in exits:
                self._lines.pop(_key(link), None)
            self.plan(bundle)
            self.plan(exits)
            if self.total() >= before:
                self._lines = kept

    def total(self) -> float:
        """What all lines cost together."""
        lines = list(self._lines.values())
        return sum(self._cost(line, [o for o in lines if o is not line], inf) for line in lines)

    def _plans(self, bundle: list[Link]) -> Iterator[tuple[float, list[_Line]]]:
        """Every way to share the source's exits among its arrows, with its cost."""
        choices = [self._by_exit(link) for link in bundle]
        sides = sorted({side for choice in choices for side in choice})
        for order in permutations(sides, len(bundle)):
            picked = [choice.get(side) for choice, side in zip(choices, order, strict=True)]
            plan = [pick for pick in picked if pick is not None]
            if len(plan) == len(bundle):
                lines = [line for _, line in plan]
                among = sum(self._cost(a, [b], inf) - a.cost for a, b in combinations(lines, 2))
                yield among + sum(cost for cost, _ in plan), lines

    def _by_exit(self, link: Link) -> dict[str, tuple[float, _Line]]:
        """The cheapest line by each exit; the plainest are weighed first, the rest seldom."""
        best: dict[str, tuple[float, _Line]] = {}
        others = list(self._lines.values())
        lines = sorted(
            map(self._line, candidates(link, self.grid, self._roomy)), key=lambda line: line.cost
        )
        for line in lines:
            side = line.route.exit_side
            limit = best[side][0] if side in best else inf
            if line.cost < limit:
                cost = self._cost(line, others, limit)
                if cost < limit:
                    best[side] = (cost, line)
        return best

    def _line(self, route: Route) -> _Line:
        points = route.points(self._middles[route.channel or 0])
        pieces = segments(points)
        length = sum(piece.length for piece in pieces)
        upright = tuple((s.x0, s.bounds.y0, s.bounds.y1) for s in pieces if s.vertical)
        level = tuple((s.y0, s.bounds.x0, s.bounds.x1) for s in pieces if not s.vertical)
        arrives = (
            points[-3][0] - points[-1][0] if route.entry_side == "top" and len(points) > 2 else 0
        )
        return _Line(route, upright, level, length + BEND_COST * (len(points) - 2), arrives)

    def _cost(self, line: _Line, others: Sequence[_Line], limit: float) -> float:
        """What a line costs among others; stops early when that is over ``limit``."""
        cost, channel = line.cost, line.route.channel
        for other in others:
            if cost >= limit:
                break
            if line.start == other.end or line.end == other.start:
                cost += FORBIDDEN  # a port serves one way only
            if line.route.link.target.id == other.route.link.target.id:
                cost += HEAD_ON_COST * (line.arrives * other.arrives < 0)
                continue
            cost += CROSSING_COST * line.crossings(other)
            if channel is None and other.route.channel is None:
                # two arrows down the same lane: only one of them may take the lane's middle
                cost += FORBIDDEN * line.overlaps(other)
            elif channel == other.route.channel:
                cost += COMPANY_COST
        return cost


def candidates(link: Link, grid: Grid, roomy: frozenset[int]) -> Iterator[Route]:
    """All routes an arrow could take; decisions but those of ``roomy`` steps by their top only."""
    source_band = grid.band_of[link.source.id]
    target_band = grid.band_of[link.target.id]
    if source_band == target_band and Kind.OFFPAGE in (link.source.kind, link.target.kind):
        yield _beside(link, grid)
        return
    for exit_side, start in _exits(link, grid):
        if target_band > source_band:
            yield from _straight(link, grid, exit_side, start)
        for entry_side, goal in _entries(link, grid, roomy):
            yield from _through_channels(link, grid, (exit_side, start), (entry_side, goal))


def _own(symbol: Symbol, grid: Grid) -> list[Symbol]:
    """The symbols of a step's band that are the step's, without the pentagons beside them."""
    group = grid.bands[grid.band_of[symbol.id]].group
    return [s for s in group.symbols if s.kind == symbol.kind and s.step == symbol.step]


def _exits(link: Link, grid: Grid) -> Iterator[tuple[str, Point]]:
    yield "bottom", grid.port(link.source, "bottom")
    if link.source.kind is Kind.DECISION:
        own = _own(link.source, grid)
        yield "left", grid.port(own[0], "left")
        yield "right", grid.port(own[-1], "right")


def _entries(link: Link, grid: Grid, roomy: frozenset[int]) -> Iterator[tuple[str, Point]]:
    yield "top", grid.port(link.target, "top")
    if link.target.kind is Kind.DECISION:
        by_side = link.target.step in roomy and link.source.step != link.target.step
    else:
        by_side = link.target.kind is not Kind.OFFPAGE
    if by_side:
        own = _own(link.target, grid)
        yield "left", grid.port(own[0], "left")
        yield "right", grid.port(own[-1], "right")


def _beside(link: Link, grid: Grid) -> Route:
    """An arrow between a symbol and the pentagon next to it."""
    to_right = link.target.lane > link.source.lane
    out, into = ("right", "left") if to_right else ("left", "right")
    source, target = link.source, link.target
    if source.kind is not Kind.OFFPAGE:
        source = _own(source, grid)[-1 if to_right else 0]
    if target.kind is not Kind.OFFPAGE:
        target = _own(target, grid)[0 if to_right else -1]
    return Route(link, out, into, (grid.port(source, out), grid.port(target, into)))


def _straight(link: Link, grid: Grid, exit_side: str, start: Point) -> Iterator[Route]:
    """Downwards without a channel, through empty cells: straight, or with one or two bends."""
    source_band = grid.band_of[link.source.id]
    target_band = grid.band_of[link.target.id]
    goal = grid.port(link.target, "top")
    if exit_side == "bottom":
        lane = link.source.lane
        if all(
            grid.is_clear(b, range(lane, lane + 1)) for b in range(source_band + 1, target_band)
        ):
            level = grid.bands[target_band].track_in
            yield Route(link, exit_side, "top", (start, (start[0], level), (goal[0], level), goal))
        return
    own = _own(link.source, grid)
    lane = link.target.lane
    if exit_side == "left":
        on_side, passed = lane < own[0].lane, range(lane + 1, own[0].lane)
    else:
        on_side, passed = lane > own[-1].lane, range(own[-1].lane + 1, lane)
    below = range(source_band, target_band)
    if (
        on_side
        and grid.is_clear(source_band, passed)
        and all(grid.is_clear(band, range(lane, lane + 1)) for band in below)
    ):
        yield Route(link, exit_side, "top", (start, (goal[0], start[1]), goal))


def _through_channels(
    link: Link, grid: Grid, leave: tuple[str, Point], enter: tuple[str, Point]
) -> Iterator[Route]:
    (exit_side, start), (entry_side, goal) = leave, enter
    source_band = grid.band_of[link.source.id]
    target_band = grid.band_of[link.target.id]
    for channel in grid.channels:
        head = _towards(grid, source_band, exit_side, start, channel)
        tail = _towards(grid, target_band, entry_side, goal, channel)
        if head is not None and tail is not None:
            yield Route(link, exit_side, entry_side, head, channel, tail[::-1])


def _towards(
    grid: Grid, index: int, side: str, port: Point, channel: int
) -> tuple[Point, ...] | None:
    """From a port to the height at which it reaches a channel; None when a symbol is in between."""
    band = grid.bands[index]
    if side == "top":
        return (port, (port[0], band.track_in))
    if side == "bottom":
        return (port, (port[0], band.track_out))
    lane = next(i for i, (left, right) in enumerate(grid.table.lanes) if left < port[0] < right)
    crossed = range(channel, lane) if side == "left" else range(lane + 1, channel)
    on_side = channel <= lane if side == "left" else channel > lane
    return (port,) if on_side and grid.is_clear(index, crossed) else None


def crossings(lines: Mapping[int, tuple[Link, Sequence[Point]]]) -> int:
    """How often arrows that lead to different symbols cross."""
    pieces = [(link.target.id, segments(points)) for link, points in lines.values()]
    return sum(
        crosses(a, b)
        for i, (target, mine) in enumerate(pieces)
        for other, theirs in pieces[i + 1 :]
        if target != other
        for a in mine
        for b in theirs
    )
