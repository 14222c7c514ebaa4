"""Flow → page charts: a flow cut at page breaks, the ends of cut arrows lettered pentagons."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from sopc.layout.flow import Flow, Group, Link, Row, Symbol, SymbolKind

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn on one page: its rows, with pentagons added, and the arrows within it."""

    lanes: tuple[str, ...]
    rows: tuple[Row, ...]
    links: tuple[Link, ...]


@dataclass(slots=True)
class _Bands:
    """A row being completed: bands above and below its own, and pentagons beside its symbols."""

    row: Row
    above: list[list[Symbol]] = field(default_factory=list)
    below: list[Symbol] = field(default_factory=list)
    left: Symbol | None = None
    right: Symbol | None = None

    def finished(self) -> Row:
        beside = [s for s in (self.left, *self.row.group.symbols, self.right) if s]
        own = self.row.group
        main = Group(tuple(beside), own.entry, own.exit)
        bands = [_row_of(symbols) for symbols in self.above]
        bands += self.row.bands[: self.row.main]
        position = len(bands)
        bands += [main, *self.row.bands[self.row.main + 1 :]]
        bands += [Group((s,), s, s) for s in self.below]
        return Row(self.row.step, tuple(bands), position)


def _row_of(symbols: list[Symbol]) -> Group:
    ordered = tuple(sorted(symbols, key=lambda s: s.lane))
    return Group(ordered, symbols[0], symbols[0])


def split(flow: Flow, pages: Sequence[Sequence[int]]) -> tuple[Chart, ...]:
    """Cut a flow. ``pages`` lists the steps on each page, in order; every step is on one page.

    Arrows that lead from one page to one step have the same letter and enter through one pentagon:
    else a step that many return to would need a row higher than the page.
    """
    page_of = {step: number for number, steps in enumerate(pages) for step in steps}
    bands = {row.step: _Bands(row) for row in flow.rows}
    links: list[list[Link]] = [[] for _ in pages]
    entrances: dict[tuple[int, int], Symbol] = {}
    ids = count(1 + max((s.id for r in flow.rows for g in r.bands for s in g.symbols), default=0))
    for link in flow.links:
        source_page, target_page = page_of[link.source.step], page_of[link.target.step]
        if source_page == target_page:
            links[source_page].append(link)
            continue
        entering = entrances.get((source_page, link.target.id))
        if entering is None:
            text = _letter(len(entrances))
            first = pages[target_page][0] == link.target.step
            row = bands[link.target.step]
            entering = _enter(row, link, next(ids), text, first=first, lanes=len(flow.lanes))
            entrances[source_page, link.target.id] = entering
            links[target_page].append(replace(link, source=entering, label=""))
        last = pages[source_page][-1] == link.source.step
        leaving = _leave(bands[link.source.step], link, next(ids), entering.text, last=last)
        links[source_page].append(replace(link, target=leaving))
    return tuple(
        Chart(flow.lanes, tuple(bands[step].finished() for step in steps), tuple(page_links))
        for steps, page_links in zip(pages, links, strict=True)
    )


def _letter(number: int) -> str:
    rounds, letter = divmod(number, len(_LETTERS))
    return _LETTERS[letter] + (str(rounds) if rounds else "")


def _leave(bands: _Bands, link: Link, new_id: int, text: str, *, last: bool) -> Symbol:
    """Where an arrow leaves the page: below its step, or beside a decision that goes on here."""
    group = bands.row.group
    onward = last and link.to_step > link.from_step and not bands.below
    if link.source.kind is SymbolKind.DECISION and not onward:
        lane = group.leftmost.lane - 1
        if bands.left is None and lane >= 0:
            bands.left = Symbol(new_id, link.source.step, SymbolKind.OFFPAGE, lane, text)
            return bands.left
    symbol = Symbol(new_id, link.source.step, SymbolKind.OFFPAGE, link.source.lane, text)
    bands.below.append(symbol)
    return symbol


def _enter(bands: _Bands, link: Link, new_id: int, text: str, *, first: bool, lanes: int) -> Symbol:
    """Where an arrow enters the page: above its step, or beside a box that is entered here too."""
    group = bands.row.group
    step = link.target.step
    onward = first and link.to_step > link.from_step
    if not onward and link.target.kind is not SymbolKind.DECISION:
        lane = group.rightmost.lane + 1
        if bands.right is None and lane < lanes:
            bands.right = Symbol(new_id, step, SymbolKind.OFFPAGE, lane, text)
            return bands.right
    if not bands.above or len(bands.above[0]) == lanes:
        bands.above.insert(0, [])
    taken = {symbol.lane for symbol in bands.above[0]}
    free = [lane for lane in range(lanes) if lane not in taken]
    lane = min(free, key=lambda lane: abs(lane - link.target.lane))
    symbol = Symbol(new_id, step, SymbolKind.OFFPAGE, lane, text)
    bands.above[0].append(symbol)
    return symbol
