"""The lanes of the flowchart table: how narrow they may be, and how their headings are set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from sopc.render.text_cells import POINT
from sopc.render.text_lines import Cell, WidthOf, cell_of

LANE_MOST, LANE_ALONE = 29.0, 45.0
"""The widest lane, and a single one: long labels have no neighbours' cells to stand in."""
LANE_GOOD = 18.0
"""Where there is room, lanes are at least so wide."""
HEADING_MOST, HEADING_LEAST = 8.0, 5.5
_TIERS = ((16.0, 7.0), (14.0, 6.5), (12.5, 6.0), (12.5, HEADING_LEAST), (9.5, HEADING_LEAST))
"""Least width of a lane, in millimetres, and size of its heading, in points: from well legible to
what the drawing needs (see ``layout.metrics.MAX_LANES``)."""
CHOSEN = 3
"""So many of these are a choice; the others are for tables that have no room otherwise."""
_LEADING, _ABOVE, _SIDES = 1.15, 1.0, 2 * 0.6 + 0.4 * POINT + 0.2
_SIZE_STEP = 0.05


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes together. ``headings`` are measured at one point, in millimetres."""

    headings: tuple[Cell, ...]
    size: float
    least: tuple[float, ...]

    @property
    def most(self) -> float:
        """The greatest width of a lane."""
        return LANE_MOST if len(self.headings) > 1 else LANE_ALONE

    @property
    def good(self) -> float:
        """The width that each lane has where there is room."""
        return LANE_GOOD if len(self.headings) > 1 else LANE_ALONE

    def widths(self, total: float) -> list[float]:
        """The lanes' widths: each its least, and the narrow ones more. Where there is no room for
        that, all are narrower."""
        scale = min(1.0, total / sum(self.least))
        ordered = sorted(least * scale for least in self.least)
        left = total
        level = left / len(ordered)
        for index, width in zip(range(len(ordered), 0, -1), reversed(ordered), strict=True):
            level = left / index
            if width <= level:
                break
            left -= width
        return [max(least * scale, level) for least in self.least]

    def missing(self, total: float, good: float) -> float:
        """What lanes of so many millimetres together lack, so that each has its least and a good
        width."""
        return max(0.0, sum(max(least, good) for least in self.least) - total)

    def height(self, widths: Sequence[float], size: float) -> float:
        """The height of the headings, in millimetres, at a size in points."""
        lines = (
            cell.broken((width - _SIDES) / size)
            for cell, width in zip(self.headings, widths, strict=True)
        )
        return max(lines) * size * _LEADING * POINT + 2 * _ABOVE

    def heading(self, widths: Sequence[float], highest: float) -> float:
        """The largest size in which no heading's word is broken, and none is higher; at least that
        of the lanes, unless words are longer."""
        fitting = min(
            (width - _SIDES) / cell.longest if cell.longest else HEADING_MOST
            for cell, width in zip(self.headings, widths, strict=True)
        )
        size = floor(min(HEADING_MOST, fitting) / _SIZE_STEP + 1e-6) * _SIZE_STEP
        while size > self.size and self.height(widths, size) > highest:
            size -= _SIZE_STEP
        return max(HEADING_LEAST, size)


def tiers(headings: Sequence[str], width_of: WidthOf) -> Iterator[Lanes]:
    """The lanes from comfortable to as narrow as the drawing allows, which breaks long words."""
    cells = tuple(cell_of([text.replace("/", "/\u200b")], POINT, width_of) for text in headings)
    for width, size in _TIERS:
        least = LANE_ALONE if len(cells) == 1 and width == _TIERS[0][0] else width
        most = max(LANE_MOST, least)
        words = (min(most, cell.longest * size + _SIDES) for cell in cells)
        yield Lanes(cells, size, tuple(max(least, word) for word in words))
    yield Lanes(cells, HEADING_LEAST, (_TIERS[-1][0],) * len(cells))
