"""The search for a plan with fewer crossings and bends than the one at hand, through all ways.

One arrow after the other gets each of its ways, as long as what is chosen can still beat the best:
what the others must cost at least, each beside those chosen, bounds a plan from below. Where few
arrows are in one another's way that is soon done, and what is found is the least there is; else
the search is given up after so many choices, and the best found so far stands.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from sopc.layout.lines import Line
from sopc.layout.plan import BEND, FORBIDDEN, Plan
from sopc.layout.symbols import Link

_Left: TypeAlias = dict[int, list[tuple[float, Line]]]
"""For each arrow that has no way yet, its ways with what they cost beside those chosen."""
_GAIN = BEND / 2
"""Plans that are not better by this are not looked for."""
_GAPS = (4, 9, 22, 32, 44, 66, 90, 140, 200, 1e9)
"""So many bends over the least that arrows could have, each alone, plans are looked for first."""


def improve(plan: Plan, links: Iterable[Link], choices: int) -> bool:
    """Put better lines for these arrows into a plan, if there are any, the others as they are.

    Gives up after so many ``choices``; returns whether all were tried.
    """
    search = _Search(plan, list(links), choices)
    search.run()
    return search.choices >= 0


class _Search:
    def __init__(self, plan: Plan, links: list[Link], choices: int) -> None:
        self.choices = choices
        self._plan, self._links = plan, {link.id: link for link in links}
        self._before = dict(plan.lines)
        self._best = plan.of(self._links)
        self._found: dict[int, Line] | None = None
        self._chosen: dict[int, Line] = {}
        self._open: Counter[object] = Counter()

    def run(self) -> None:
        plan = self._plan
        for number in self._links:
            del plan.lines[number]
        fixed = list(plan.lines.values())
        left: _Left = {
            number: [(plan.among(way, fixed, FORBIDDEN), way) for way in plan.ways[number]]
            for number in self._links
        }
        for link in self._links.values():
            self._open.update(plan.places(link))
        worst, least = self._best, sum(min(cost for cost, _ in ways) for ways in left.values())
        for gap in _GAPS:
            self._best = min(worst, least + gap * BEND)
            self._extend(left, 0.0)
            if self._found is not None or self._best == worst or self.choices < 0:
                break
        plan.lines = self._before
        if self._found is not None:
            plan.lines.update(self._found)

    def _extend(self, left: _Left, cost: float) -> None:
        self.choices -= len(left) + 1
        if not left:
            self._best, self._found = cost, dict(self._chosen)
            return
        least = {link: min(c for c, _ in ways) for link, ways in left.items()}
        together = sum(least.values())
        room = self._best - _GAIN - cost - together
        link = min(left, key=lambda each: sum(c - least[each] < room for c, _ in left[each]))
        for own, way in sorted(left[link], key=lambda each: each[0]):
            if self.choices < 0 or self._best - _GAIN - cost - together <= own - least[link]:
                return
            self._choose(link, way, left, cost + own)

    def _choose(self, link: int, way: Line, left: _Left, cost: float) -> None:
        plan, places = self._plan, self._plan.places(self._links[link])
        before = sum(plan.joined(place, self._open[place]) for place in places)
        plan.lines[link] = self._chosen[link] = way
        self._open.subtract(places)
        cost += sum(plan.joined(place, self._open[place]) for place in places) - before
        rest = self._rest(left, link, way, self._best - _GAIN - cost)
        if rest is not None:
            self._extend(rest, cost)
        self._open.update(places)
        del plan.lines[link], self._chosen[link]

    def _rest(self, left: _Left, link: int, way: Line, room: float) -> _Left | None:
        """What the other arrows' ways cost after one more choice; None when the best stands."""
        pair = self._plan.pair
        if room <= 0:
            return None
        rest: _Left = {}
        for other, ways in left.items():
            if other == link:
                continue
            kept = []
            least = room
            for before, line in ways:
                if before < room:
                    cost = before + pair(way, line)
                    if cost < room:
                        kept.append((cost, line))
                        least = min(least, cost)
            room -= least
            if not kept or room <= 0:
                return None
            rest[other] = kept
        return rest
