"""Flow → page charts: a flow cut at page breaks, the ends of cut arrows lettered pentagons."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from sopc.layout.flow import Band, Flow, Link, Row, Symbol, SymbolKind, alone

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn on one page: its rows, with pentagons added, and the arrows within it."""

    lanes: tuple[str, ...]
    rows: tuple[Row, ...]
    links: tuple[Link, ...]


@dataclass(slots=True)
class _Bands:
    """A row being completed: bands above and below its own, and pentagons beside its symbols.

    Each band above is of the pentagons that lead to one symbol, by its id; ``left`` and ``right``
    are by the place of their band in the row.
    """

    row: Row
    above: list[tuple[int, list[Symbol]]] = field(default_factory=list)
    below: list[Symbol] = field(default_factory=list)
    left: dict[int, Symbol] = field(default_factory=dict)
    right: dict[int, Symbol] = field(default_factory=dict)

    def place_of(self, symbol: Symbol) -> tuple[int, Band]:
        """The band in which a symbol stands, and its place in the row."""
        bands = enumerate(self.row.bands)
        return next((index, band) for index, band in bands if symbol in band.symbols)

    def finished(self) -> Row:
        bands = [_band_of(symbols) for _, symbols in self.above]
        for index, band in enumerate(self.row.bands):
            left, right = self.left.get(index), self.right.get(index)
            beside = [alone(left)] if left else [], [alone(right)] if right else []
            bands.append(replace(band, groups=(*beside[0], *band.groups, *beside[1])))
        bands += [Band((alone(symbol),)) for symbol in self.below]
        return Row(self.row.step, tuple(bands))


def _band_of(symbols: list[Symbol]) -> Band:
    return Band(tuple(map(alone, sorted(symbols, key=lambda symbol: symbol.lane))))


def split(flow: Flow, pages: Sequence[Sequence[int]]) -> tuple[Chart, ...]:
    """Cut a flow. ``pages`` lists the steps on each page, in order; every step is on one page.

    Arrows that lead from one page to one step have the same letter and enter through one pentagon:
    else a step that many return to would need a row higher than the page.
    """
    page_of = {step: number for number, steps in enumerate(pages) for step in steps}
    bands = {row.step: _Bands(row) for row in flow.rows}
    links: list[list[Link]] = [[] for _ in pages]
    entrances: dict[tuple[int, int], Symbol] = {}
    ids = count(1 + max((s.id for r in flow.rows for b in r.bands for s in b.symbols), default=0))
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
    source = link.source
    onward = last and link.to_step > link.from_step and not bands.below
    if source.kind is SymbolKind.DECISION and not onward:
        index, band = bands.place_of(source)
        first = band.groups[0]
        lane = first.leftmost.lane - 1
        if source in first.symbols and index not in bands.left and lane >= 0:
            bands.left[index] = _pentagon(new_id, source, lane, text)
            return bands.left[index]
    symbol = _pentagon(new_id, source, source.lane, text)
    bands.below.append(symbol)
    return symbol


def _enter(bands: _Bands, link: Link, new_id: int, text: str, *, first: bool, lanes: int) -> Symbol:
    """Where an arrow enters the page: above its step, or beside a box that is entered here too."""
    target = link.target
    onward = first and link.to_step > link.from_step
    if not onward and target.kind is not SymbolKind.DECISION:
        index, band = bands.place_of(target)
        last = band.groups[-1]
        lane = last.rightmost.lane + 1
        if target in last.symbols and index not in bands.right and lane < lanes:
            bands.right[index] = _pentagon(new_id, target, lane, text)
            return bands.right[index]
    if not bands.above or bands.above[0][0] != target.id or len(bands.above[0][1]) == lanes:
        bands.above.insert(0, (target.id, []))
    _, beside = bands.above[0]
    taken = {symbol.lane for symbol in beside}
    free = [lane for lane in range(lanes) if lane not in taken]
    lane = min(free, key=lambda lane: abs(lane - target.lane))
    symbol = _pentagon(new_id, target, lane, text)
    beside.append(symbol)
    return symbol


def _pentagon(new_id: int, beside: Symbol, lane: int, text: str) -> Symbol:
    return Symbol(new_id, beside.step, SymbolKind.OFFPAGE, lane, text, beside.part)
