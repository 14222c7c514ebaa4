"""The least number of crossings that a small flow can be drawn with, found by trying everything."""

import random

from sopc.catalogue.sop import Sop
from sopc.layout.flow import Link, build_flow
from sopc.layout.grid import Grid, fill
from sopc.layout.pages import split
from sopc.layout.routes import Route, candidates
from sopc.layout.routing import crossings, route_all
from sopc.layout.tracks import place
from tests.layout.flows import table_for

IMPOSSIBLE = 1000


def small_flow(seed: int) -> Sop:
    """A flow of four or five steps in two or three lanes, with one or two decisions."""
    chance = random.Random(seed)
    lanes = ["a", "b", "c"][: chance.randint(2, 3)]
    count = chance.randint(4, 5)
    steps: list[dict[str, object]] = [
        {"uraian": "Langkah", "pelaksana": chance.choice(lanes)} for _ in range(count)
    ]
    for index in chance.sample(range(1, count), chance.randint(1, 2)):
        onward = index + 2 if index + 1 < count else "selesai"
        steps[index]["keputusan"] = {"ya": onward, "tidak": chance.randint(1, index)}
    data = {"status": "draf", "nama": "X", "pelaksana": lanes, "langkah": steps}
    return Sop.model_validate(data)


def compared(sop: Sop) -> tuple[int, int]:
    """Our crossings, and a number that no drawing of the flow can be below."""
    (chart,) = split(build_flow(sop, separate_terminals=False), [range(1, len(sop.steps) + 1)])
    grid = fill(chart, table_for(chart, 27.0, (10.0,)), tracks=3)
    links = list(chart.links)
    ours = _count(links, route_all(links, grid), grid)
    if ours == 0:
        return 0, 0
    steps = frozenset(row.step for row in chart.rows)
    ways = [list(candidates(link, grid, steps)) for link in links]
    return ours, _Search(links, ways, grid, ours).least()


class _Search:
    """Tries all choices of routes, one arrow after the other, as long as they can beat the best.

    What two arrows cross by themselves, each pair drawn alone, is never more than what they cross
    among others; so the sum over pairs bounds a whole drawing from below.
    """

    def __init__(self, links: list[Link], ways: list[list[Route]], grid: Grid, best: int) -> None:
        self._links, self._ways, self._grid, self._best = links, ways, grid, best
        self._pairs: dict[tuple[int, int, int, int], int] = {}

    def least(self) -> int:
        self._extend([], 0)
        return self._best

    def _extend(self, chosen: list[int], crossed: int) -> None:
        if crossed >= self._best:
            return
        index = len(chosen)
        if index == len(self._links):
            self._best = crossed
            return
        for way in range(len(self._ways[index])):
            more = 0
            for other, taken in enumerate(chosen):
                more += self._pair(other, taken, index, way)
                if crossed + more >= self._best:
                    break
            else:
                self._extend([*chosen, way], crossed + more)

    def _pair(self, one: int, first: int, two: int, second: int) -> int:
        key = (one, first, two, second)
        if key not in self._pairs:
            a, b = self._ways[one][first], self._ways[two][second]
            links = [self._links[one], self._links[two]]
            fits = _compatible(a, b)
            self._pairs[key] = _count(links, [a, b], self._grid) if fits else IMPOSSIBLE
        return self._pairs[key]


def _compatible(a: Route, b: Route) -> bool:
    """Whether no port serves both ways, or two exits."""
    ends = [(route.tail or route.head)[-1] for route in (a, b)]
    return a.head[0] != b.head[0] and a.head[0] != ends[1] and b.head[0] != ends[0]


def _count(links: list[Link], routes: list[Route], grid: Grid) -> int:
    return crossings(zip(links, place(routes, grid), strict=True))
