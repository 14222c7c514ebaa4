"""One page's finished drawing: placed symbols, arrows and words, as plain geometry."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from sopc.layout.flow import SymbolKind
from sopc.layout.geometry import Point, Rect, segments
from sopc.layout.grid import Grid, Table, fill
from sopc.layout.labels import Label, Obstacles, place_label
from sopc.layout.lines import crossings
from sopc.layout.pages import Chart
from sopc.layout.routing import route_all
from sopc.layout.tracks import most_tracks, place


@dataclass(frozen=True, slots=True)
class PlacedSymbol:
    """A symbol where it stands; ``lane`` is the actor's key, ``text`` its word or letter."""

    step: int
    kind: SymbolKind
    lane: str
    box: Rect
    text: str


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """An arrow by its corners, head at the last; its word where it has one."""

    from_step: int
    to_step: int
    points: tuple[Point, ...]
    label: Label | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn over one page of the table, in CSS pixels from the page's top left.

    ``joints`` tie the symbols of a step that is done jointly; ``crossings`` counts where arrows
    to different symbols cross.
    """

    table: Table
    symbols: tuple[PlacedSymbol, ...]
    edges: tuple[PlacedEdge, ...]
    joints: tuple[tuple[Point, Point], ...]
    crossings: int


def draw(chart: Chart, table: Table, measure: Callable[[str], float]) -> Drawing:
    """Draw a chart over a measured table. ``measure`` gives the width of a label in pixels."""
    grid = fill(chart, table, tracks=2)
    routes = route_all(chart.links, grid)
    busiest = most_tracks(routes, grid)
    if busiest > 2:  # make room for them between the lanes; their ways stay the same
        grid = fill(chart, table, busiest)
        routes = route_all(chart.links, grid)
    lines = place(routes, grid)
    joints = _joints(grid)
    symbols = [s for band in grid.bands for s in band.group.symbols]
    pieces = [piece for line in (*lines, *joints) for piece in segments(line)]
    obstacles = Obstacles(grid, symbols, pieces)
    edges = []
    for link, points in zip(chart.links, lines, strict=True):
        label = place_label(link.label, points, obstacles, measure) if link.label else None
        edges.append(PlacedEdge(link.from_step, link.to_step, points, label))
    placed = tuple(
        PlacedSymbol(s.step, s.kind, chart.lanes[s.lane], grid.boxes[s.id], s.text) for s in symbols
    )
    found = crossings(zip(chart.links, lines, strict=True))
    return Drawing(table, placed, tuple(edges), joints, found)


def _joints(grid: Grid) -> tuple[tuple[Point, Point], ...]:
    ties = []
    for band in grid.bands:
        own = [s for s in band.group.symbols if s.kind is not SymbolKind.OFFPAGE]
        for left, right in pairwise(own):
            ties.append((grid.port(left, "right"), grid.port(right, "left")))
    return tuple(ties)
