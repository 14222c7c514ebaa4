"""Where things stand on one page: the measured table, filled with the chart's symbols."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sopc.layout.geometry import Point, Rect
from sopc.layout.metrics import (
    BAR,
    HEIGHTS,
    MARGIN,
    OFFPAGE_WIDTH,
    TRACK,
    band_size,
    capsule_width,
    strip_height,
)
from sopc.layout.pages import Chart
from sopc.layout.symbols import Band, Symbol, SymbolKind


@dataclass(frozen=True, slots=True)
class Table:
    """One page of the laid-out table, measured: lane columns left to right, rows by step.

    All in CSS pixels; ``rows`` hold the vertical extent of each step's row, ``above`` and ``below``
    those of the strips for pentagons, where the page has them, and ``sides`` from where to where
    the whole table reaches across.
    """

    lanes: Sequence[tuple[float, float]]
    rows: Mapping[int, tuple[float, float]]
    above: tuple[float, float] | None = None
    below: tuple[float, float] | None = None
    sides: tuple[float, float] | None = None

    @property
    def extent(self) -> tuple[float, float]:
        """Where the rows and the strips begin and end."""
        edges = [edge for edge in (self.above, *self.rows.values(), self.below) if edge is not None]
        return min(top for top, _ in edges), max(bottom for _, bottom in edges)

    def moved(self, by: float) -> "Table":
        """The same, so much further down."""

        def shift(extent: tuple[float, float]) -> tuple[float, float]:
            return extent[0] + by, extent[1] + by

        return Table(
            self.lanes,
            {step: shift(extent) for step, extent in self.rows.items()},
            self.above and shift(self.above),
            self.below and shift(self.below),
            self.sides,
        )


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A line of symbols: the heights at which arrows run next to it, above and below."""

    band: Band
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The page's bands top to bottom, and where every symbol stands."""

    table: Table
    bands: tuple[PlacedBand, ...]
    band_of: Mapping[int, int]
    boxes: Mapping[int, Rect]
    width: float

    def centre(self, lane: int) -> float:
        left, right = self.table.lanes[lane]
        return (left + right) / 2

    def channel(self, index: int) -> tuple[float, float]:
        """The free width between the symbols of lane ``index - 1`` and those of lane ``index``."""
        lanes, half = self.table.lanes, self.width / 2
        left = self.centre(index - 1) + half if index > 0 else lanes[0][0]
        right = self.centre(index) - half if index < len(lanes) else lanes[-1][1]
        return left, right

    @property
    def bars(self) -> Iterator[Rect]:
        """What ties the symbols of work done jointly: from the first's middle to the last's."""
        for group in (group for placed in self.bands for group in placed.band.groups):
            if len(group.symbols) > 1:
                left, y = self.boxes[group.leftmost.id].centre
                right, _ = self.boxes[group.rightmost.id].centre
                yield Rect(left, y - BAR / 2, right, y + BAR / 2)

    @property
    def channels(self) -> range:
        return range(len(self.table.lanes) + 1)

    def port(self, symbol: Symbol, side: str) -> Point:
        """The middle of one side of a symbol: ``top``, ``bottom``, ``left`` or ``right``."""
        box = self.boxes[symbol.id]
        x, y = box.centre
        return {
            "top": (x, box.y0),
            "bottom": (x, box.y1),
            "left": (box.x0, y),
            "right": (box.x1, y),
        }[side]

    def is_clear(self, band: int, lanes: range) -> bool:
        """Whether no symbol of a band stands in any of the lanes."""
        return not any(symbol.lane in lanes for symbol in self.bands[band].band.symbols)

    def above(self, symbol: Symbol) -> float:
        """The height at which arrows come to a symbol from above."""
        placed = self.bands[self.band_of[symbol.id]]
        return placed.above - TRACK * _index(placed.band.above, symbol)

    def below(self, symbol: Symbol) -> float:
        """The height at which arrows that leave a symbol below turn aside."""
        placed = self.bands[self.band_of[symbol.id]]
        return placed.below + TRACK * _index(placed.band.below, symbol)

    def obstructs(self, symbol: Symbol, lane: int) -> bool:
        """Whether what comes down a lane, to turn to a symbol of the band, would run on what comes
        to another that stands there."""
        placed = self.bands[self.band_of[symbol.id]]
        own = [s for s in placed.band.symbols if s.lane == lane and s.id in placed.band.above]
        return any(self.above(s) <= self.above(symbol) for s in own if s.id != symbol.id)


def fill(chart: Chart, table: Table, width: float) -> Grid:
    """Stand every symbol of a chart in its cell: centred in its lane, near the top of its row.

    ``width`` is that of boxes and diamonds.
    """
    bands: list[PlacedBand] = []
    band_of: dict[int, int] = {}
    boxes: dict[int, Rect] = {}
    for y, lines in _lines(chart, table):
        for band in lines:
            size = band_size(band)
            middle = y + size.above + size.symbol / 2
            for symbol in band.symbols:
                band_of[symbol.id] = len(bands)
                lane = table.lanes[symbol.lane]
                boxes[symbol.id] = _box(symbol, sum(lane) / 2, middle, width)
            further = TRACK * max(0, len(band.above) - 1), TRACK * max(0, len(band.below) - 1)
            y += size.total
            top = y - size.total
            bands.append(PlacedBand(band, top + 3.0 + further[0], y - 3.0 - further[1]))
    return Grid(table, tuple(bands), band_of, boxes, width)


def _lines(chart: Chart, table: Table) -> Iterator[tuple[float, Sequence[Band]]]:
    """The bands of each strip and row, top to bottom, and the height at which they begin."""
    if table.above is not None:
        yield table.above[1] - strip_height(chart.above), chart.above
    for row in chart.rows:
        yield table.rows[row.step][0] + MARGIN, row.bands
    if table.below is not None:
        yield table.below[0], chart.below


def _index(heights: Sequence[int], symbol: Symbol) -> int:
    """Which of a band's heights is a symbol's, the one next to the symbols where none is listed."""
    return heights.index(symbol.id) if symbol.id in heights else 0


def _box(symbol: Symbol, x: float, y: float, width: float) -> Rect:
    if symbol.kind is SymbolKind.OFFPAGE:
        width = min(width, OFFPAGE_WIDTH)
    elif symbol.kind in (SymbolKind.START, SymbolKind.END):
        width = capsule_width(width)
    half = HEIGHTS[symbol.kind] / 2
    return Rect(x - width / 2, y - half, x + width / 2, y + half)
