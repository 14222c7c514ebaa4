"""One page's finished drawing: placed symbols, arrows and words, as plain geometry."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from sopc.layout.geometry import Point, Rect, segments
from sopc.layout.grid import Grid, Table, fill
from sopc.layout.labels import Label, Obstacles, place_label
from sopc.layout.lines import crossings
from sopc.layout.metrics import WIDTHS
from sopc.layout.notes import place_notes
from sopc.layout.pages import Chart, lanes_with_symbols, within
from sopc.layout.routes import Route
from sopc.layout.routing import route_all
from sopc.layout.symbols import Elsewhere, SymbolKind
from sopc.layout.tracks import has_room, place


@dataclass(frozen=True, slots=True)
class PlacedSymbol:
    """A symbol where it stands; ``lane`` is the actor's key, ``text`` its word or letter.

    ``part`` is its part of the row's chain, from 1; 0 where the row is no chain. A pentagon's
    ``note`` says where it leads.
    """

    step: int
    kind: SymbolKind
    lane: str
    box: Rect
    text: str
    part: int = 0
    note: Label | None = None


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """An arrow by its corners, head at the last; its word where it has one."""

    from_step: int
    to_step: int
    points: tuple[Point, ...]
    label: Label | None
    from_part: int = 0
    to_part: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn over one page of the table, in CSS pixels from the page's top left.

    ``joints`` are bars that tie the symbols of work done jointly, behind them, from the first's
    middle to the last's; ``crossings`` counts where arrows cross, but for those that
    come together at one side of a symbol.
    """

    table: Table
    symbols: tuple[PlacedSymbol, ...]
    edges: tuple[PlacedEdge, ...]
    joints: tuple[Rect, ...]
    crossings: int


Measure: TypeAlias = Callable[[str], float]
"""Gives the width of a label in CSS pixels."""


Say: TypeAlias = Callable[[Elsewhere], str]
"""Gives the words beside a pentagon; empty for none."""


def draw(chart: Chart, table: Table, measure: Measure) -> Drawing:
    """Draw a chart of one page over its measured table."""
    return draw_all([(chart, table)], measure, lambda _: "")[0]


def draw_all(
    pages: Sequence[tuple[Chart, Table]], measure: Measure, say: Say
) -> tuple[Drawing, ...]:
    """Draw a chart's pages, each over its measured table; their symbols are all of one size, the
    usual if all arrows have room then."""
    for width in WIDTHS:
        planned = list(_planned(pages, width))
        if len(planned) == len(pages):
            break
    return tuple(
        _finished(table, *plan, measure, say)
        for (_, table), plan in zip(pages, planned, strict=True)
    )


def _planned(
    pages: Sequence[tuple[Chart, Table]], width: float
) -> Iterator[tuple[Chart, Grid, list[Route]]]:
    """Where symbols of a width stand and how arrows go, up to the first page without room.

    Charts are reduced to the lanes in which anything stands: between these, arrows are free.
    """
    lanes = lanes_with_symbols(chart for chart, _ in pages)
    for chart, table in pages:
        used = within(chart, lanes)
        grid = fill(used, replace(table, lanes=[table.lanes[lane] for lane in lanes]), width)
        must_fit = width > WIDTHS[-1]
        if must_fit and not has_room((), grid):
            return
        routes = route_all(used.links, grid)
        if must_fit and not has_room(routes, grid):
            return
        yield used, grid, routes


def _finished(
    table: Table,
    chart: Chart,
    grid: Grid,
    routes: Sequence[Route],
    measure: Measure,
    say: Say,
) -> Drawing:
    """The drawing of a page whose arrows' ways are chosen."""
    lines = place(routes, grid)
    joints = tuple(grid.bars)
    symbols = [s for placed in grid.bands for s in placed.band.symbols]
    pieces = [piece for line in lines for piece in segments(line)]
    obstacles = Obstacles(grid, table, symbols, pieces, joints)
    edges = []
    for link, points in zip(chart.links, lines, strict=True):
        label = place_label(link.label, points, obstacles, measure) if link.label else None
        steps, parts = (link.from_step, link.to_step), (link.from_part, link.to_part)
        edges.append(PlacedEdge(*steps, points, label, *parts))
    notes = place_notes(lambda s: say(s.elsewhere) if s.elsewhere else "", obstacles, measure)
    placed = tuple(
        PlacedSymbol(
            *(s.step, s.kind, chart.lanes[s.lane], grid.boxes[s.id], s.text, s.part),
            notes.get(s.id),
        )
        for s in symbols
    )
    return Drawing(table, placed, tuple(edges), joints, crossings(lines))
