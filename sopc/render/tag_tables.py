"""Tables' tags: which headings stand over which cells (ISO 32000-1, 14.8.5.7)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sopc.render.tags import Tag, TaggedCell


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell, with the row and the column, from 0, of its upper left corner."""

    tag: Tag
    cell: TaggedCell
    row: int
    column: int

    @property
    def columns(self) -> range:
        """The columns over which it stands."""
        return range(self.column, self.column + self.cell.columns)

    @property
    def rows(self) -> range:
        """The rows over which it stands."""
        return range(self.row, self.row + self.cell.rows)


def rows_of(tag: Tag) -> Iterator[tuple[Tag, bool]]:
    """A table's rows from the top, and whether each is in its head."""
    for kid in tag.kids:
        if isinstance(kid, Tag) and kid.kind == "TR":
            yield kid, tag.kind == "THead"
        elif isinstance(kid, Tag) and kid.kind in ("THead", "TBody", "TFoot"):
            yield from rows_of(kid)


def grid(table: Tag) -> list[Placed]:
    """A table's cells where they stand, row by row."""
    found: list[Placed] = []
    reach: dict[int, int] = {}  # the row at which a column is free again
    for number, (row, _) in enumerate(rows_of(table)):
        column = 0
        for tag in row.kids:
            if not isinstance(tag, Tag) or tag.cell is None:
                continue
            while reach.get(column, 0) > number:
                column += 1
            placed = Placed(tag, tag.cell, number, column)
            found.append(placed)
            reach |= dict.fromkeys(placed.columns, number + placed.cell.rows)
            column += placed.cell.columns
    return found


def with_headers(table: Tag, keys: Iterator[int]) -> Tag:
    """A table whose headings say over which cells they stand, and, where the head has several
    rows or rows have headings, whose cells name their headings; ``keys`` are for those."""
    over_columns = [is_head or _is_of_headings(row) for row, is_head in rows_of(table)]
    cells = [_scoped(placed, over_columns[placed.row]) for placed in grid(table)]
    if not _has_several(cells):
        return _rebuilt(table, [placed.cell for placed in cells])
    found = _Headings(cells)
    named = [() if placed.cell.scope == "Column" else found.over(placed) for placed in cells]
    used = sorted({number for group in named for number in group})
    key_of = dict(zip(used, keys, strict=False))
    return _rebuilt(
        table,
        [
            replace(
                placed.cell,
                key=key_of.get(number),
                headers=tuple(key_of[each] for each in group),
            )
            for number, (placed, group) in enumerate(zip(cells, named, strict=True))
        ],
    )


def _is_of_headings(row: Tag) -> bool:
    return all(isinstance(kid, Tag) and kid.kind == "TH" for kid in row.kids)


def _scoped(placed: Placed, over_columns: bool) -> Placed:
    """With its scope, if it is a heading without one."""
    if placed.tag.kind != "TH" or placed.cell.scope:
        return placed
    scope = "Column" if over_columns else "Row"
    return replace(placed, cell=replace(placed.cell, scope=scope))


def _has_several(cells: list[Placed]) -> bool:
    """Whether headings of columns stand in several rows, or some are of rows."""
    headings = [placed for placed in cells if placed.tag.kind == "TH"]
    rows = {placed.row for placed in headings if placed.cell.scope == "Column"}
    return len(rows) > 1 or any(placed.cell.scope == "Row" for placed in headings)


class _Headings:
    """A table's headings, each by its number among the cells."""

    def __init__(self, cells: list[Placed]) -> None:
        self._of_rows: dict[int, list[int]] = defaultdict(list)
        for number, placed in enumerate(cells):
            if placed.cell.scope == "Row":
                for row in placed.rows:
                    self._of_rows[row].append(number)
        self._by_place = {
            (row, column): number
            for number, placed in enumerate(cells)
            for row in placed.rows
            for column in placed.columns
        }
        self._is_over = [placed.cell.scope == "Column" for placed in cells]

    def over(self, placed: Placed) -> tuple[int, ...]:
        """Those over a cell: the nearest above it, from the top, and those of its rows; over the
        heading of a row only the former."""
        found: dict[int, None] = {}
        for column in placed.columns:
            found |= dict.fromkeys(reversed(self._nearest(placed.row, column)))
        for row in placed.rows if not placed.cell.scope else ():
            found |= dict.fromkeys(self._of_rows[row])
        return tuple(found)

    def _nearest(self, row: int, column: int) -> list[int]:
        """The headings next above a place that follow one another, from below."""
        found: list[int] = []
        for above in range(row - 1, -1, -1):
            number = self._by_place.get((above, column))
            if number is not None and self._is_over[number]:
                found.append(number)
            elif found:
                break
        return found


def _rebuilt(table: Tag, cells: Sequence[TaggedCell]) -> Tag:
    """The table with these cells, which are as many and in the same order as its own."""
    following = iter(cells)

    def rebuilt(tag: Tag) -> Tag:
        kids = []
        for kid in tag.kids:
            if isinstance(kid, Tag) and kid.cell is not None and tag.kind == "TR":
                kid = replace(kid, cell=next(following))
            elif isinstance(kid, Tag) and kid.kind in ("TR", "THead", "TBody", "TFoot"):
                kid = rebuilt(kid)
            kids.append(kid)
        return replace(tag, kids=tuple(kids))

    return rebuilt(table)
