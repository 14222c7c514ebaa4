"""The choice among the ways that arrows could take: with few bends, hardly ever crossing, short.

Plain arrows are planned first, then those that wind; then all look again, now that all are there,
as long as that gains anything. ``tracks`` then gives every arrow in a channel a place of its own.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from math import inf

from sopc.layout.grid import Grid
from sopc.layout.lines import Line
from sopc.layout.plan import BEND, FORBIDDEN, Plan, place
from sopc.layout.ports import Ports
from sopc.layout.routes import Route
from sopc.layout.search import improve
from sopc.layout.symbols import Link

_ROUNDS = 4
_CHOICES = 20_000
"""So often the search for better ways gives an arrow another one."""


def route_all(links: Sequence[Link], grid: Grid) -> list[Route]:
    """A route for every arrow, in the order of ``links``; few bends and crossings, short ways."""
    planner = _planned(links, grid, Ports(links, roomy=True))
    if planner.plan.total() >= FORBIDDEN:  # rarely, arrows block one another beside decisions
        planner = _planned(links, grid, Ports(links, roomy=False))
    return [planner.plan.lines[link.id].route for link in links]


def _planned(links: Sequence[Link], grid: Grid, ports: Ports) -> "_Planner":
    """All routes, by the sides that are allowed."""
    planner = _Planner(Plan(links, grid, ports), _bundles(links, grid))
    planner.settle()
    planner.untangle()
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
    """Whether one of a symbol's arrows enters the symbol whose exits are the other bundle."""
    return bundle is not other and any(
        place(link.target) == place(other[0].source) for link in bundle
    )


def _is_plain(bundle: list[Link], grid: Grid) -> bool:
    """Whether the symbol's only arrow leads to the part beside it, or into the band below it."""
    steps = [grid.band_of[x.target.id] - grid.band_of[x.source.id] for x in bundle]
    return steps == [1] or (len(bundle) == 1 and bundle[0].hop)


class _Planner:
    """The search for the best plan."""

    def __init__(self, plan: Plan, bundles: list[list[Link]]) -> None:
        self.plan = plan
        self._bundles = bundles
        self._neighbours = [(a, b) for a in bundles for b in bundles if _leads_to(a, b)]
        self._least = {bundle[0].source.id: self._alone(bundle) for bundle in bundles}

    def _alone(self, bundle: list[Link]) -> float:
        """The least that a bundle's arrows can cost."""
        return sum(self.plan.ways[link.id][0].cost for link in bundle)

    def settle(self) -> None:
        """Plan all arrows, and again as long as that gains anything."""
        for bundle in self._bundles:
            self.choose(bundle)
        for _ in range(_ROUNDS):
            before = dict(self.plan.lines)
            for bundle in self._bundles:
                if self._excess(bundle) > BEND / 2:
                    self.choose(bundle)
            for bundle, other in self._neighbours:
                if self._excess(bundle) + self._excess(other) > BEND / 2:
                    self._choose_before(bundle, other)
            if self.plan.lines == before:
                break

    def _excess(self, bundle: list[Link]) -> float:
        """What a bundle costs more than it would if no other arrow were there."""
        return self.plan.of(link.id for link in bundle) - self._least[bundle[0].source.id]

    def choose(self, bundle: list[Link]) -> None:
        """Choose the lines of a symbol's arrows, all others being as they are."""
        lines, own = self.plan.lines, [link.id for link in bundle]
        for link in own:
            lines.pop(link, None)
        others = list(lines.values())
        choices = [self._choices(link, others) for link in own]
        best: Sequence[Line] = ()
        least = inf
        for bound, picked in sorted(_combined(choices), key=lambda each: each[0]):
            if bound >= least:
                break
            lines.update(zip(own, picked, strict=True))
            cost = self.plan.of(own)
            if cost < least:
                best, least = picked, cost
        lines.update(zip(own, best, strict=True))

    def _choices(self, link: int, others: Sequence[Line]) -> list[tuple[float, Line]]:
        """The cheapest line by each pair of sides; the plainest are weighed first."""
        best: dict[tuple[str, str], tuple[float, Line]] = {}
        for line in self.plan.ways[link]:
            sides = line.route.exit_side, line.route.entry_side
            limit = best[sides][0] if sides in best else inf
            if line.cost < limit:
                cost = self.plan.among(line, others, limit)
                if cost < limit:
                    best[sides] = (cost, line)
        return sorted(best.values(), key=lambda each: each[0])

    def _choose_before(self, bundle: list[Link], exits: list[Link]) -> None:
        """Let arrows choose their way to a symbol before its exits do, if all gain by it."""
        affected = {link.id for link in (*bundle, *exits)}
        kept, before = dict(self.plan.lines), self.plan.of(affected)
        for link in exits:
            self.plan.lines.pop(link.id, None)
        self.choose(bundle)
        self.choose(exits)
        self.choose(bundle)  # again: what the exits took, and what they left free, is known now
        if self.plan.of(affected) >= before:
            self.plan.lines = kept

    def untangle(self) -> None:
        """Where arrows could do better, look for a better plan through all their ways."""
        if sum(map(self._excess, self._bundles)) > BEND / 2:
            improve(self.plan, (link for bundle in self._bundles for link in bundle), _CHOICES)


def _combined(
    choices: Sequence[Sequence[tuple[float, Line]]],
) -> Iterator[tuple[float, tuple[Line, ...]]]:
    """Every choice of a line for each arrow of a symbol that leaves by sides of their own."""
    for picked in product(*choices):
        lines = tuple(line for _, line in picked)
        if len({line.route.exit_side for line in lines}) == len(lines):
            yield sum(cost for cost, _ in picked), lines
