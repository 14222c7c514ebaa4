"""The cells of the flowchart table's text columns, measured as they are printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sopc.render.table_text import Column
from sopc.render.text_lines import Cell, WidthOf, cell_of

POINT = 25.4 / 72
"""Millimetres."""
_RULE, _FRAME = 0.3 * POINT, 0.8 * POINT
SPARE = 0.2
"""Millimetres by which a text may be wider in print than its words are together."""
_MARK = 2.6
"""How far the lines of a list are indented, in millimetres."""
_AMOUNT = re.compile(r"(?<![\d.,/])[.,/]*(\d[\d.,/]*\s+[^\W\d]+)")
"""A number and its unit, which should stay in one line: ``30 menit``."""
_WIDEST_WORD = 1 / 3
"""A word that is wider than so much of the table is broken."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The widths of words in the table's two faces."""

    regular: WidthOf
    bold: WidthOf


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How the style sheet sets the table's cells: letters in points, the height of a line in their
    size, padding in millimetres."""

    size: float
    leading: float
    beside: float
    above: float

    @property
    def sides(self) -> float:
        """What a column is wider than its lines, in millimetres."""
        return 2 * self.beside + _RULE + SPARE

    def height(self, lines: int) -> float:
        """The height of a cell of so many lines, in millimetres."""
        return lines * self.size * self.leading * POINT + 2 * self.above + _RULE


NORMAL = CellStyle(8.5, 11 / 8.5, 1.4, 1.0)
DENSE = CellStyle(8.0, 9.3 / 8.0, 1.2, 0.6)


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column's cells, the last that of the row of totals, and its heading; all in millimetres."""

    kind: str
    cells: tuple[Cell, ...]
    head: Cell
    below: bool
    least: float
    whole: float
    style: CellStyle

    @property
    def is_empty(self) -> bool:
        """Whether no row has a text here."""
        return not any(cell.lines for cell in self.cells)

    @property
    def is_fixed(self) -> bool:
        """Whether the column has one width only, in which no text is broken."""
        return self.kind == "order"

    def heights(self, width: float) -> list[float]:
        """The height of each cell in a column of this width, the heading's last: of one in the
        head's first row, what it needs of the second."""
        lines_width = width - self.style.sides
        lines = [cell.broken(lines_width) for cell in self.cells]
        found = [self.style.height(count) if count else 0.0 for count in lines]
        head = self.style.height(self.head.broken(lines_width))
        return [*found, head if self.below else head - self.style.height(1)]


def measured(column: Column, fonts: Fonts, style: CellStyle, total: float) -> TextColumn:
    """Measure a column of a table that is ``total`` millimetres wide."""

    def cell(texts: Sequence[str], width_of: WidthOf) -> Cell:
        indent = _MARK if len(texts) > 1 else 0.0
        return cell_of(texts, style.size * POINT, width_of, indent)

    cells = [cell(texts, fonts.regular) for texts in column.rows]
    cells.append(cell((column.total,) if column.total else (), fonts.bold))
    head = cell(column.headings, fonts.bold)
    whole = max(each.whole for each in (*cells, head))
    longest = max(each.longest for each in (*cells, head))
    if column.kind == "order":
        longest = whole + _FRAME
    elif column.kind == "time":
        longest = max(longest, _longest_amount(column, fonts, style))
    least = min(longest, total * _WIDEST_WORD)
    return TextColumn(
        column.kind,
        tuple(cells),
        head,
        column.below,
        least + style.sides,
        whole + style.sides,
        style,
    )


def _longest_amount(column: Column, fonts: Fonts, style: CellStyle) -> float:
    texts = (text for row in column.rows for text in row)
    amounts = {amount for text in texts for amount in _AMOUNT.findall(text)}
    return max((fonts.regular(each, style.size * POINT) for each in amounts), default=0.0)
