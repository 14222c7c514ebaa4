"""Drawings' tags: a picture below its table for each sheet, and in each lane's cell its symbol."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sopc.layout.drawing import Drawing, PlacedSymbol
from sopc.layout.geometry import Rect
from sopc.layout.symbols import SymbolKind
from sopc.render.tag_tables import grid, rows_of
from sopc.render.tags import Content, Tag, changed

_PT = 0.75


@dataclass(frozen=True, slots=True)
class ToldDrawing:
    """A drawing and what is told of it: its page from 0, the height of that in CSS pixels, the
    number of its first marked content there, its own text and those of its symbols.

    The first content is the picture, with all that is in no cell; then come the symbols.
    """

    drawing: Drawing
    page: int
    height: float
    first: int
    text: str
    symbol_texts: tuple[str, ...]


def in_cells(drawing: Drawing) -> tuple[PlacedSymbol, ...]:
    """The symbols that stand in lanes' cells, as they are painted; others stand at page breaks."""
    return tuple(s for s in drawing.symbols if s.kind is not SymbolKind.OFFPAGE)


def with_charts(
    tags: tuple[Tag, ...], drawings: Iterable[ToldDrawing], lanes: Sequence[str]
) -> tuple[Tag, ...]:
    """The tags of an SOP's pages with its drawings; ``lanes`` are the lanes' keys.

    The table is found by the ids that its template gives rows and lanes.
    """
    told = list(drawings)
    symbols: dict[tuple[str, str], list[Tag]] = {}
    for each in told:
        numbered = zip(in_cells(each.drawing), each.symbol_texts, strict=True)
        for number, (symbol, text) in enumerate(numbered, start=each.first + 1):
            span = Tag("Span", (Content(each.page, number),), actual=text)
            place = (f"row-{symbol.step}", f"lane-{lanes.index(symbol.lane)}")
            symbols.setdefault(place, []).append(span)
    figures = tuple(map(_figure, told))

    def change(tag: Tag) -> Tag | None:
        if not any(isinstance(kid, Tag) and _has_steps(kid) for kid in tag.kids):
            return None
        kids = [
            other
            for kid in tag.kids
            for other in (
                (_filled(kid, symbols), *figures)
                if isinstance(kid, Tag) and _has_steps(kid)
                else (kid,)
            )
        ]
        return replace(tag, kids=tuple(kids))

    (whole,) = changed((Tag("Document", tags),), change)
    assert isinstance(whole, Tag)
    return tuple(tag for tag in whole.kids if isinstance(tag, Tag))


def _has_steps(tag: Tag) -> bool:
    return tag.kind == "Table" and any(p.tag.name.startswith("lane-") for p in grid(tag))


def _filled(table: Tag, symbols: Mapping[tuple[str, str], Sequence[Tag]]) -> Tag:
    """The table with the symbols in its cells."""
    column_of = {p.tag.name: p.column for p in grid(table) if p.tag.name.startswith("lane-")}
    cells = {(placed.row, placed.column): placed.tag for placed in grid(table)}
    row_of = {row.name: number for number, (row, _) in enumerate(rows_of(table))}
    spans: dict[int, tuple[Tag, ...]] = {}
    for (row_name, lane), found in symbols.items():
        cell = cells[row_of[row_name], column_of[lane]]
        spans[id(cell)] = tuple(found)

    def change(tag: Tag) -> Tag | None:
        more = spans.get(id(tag))
        return replace(tag, kids=(*tag.kids, *more)) if more else None

    (other,) = changed((table,), change)
    assert isinstance(other, Tag)
    return other


def _figure(told: ToldDrawing) -> Tag:
    box = _extent(told.drawing)
    edges = (box.x0, told.height - box.y1, box.x1, told.height - box.y0)
    left, lower, right, upper = (round(edge * _PT, 2) for edge in edges)
    return Tag(
        "Figure",
        (Content(told.page, told.first),),
        alt=told.text,
        box=(left, lower, right, upper),
    )


def _extent(drawing: Drawing) -> Rect:
    """All that a drawing covers."""
    boxes = [*(symbol.box for symbol in drawing.symbols), *drawing.joints]
    boxes += [edge.label.box for edge in drawing.edges if edge.label is not None]
    points = [point for edge in drawing.edges for point in edge.points]
    xs = [x for box in boxes for x in (box.x0, box.x1)] + [x for x, _ in points]
    ys = [y for box in boxes for y in (box.y0, box.y1)] + [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs), max(ys))
