"""Flow → page charts: a flow cut at page breaks, the ends of cut arrows lettered pentagons.

The pentagons stand outside the rows, in strips above the page's first row and below its last: as if
the pages' tables were one, cut at their edges.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from sopc.layout.symbols import (
    Band,
    Edge,
    Elsewhere,
    Flow,
    Group,
    Link,
    Row,
    Symbol,
    SymbolKind,
    alone,
)

_IN_LINE = 2
"""So many pentagons stand side by side: each has room at one side to say where it leads."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn on one page: its rows, the arrows within it, and the bands of pentagons
    ``above`` the first row and ``below`` the last."""

    lanes: tuple[str, ...]
    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    above: tuple[Band, ...] = ()
    below: tuple[Band, ...] = ()

    @property
    def bands(self) -> tuple[Band, ...]:
        """All lines of symbols, top to bottom."""
        return (*self.above, *(band for row in self.rows for band in row.bands), *self.below)


@dataclass(slots=True)
class _Page:
    """A page being completed: its arrows, and the lines of pentagons at its edges, which stand in
    lanes that have symbols."""

    lanes: Sequence[int]
    links: list[Link] = field(default_factory=list)
    above: list[list[Symbol]] = field(default_factory=list)
    below: list[list[Symbol]] = field(default_factory=list)

    def pentagon(
        self, new_id: int, beside: Symbol, text: str, edge: Edge, elsewhere: Elsewhere
    ) -> Symbol:
        """A new pentagon at an edge, in the free lane next to that of the symbol it serves."""
        lines = self.above if edge == "above" else self.below
        if not lines or len(lines[-1]) == min(_IN_LINE, len(self.lanes)):
            lines.append([])
        taken = {symbol.lane for symbol in lines[-1]}
        free = (lane for lane in self.lanes if lane not in taken)
        lane = min(free, key=lambda lane: abs(lane - beside.lane))
        kind = SymbolKind.OFFPAGE
        pentagon = Symbol(new_id, beside.step, kind, lane, text, beside.part, edge, elsewhere)
        lines[-1].append(pentagon)
        return pentagon


def split(
    flow: Flow, pages: Sequence[Sequence[int]], tall: Collection[int] = ()
) -> tuple[Chart, ...]:
    """Cut a flow. ``pages`` lists the steps on each page, in order; every step is on one page.

    Arrows that lead from one page to one symbol have the same letter: they leave by one pentagon
    and enter by one, at the edge that lies towards the other page. ``tall`` steps fill their page:
    below such a row there is no room, so it holds the pentagons itself.
    """
    page_of = {step: number for number, steps in enumerate(pages) for step in steps}
    lanes = sorted({s.lane for row in flow.rows for band in row.bands for s in band.symbols})
    made = [_Page(lanes) for _ in pages]
    cut: dict[tuple[int, int], list[Link]] = {}
    for link in flow.links:
        there, here = page_of[link.target.step], page_of[link.source.step]
        if here != there:
            cut.setdefault((here, link.target.id), []).append(link)
    pairs: dict[tuple[int, int], tuple[Symbol, Symbol]] = {}
    ids = count(1 + max((s.id for r in flow.rows for b in r.bands for s in b.symbols), default=0))
    for link in flow.links:
        there, here = page_of[link.target.step], page_of[link.source.step]
        if here == there:
            made[here].links.append(link)
            continue
        key = here, link.target.id
        if key not in pairs:
            text = _letter(len(pairs))
            edges: tuple[Edge, Edge] = ("below", "above") if there > here else ("above", "below")
            onward = Elsewhere((link.target.step,), there, comes=False)
            sources = dict.fromkeys(each.source.step for each in cut[key])
            before = Elsewhere(tuple(sources), here, comes=True)
            pairs[key] = (
                made[here].pentagon(next(ids), link.source, text, edges[0], onward),
                made[there].pentagon(next(ids), link.target, text, edges[1], before),
            )
            entering = replace(link, source=pairs[key][1], label="")
            made[there].links.append(entering)
        made[here].links.append(replace(link, target=pairs[key][0]))
    rows = {row.step: row for row in flow.rows}
    return tuple(
        _chart(flow.lanes, [rows[step] for step in steps], page, tall)
        for steps, page in zip(pages, made, strict=True)
    )


def _chart(
    lanes: tuple[str, ...], rows: Sequence[Row], page: _Page, tall: Collection[int]
) -> Chart:
    above = tuple(_strip(line, "above") for line in reversed(page.above))
    below = tuple(_strip(line, "below") for line in page.below)
    *before, last = rows
    if last.step in tall:
        last, below = replace(last, bands=(*last.bands, *below)), ()
    return Chart(lanes, (*before, last), tuple(page.links), above, below)


def _strip(symbols: Sequence[Symbol], edge: Edge) -> Band:
    """A line of pentagons; each has a height of its own on the side where its arrows are."""
    ordered = sorted(symbols, key=lambda symbol: symbol.lane)
    heights = tuple(symbol.id for symbol in ordered)
    groups = tuple(map(alone, ordered))
    return Band(groups, below=heights) if edge == "above" else Band(groups, above=heights)


def _letter(number: int) -> str:
    rounds, letter = divmod(number, len(_LETTERS))
    return _LETTERS[letter] + (str(rounds) if rounds else "")


def lanes_with_symbols(charts: Iterable[Chart]) -> list[int]:
    """The lanes in which anything stands on any of the pages, from the left."""
    bands = (band for chart in charts for band in chart.bands)
    return sorted({symbol.lane for band in bands for symbol in band.symbols})


def within(chart: Chart, lanes: Sequence[int]) -> Chart:
    """The chart as if it had these lanes only; all of its symbols stand in them."""
    place = {lane: index for index, lane in enumerate(lanes)}

    def moved(symbol: Symbol) -> Symbol:
        return replace(symbol, lane=place[symbol.lane])

    def band(band: Band) -> Band:
        groups = (
            Group(tuple(map(moved, group.symbols)), moved(group.lead)) for group in band.groups
        )
        return replace(band, groups=tuple(groups))

    return Chart(
        tuple(chart.lanes[lane] for lane in lanes),
        tuple(replace(row, bands=tuple(map(band, row.bands))) for row in chart.rows),
        tuple(replace(x, source=moved(x.source), target=moved(x.target)) for x in chart.links),
        tuple(map(band, chart.above)),
        tuple(map(band, chart.below)),
    )
