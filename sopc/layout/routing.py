"""The choice among the ways that arrows could take: short, with few bends, hardly ever crossing.

Plain arrows are planned first, then those that wind; the winding ones look again once all are
there. ``tracks`` then gives every arrow in a channel a place of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations
from math import inf

from sopc.layout.grid import Grid
from sopc.layout.lines import Line, pieces
from sopc.layout.ports import Ports
from sopc.layout.routes import Route, candidates
from sopc.layout.symbols import Link, Symbol, SymbolKind

BEND_COST = 20.0
CROSSING_COST = 400.0
COMPANY_COST = 12.0
"""For sharing a channel with another arrow: spreads arrows over the free channels."""
_ROUNDS = 2
_DETOURS = 40
"""So many other ways are tried where arrows cross."""
HEAD_ON_COST = 90.0
"""For two arrows that meet above their common target from opposite sides: they look like one."""
JOIN_COST = 150.0
"""For joining the straight arrow between two parts of a row; better so than to cross it."""
BAR_COST = 200.0
"""For crossing the bar of work done jointly."""
FORBIDDEN = 1e6
"""For what must not be drawn; there is always a route through a channel that costs less."""


def route_all(links: Sequence[Link], grid: Grid) -> list[Route]:
    """A route for every arrow, in the order of ``links``; few bends and crossings, short ways."""
    planner = _planned(links, grid, Ports(links, roomy=True))
    if planner.total() >= FORBIDDEN:  # rarely, arrows block one another at the sides of decisions
        planner = _planned(links, grid, Ports(links, roomy=False))
    return [planner.routes[link.id] for link in links]


def _planned(links: Sequence[Link], grid: Grid, ports: Ports) -> "_Planner":
    """All routes, by the sides that are allowed."""
    bundles = _bundles(links, grid)
    planner = _Planner(grid, ports)
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
    planner.untangle(winding)
    return planner


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
        link.target.kind is SymbolKind.DECISION and _part(link.target) == _part(other[0].source)
        for link in bundle
    )


def _part(symbol: Symbol) -> tuple[int, int]:
    return symbol.step, symbol.part


def _is_plain(bundle: list[Link], grid: Grid) -> bool:
    """Whether the symbol's only arrow leads to the part beside it, or into the band below it."""
    steps = [grid.band_of[x.target.id] - grid.band_of[x.source.id] for x in bundle]
    return steps == [1] or (len(bundle) == 1 and bundle[0].hop)


class _Planner:
    """The routes chosen so far, and the choice of the next."""

    def __init__(self, grid: Grid, ports: Ports) -> None:
        self.grid = grid
        self._ports = ports
        self._lines: dict[int, Line] = {}
        self._bars = tuple(grid.bars)
        self._middles = [sum(grid.channel(channel)) / 2 for channel in grid.channels]

    @property
    def routes(self) -> dict[int, Route]:
        return {link: line.route for link, line in self._lines.items()}

    def plan(self, bundle: list[Link], fixed: Line | None = None) -> bool:
        """Choose the lines of a symbol's arrows, one of which may be given.

        False when the others find no way beside the ``fixed`` one: then none is there.
        """
        for link in bundle:
            self._lines.pop(link.id, None)
        best = min(self._plans(bundle, fixed), key=lambda plan: plan[0], default=None)
        for line in best[1] if best else ():
            self._lines[line.route.link.id] = line
        return best is not None

    def try_before(self, bundle: list[Link], decisions: list[list[Link]]) -> None:
        """Let arrows choose their way into a decision before its exits do, if all gain by it."""
        for exits in decisions:
            affected = {link.id for link in (*bundle, *exits)}
            kept, before = self._lines.copy(), self._sum(affected)
            for link in exits:
                self._lines.pop(link.id, None)
            self.plan(bundle)
            self.plan(exits)
            self.plan(bundle)  # again: what the exits took, and what they left free, is known now
            if self._sum(affected) >= before:
                self._lines = kept

    def untangle(self, bundles: list[list[Link]]) -> None:
        """Where arrows still cross, try all their ways, and plan anew what those would cross."""
        for _ in range(_ROUNDS):
            before = self._lines
            least, best = self.total(), before
            for bundle, line in self._other_ways(bundles):
                self._lines = before.copy()
                if not self.plan(bundle, fixed=line):
                    continue
                placed = [self._lines[link.id] for link in bundle]
                for other in bundles:
                    lines = [self._lines[link.id] for link in other]
                    if other is not bundle and any(a.tangles(b) for a in placed for b in lines):
                        self.plan(other)
                total = self.total()
                if total < least:
                    least, best = total, self._lines
            self._lines = best
            if best is before:
                break

    def _other_ways(self, bundles: list[list[Link]]) -> list[tuple[list[Link], Line]]:
        """The ways of the arrows that cross others, each with its bundle; small detours first."""
        found = []
        for bundle in bundles:
            for link in bundle:
                line = self._lines[link.id]
                if any(line.tangles(other) for other in self._lines.values()):
                    found += [(way.cost - line.cost, bundle, way) for way in self._ways(link)]
        found.sort(key=lambda detour: detour[0])
        return [(bundle, way) for _, bundle, way in found[:_DETOURS]]

    def total(self) -> float:
        """What all lines cost together."""
        return self._sum(self._lines)

    def _sum(self, links: Iterable[int]) -> float:
        lines = [self._lines[link] for link in links]
        every = list(self._lines.values())
        return sum(self._cost(line, [o for o in every if o is not line], inf) for line in lines)

    def _plans(self, bundle: list[Link], fixed: Line | None) -> Iterator[tuple[float, list[Line]]]:
        """Every way to share the source's exits among its arrows, with its cost."""
        choices = [self._by_exit(link, fixed) for link in bundle]
        sides = sorted({side for choice in choices for side in choice})
        for order in permutations(sides, len(bundle)):
            picked = [choice.get(side) for choice, side in zip(choices, order, strict=True)]
            plan = [pick for pick in picked if pick is not None]
            if len(plan) == len(bundle):
                lines = [line for _, line in plan]
                among = sum(self._cost(a, [b], inf) - a.cost for a, b in combinations(lines, 2))
                yield among + sum(cost for cost, _ in plan), lines

    def _by_exit(self, link: Link, fixed: Line | None) -> dict[str, tuple[float, Line]]:
        """The cheapest line by each exit; the plainest are weighed first, the rest seldom."""
        best: dict[str, tuple[float, Line]] = {}
        others = list(self._lines.values())
        only = [fixed] if fixed is not None and fixed.route.link.id == link.id else None
        for line in only or self._ways(link):
            side = line.route.exit_side
            limit = best[side][0] if side in best else inf
            if line.cost < limit:
                cost = self._cost(line, others, limit)
                if cost < limit:
                    best[side] = (cost, line)
        return best

    def _ways(self, link: Link) -> list[Line]:
        """All lines an arrow could take, the plainest first."""
        ways = map(self._line, candidates(link, self.grid, self._ports))
        return sorted(ways, key=lambda line: line.cost)

    def _line(self, route: Route) -> Line:
        points = route.points(self._middles[route.channel or 0])
        upright, level = pieces(points)
        length = sum(high - low for _, low, high in (*upright, *level))
        from_above = route.entry_side != "top" or len(points) < 3
        arrives = 0.0 if from_above else points[-3][0] - points[-1][0]
        heights = [y for _, y in points]
        cost = length + BEND_COST * (len(points) - 2)
        cost += JOIN_COST * self._ports.joins(route.link, route.entry_side)
        cost += BAR_COST * sum(
            bar.x0 < x < bar.x1 and top < bar.y0 and bar.y1 < bottom
            for bar in self._bars
            for x, top, bottom in upright
        )
        ends = (points[0], points[-1], min(heights), max(heights))
        middle = self._middles[route.channel or 0]
        strand = None if route.channel is None else route.strand(middle)
        return Line(route, upright, level, cost, *ends, strand, arrives)

    def _cost(self, line: Line, others: Sequence[Line], limit: float) -> float:
        """What a line costs among others; stops early when that is over ``limit``."""
        cost, channel = line.cost, line.route.channel
        for other in others:
            if cost >= limit:
                break
            if other.bottom < line.top or line.bottom < other.top:
                continue
            if line.start == other.end or line.end == other.start:
                cost += FORBIDDEN  # a port serves one way only
            if line.route.link.target.id == other.route.link.target.id:
                cost += HEAD_ON_COST * (line.arrives * other.arrives < 0)
                continue
            cost += CROSSING_COST * line.crossings(other)
            if channel is None and other.route.channel is None:
                # two arrows down the same lane: only one of them may take the lane's middle
                cost += FORBIDDEN * line.overlaps(other)
            elif line.strand is not None and other.strand and channel == other.route.channel:
                cost += COMPANY_COST + CROSSING_COST * line.strand.least_crossings(other.strand)
        return cost
