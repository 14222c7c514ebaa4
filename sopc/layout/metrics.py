"""Sizes: how big symbols are and how much room a row needs. All in CSS pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

from sopc.layout.symbols import Band, Row, SymbolKind

MAX_LANES = 14
"""As many lanes an A4 sheet has room for. More would be narrower than 9.5 mm: arrows that run side
by side no longer fit between two symbols, and hardly a word of a heading is whole."""

TRACK = 9.5
"""Distance between two arrows that run side by side: 2.5 mm, so that the eye can follow one."""
HEAD = 6.0
"""Length of an arrowhead."""
ABOVE = HEAD + 6.0
"""Free height above a symbol: the arrowhead, and an arrow that comes in from the side."""
BELOW = 7.0
"""Free height below a symbol: an arrow that leaves to the side."""
LABEL = 10.0
"""Extra height below a decision for the word on its lower exit."""
MARGIN = 3.0
"""Free height at the top and bottom of a row, so that nothing runs along its rule."""
_TIGHT_MARGIN = 0.5
"""That at the bottom of rows that are set tight: the lowest track is three pixels above it."""
STRIP_MARGIN = 1.5
"""Free height between a pentagon and the edge of its strip where no arrow is."""

CLEARANCE = HEAD + 3.0
"""Least distance of a track from the symbols beside it: an arrow that turns in has its head."""

FROM_EDGE = 3.0
"""Least distance of a track from the edge of the lanes."""

HEIGHTS = {
    SymbolKind.START: 17.0,
    SymbolKind.END: 17.0,
    SymbolKind.PROCESS: 19.0,
    SymbolKind.DECISION: 26.0,
    SymbolKind.OFFPAGE: 17.0,
}
WIDTHS = (38.0, 24.0, 14.0)
"""How wide boxes and diamonds are, all of one chart alike: the usual width, the narrow one, and one
for lanes that have no room for that (narrower than 14 mm, or with very many arrows between)."""
OFFPAGE_WIDTH = 17.0
BAR = 4.0
"""Height of the bar that ties the symbols of work done jointly."""
_CAPSULE_WIDTH = 34.0
"""Wide enough for a capsule's word at its usual size."""
_BULGE = CLEARANCE - 3.0
"""How far a capsule may reach beyond the boxes on either side: tracks stay clear of it."""


@dataclass(frozen=True, slots=True)
class BandSize:
    """The heights of one band: free above, the symbols, free below."""

    above: float
    symbol: float
    below: float

    @property
    def total(self) -> float:
        return self.above + self.symbol + self.below


def band_size(band: Band) -> BandSize:
    """The room that one band of a row needs."""
    symbol = max(HEIGHTS[s.kind] for s in band.symbols)
    edges = {s.edge for s in band.symbols}
    if "above" in edges:
        return BandSize(STRIP_MARGIN, symbol, ABOVE + TRACK * (len(band.below) - 1))
    if "below" in edges:
        return BandSize(ABOVE + TRACK * (len(band.above) - 1), symbol, STRIP_MARGIN)
    decides = any(s.kind is SymbolKind.DECISION for s in band.symbols)
    above = ABOVE + TRACK * max(0, len(band.above) - 1)
    below = BELOW + TRACK * max(0, len(band.below) - 1) + (LABEL if decides else 0.0)
    return BandSize(above, symbol, below)


def row_height(row: Row, *, tight: bool = False) -> float:
    """The least height, in CSS pixels, in which a row's symbols and arrows have room.

    A ``tight`` row ends closer below the arrows that leave its last symbols.
    """
    below = _TIGHT_MARGIN if tight else MARGIN
    return MARGIN + sum(band_size(band).total for band in row.bands) + below


def strip_height(bands: Sequence[Band]) -> float:
    """The height, in CSS pixels, of a strip of pentagons at a table's edge; 0 for none."""
    return sum(band_size(band).total for band in bands)


def capsule_width(box_width: float) -> float:
    """How wide capsules are: their words must be legible even where lanes are narrow."""
    return max(box_width, min(_CAPSULE_WIDTH, box_width + 2 * _BULGE))
