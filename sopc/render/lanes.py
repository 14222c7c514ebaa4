"""The lanes of the flowchart table: how narrow they may be, and how their headings are set.

A lane without any symbol is as narrow as its heading turned upright; of many lanes, all headings
are turned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor

from sopc.render.text_cells import POINT
from sopc.render.text_lines import Cell, WidthOf, cell_of

LANE_MOST, LANE_ALONE = 29.0, 45.0
"""The widest lane, and a single one: long labels have no neighbours' cells to stand in."""
LANE_GOOD = 18.0
"""Where there is room, lanes are at least so wide."""
HEADING_MOST, HEADING_LEAST = 8.0, 7.0
"""The sizes of headings, in points."""
TURNED_FROM = 9
"""From so many lanes on, headings are turned upright: across, no word of them would have room."""
MOST_LINES = 5
"""Into so many lines a heading is broken; then its lane is wider, or it is turned."""
_ACROSS = (16.0, 14.0, 12.5)
_UPRIGHT = (14.0, 12.5, 9.5)
"""Least widths of lanes with symbols, in millimetres, below headings across and upright: from good
to look at to what the drawing needs (see ``layout.metrics.MAX_LANES``)."""
CHOSEN = 3
"""So many of these are a choice; the others are for tables that have no room otherwise."""
_LENGTHS = (13.0, 20.0, 28.0)
"""How long, in millimetres, a heading above a lane without symbols becomes before it is broken."""
_EMPTY_LEAST, _EMPTY_LINES = 6.0, 4
_LEADING, _ABOVE, _SIDES = 1.15, 1.0, 2 * 0.6 + 0.4 * POINT + 0.2
_SIZE_STEP = 0.05
_SLACK = 0.3
"""By so many millimetres a turned heading's lines are longer than its words need."""


@dataclass(frozen=True, slots=True)
class Turned:
    """How a heading is set that is turned upright, in millimetres: how long its lines are, how
    broad they are together, and how far from the lane's padding they begin."""

    length: float
    breadth: float
    indent: float


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes together. ``headings`` are measured at one point, in millimetres; ``upright`` says
    which are turned, ``empty`` which lanes have no symbols and only their least width."""

    headings: tuple[Cell, ...]
    least: tuple[float, ...]
    upright: tuple[bool, ...]
    empty: tuple[bool, ...]

    @property
    def _filled(self) -> int:
        return sum(not empty for empty in self.empty)

    @property
    def most(self) -> float:
        """The greatest width of a lane."""
        return LANE_MOST if self._filled > 1 else LANE_ALONE

    @property
    def good(self) -> float:
        """The width that each lane has where there is room."""
        return LANE_GOOD if self._filled > 1 else LANE_ALONE

    def widths(self, total: float) -> list[float]:
        """The lanes' widths: each its least, and the narrow ones more. Where there is no room for
        that, all are narrower."""
        scale = min(1.0, total / sum(self.least))
        least = [each * scale for each in self.least]
        left = total - sum(each for each, empty in zip(least, self.empty, strict=True) if empty)
        ordered = sorted(each for each, empty in zip(least, self.empty, strict=True) if not empty)
        level = 0.0
        for index, width in zip(range(len(ordered), 0, -1), reversed(ordered), strict=True):
            level = left / index
            if width <= level:
                break
            left -= width
        return [
            each if empty else max(each, level)
            for each, empty in zip(least, self.empty, strict=True)
        ]

    def missing(self, total: float, good: float) -> float:
        """What lanes of so many millimetres together lack, so that each has its least and, if it
        has symbols, a good width."""
        wanted = (
            least if empty else max(least, good)
            for least, empty in zip(self.least, self.empty, strict=True)
        )
        return max(0.0, sum(wanted) - total)

    def height(self, widths: Sequence[float], size: float = HEADING_LEAST) -> float:
        """The height of the headings, in millimetres, at a size in points; of those above lanes
        without symbols at their largest."""
        high = []
        for cell, width, upright, empty in zip(
            self.headings, widths, self.upright, self.empty, strict=True
        ):
            letters = HEADING_MOST if empty else size
            if upright:
                high.append(_length(cell, _lines(width, letters), letters))
            else:
                high.append(cell.broken((width - _SIDES) / size) * size * _LEADING * POINT)
        return max(high) + 2 * _ABOVE

    def heading(self, widths: Sequence[float], highest: float) -> float:
        """The largest size in which no heading's word is broken, and none is higher; where words
        are longer than their lanes are wide, the smallest."""
        fitting = min(
            (
                (width - _SIDES) / cell.longest
                for cell, width, upright in zip(self.headings, widths, self.upright, strict=True)
                if cell.longest and not upright
            ),
            default=HEADING_MOST,
        )
        size = floor(min(HEADING_MOST, fitting) / _SIZE_STEP + 1e-6) * _SIZE_STEP
        while size > HEADING_LEAST and not self._is_low(widths, size, highest):
            size -= _SIZE_STEP
        return max(HEADING_LEAST, size)

    def _is_low(self, widths: Sequence[float], size: float, highest: float) -> bool:
        """Whether headings are no higher than that, and have no more lines than they may."""
        across = (
            cell.broken((width - _SIDES) / size) <= MOST_LINES
            for cell, width, upright in zip(self.headings, widths, self.upright, strict=True)
            if not upright
        )
        return self.height(widths, size) <= highest + _SLACK and all(across)

    def turned(self, widths: Sequence[float], size: float) -> tuple[Turned | None, ...]:
        """How each heading is set at a size in points; None for those across."""
        return tuple(
            _turned(cell, width, size) if upright else None
            for cell, width, upright in zip(self.headings, widths, self.upright, strict=True)
        )


def tiers(
    headings: Sequence[str], empty: Sequence[bool], width_of: WidthOf
) -> Iterator[list[Lanes]]:
    """The lanes from comfortable to as narrow as the drawing allows; of each width, with headings
    above empty lanes in fewer or more lines."""
    cells = tuple(cell_of([text.replace("/", "/\u200b")], POINT, width_of) for text in headings)
    filled = [cell for cell, is_empty in zip(cells, empty, strict=True) if not is_empty]
    narrow = _narrow(cells, empty)
    if len(cells) < TURNED_FROM and all(map(_fits_across, filled)):
        for width in _ACROSS:
            good = LANE_ALONE if len(filled) == 1 and width == _ACROSS[0] else width
            across = [max(good, _across(cell)) for cell in cells]
            yield [_lanes(cells, across, each, empty, turned=False) for each in narrow]
    for width in _UPRIGHT:
        alike = [LANE_ALONE if len(filled) == 1 and width == _UPRIGHT[0] else width] * len(cells)
        yield [_lanes(cells, alike, each, empty, turned=True) for each in narrow]


def _narrow(cells: Sequence[Cell], empty: Sequence[bool]) -> list[list[float]]:
    """The widths of lanes without symbols, below headings of different lengths."""
    found = [[_empty_width(cell, length) for cell in cells] for length in _LENGTHS]
    return found if any(empty) else found[:1]


def _lanes(
    cells: tuple[Cell, ...],
    filled: Sequence[float],
    narrow: Sequence[float],
    empty: Sequence[bool],
    *,
    turned: bool,
) -> Lanes:
    pairs = zip(filled, narrow, empty, strict=True)
    least = tuple(thin if is_empty else width for width, thin, is_empty in pairs)
    return Lanes(cells, least, tuple(turned or each for each in empty), tuple(empty))


def _fits_across(cell: Cell) -> bool:
    """Whether a lane can be so wide that no word of its heading is broken, and it is not high."""
    room = (LANE_MOST - _SIDES) / HEADING_LEAST
    return cell.longest <= room and cell.broken(room) <= MOST_LINES


def _across(cell: Cell) -> float:
    """The least width of a lane below a heading across."""
    return _length(cell, MOST_LINES, HEADING_LEAST) - _SLACK + _SIDES


def _empty_width(cell: Cell, length: float) -> float:
    """The width of a lane without symbols whose heading is turned, and about so long."""
    lines = min(cell.broken(max(cell.longest, length / HEADING_MOST)), _EMPTY_LINES)
    return max(_EMPTY_LEAST, lines * HEADING_MOST * _LEADING * POINT + _SIDES)


def _lines(width: float, size: float) -> int:
    """How many lines of a turned heading have room side by side."""
    return max(1, floor((width - _SIDES) / (size * _LEADING * POINT) + 1e-6))


@lru_cache(maxsize=1 << 12)
def _length(cell: Cell, lines: int, size: float) -> float:
    """How long the lines are, at a size in points, of a heading that is broken into so many."""
    low, high = cell.longest, cell.whole
    while high - low > _SIZE_STEP / 10:
        middle = (low + high) / 2
        low, high = (low, middle) if cell.broken(middle) <= lines else (middle, high)
    return high * size + _SLACK


def _turned(cell: Cell, width: float, size: float) -> Turned:
    length = _length(cell, _lines(width, size), size)
    breadth = cell.broken(length / size) * size * _LEADING * POINT
    return Turned(round(length, 3), round(breadth, 3), round((width - _SIDES - breadth) / 2, 3))
