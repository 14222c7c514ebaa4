"""Tables: as many cells in each row as in the others, and headings for all of them."""

from collections.abc import Iterator

from tests.pdfua.reading import Element, Reading


def regular(reading: Reading) -> Iterator[str]:
    """7.2: cells fill the table, each place once."""
    for table in _tables(reading):
        places = [(row, column) for _, span in _placed(table) for row, column in span]
        if len(set(places)) != len(places):
            yield "7.2: cells of a table stand over each other"
        rows = 1 + max((row for row, _ in places), default=-1)
        columns = 1 + max((column for _, column in places), default=-1)
        if len(set(places)) != rows * columns or rows != len(list(_rows(table))):
            yield f"7.2: a table of {rows} rows and {columns} columns has {len(places)} cells"


def headed(reading: Reading) -> Iterator[str]:
    """7.5: each cell with content has a heading, that it names or that says it stands over it."""
    names = {bytes(e.raw.ID): e for e in reading.elements if "/ID" in e.raw}
    for table in _tables(reading):
        placed = list(_placed(table))
        scopes = [(e, span, _scope(e)) for e, span in placed if e.kind == "TH"]
        for cell, span in placed:
            if cell.kind != "TD" or not (cell.marked or cell.kids):
                continue
            given = cell.attribute("/Table", "/Headers")
            keys = [bytes(key) for key in given.as_list()] if given is not None else []
            if any(key not in names or names[key].kind != "TH" for key in keys):
                yield "7.5: a cell names what is no heading"
            if not keys and not any(_stands_over(s, scope, span) for _, s, scope in scopes):
                yield "7.5: a cell without a heading"


def _scope(heading: Element) -> str:
    return str(heading.attribute("/Table", "/Scope"))


def _stands_over(heading: list[tuple[int, int]], scope: str, cell: list[tuple[int, int]]) -> bool:
    columns = {column for _, column in heading} & {column for _, column in cell}
    rows = {row for row, _ in heading} & {row for row, _ in cell}
    if scope in ("/Column", "/Both") and columns:
        return min(row for row, _ in heading) < min(row for row, _ in cell)
    return scope in ("/Row", "/Both") and bool(rows)


def _tables(reading: Reading) -> Iterator[Element]:
    return (element for element in reading.elements if element.kind == "Table")


def _rows(element: Element) -> Iterator[Element]:
    for kid in element.kids:
        if kid.kind == "TR":
            yield kid
        elif kid.kind in ("THead", "TBody", "TFoot"):
            yield from _rows(kid)


def _placed(table: Element) -> Iterator[tuple[Element, list[tuple[int, int]]]]:
    """Each cell with the places that it takes."""
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(_rows(table)):
        column = 0
        for cell in element.kids:
            while (row, column) in taken:
                column += 1
            width, height = (
                int(cell.attribute("/Table", key) or 1) for key in ("/ColSpan", "/RowSpan")
            )
            span = [(row + y, column + x) for y in range(height) for x in range(width)]
            taken |= set(span)
            yield cell, span
            column += width
