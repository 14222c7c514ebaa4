"""Fit a flowchart to its real table: lay the table out, measure it, make room, draw.

A table of several pages is laid out twice: once to learn how high its rows are, and again with the
page breaks planned and room for their pentagons.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sopc.catalogue.catalogue import Entry
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.layout.drawing import Drawing, draw_all
from sopc.layout.geometry import PX_PER_MM
from sopc.layout.grid import Table
from sopc.layout.metrics import row_height, strip_height
from sopc.layout.pages import Chart, split
from sopc.layout.symbols import Flow
from sopc.render.breaks import Measured, may_save_a_page, measure_rows, pages_of, planned
from sopc.render.faults import TooTall
from sopc.render.flows import flow_of
from sopc.render.html import Pages
from sopc.render.identity import settled
from sopc.render.page import LaidOut, PageEngine, joined
from sopc.render.paper import paper_of
from sopc.render.sheet import Sheet
from sopc.render.sop_views import RowRoom, RowView

_ATTEMPTS = 4
"""So often breaks are planned; then they stay where the table was really broken."""
_LESS = 8.0
"""By so many CSS pixels a page is taken for lower after a plan that did not fit."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How tightly a chart is set, and the least part of their usual heights that its rows and its
    signature block need then."""

    dense: bool
    compact: bool
    rows: float
    signature: float


_USUAL = _Style(dense=False, compact=False, rows=1.0, signature=1.0)
_TIGHTER = (
    _Style(dense=False, compact=True, rows=1.0, signature=0.6),
    _Style(dense=True, compact=True, rows=0.8, signature=0.6),
)


@dataclass(frozen=True, slots=True)
class FittedSop:
    """An SOP's laid-out pages, and the drawing of each page that has one (by page from 0)."""

    laid_out: LaidOut
    drawings: dict[int, Drawing]


def fit_sop(
    entry: Entry, pages: Pages, engine: PageEngine, measure: Callable[[str], float]
) -> FittedSop:
    """Lay out an SOP and draw its flowchart over the measured table.

    A signature block, or a table with it, that misses a page by little is set tighter, if that
    saves the page. A row higher than a page is broken; its symbols stand in its first part. Where
    the form has it so, a flowchart that fits there stands below the identity part. Raises TooTall
    for a row whose symbols alone are higher than a page.
    """
    front = settled(lambda setting: engine.lay_out(pages.sop(entry, setting)))
    if not entry.sop.steps:
        return FittedSop(front, {})
    form = pages.settings.form
    flow = flow_of(entry.sop, form)
    whole = {row.step: RowRoom(row_height(row)) for row in flow.rows}
    bottom = paper_of(form).bottom * PX_PER_MM
    if form.chart.place == "menyambung":
        together = _together(entry, pages, engine, front, whole)
        if together is not None:
            return FittedSop(together, _drawings(together.sheets, flow, frozenset(), measure))

    def lay_out(style: _Style, rooms: Mapping[int, RowRoom], *, sheets: bool = False) -> LaidOut:
        rows = [
            RowView.of(place, step, rooms[place], form)
            for place, step in enumerate(entry.sop.steps, start=1)
        ]
        chart = pages.chart(entry, rows, dense=style.dense, compact=style.compact, sheets=sheets)
        laid_out = engine.lay_out(chart)
        _check_measured(laid_out.sheets, flow, rooms)
        return laid_out

    style, first = _first(lay_out, whole, bottom)
    _check_heights(entry, whole, measure_rows(first.sheets, bottom))
    tall, chart = _settled(flow, first, bottom, partial(lay_out, style, sheets=True))
    laid_out = joined(front, chart)
    _check_headed(entry, laid_out.sheets)
    return FittedSop(laid_out, _drawings(laid_out.sheets, flow, tall, measure))


def _together(
    entry: Entry, pages: Pages, engine: PageEngine, front: LaidOut, whole: Mapping[int, RowRoom]
) -> LaidOut | None:
    """The identity page with the whole flowchart below it; None where that needs another page."""
    if sum(room.height for room in whole.values()) > front.sheets[-1].height:
        return None
    rows = [
        RowView.of(place, step, whole[place], pages.settings.form)
        for place, step in enumerate(entry.sop.steps, start=1)
    ]
    for style in (_USUAL, *_TIGHTER):
        html = pages.together(entry, rows, dense=style.dense, compact=style.compact)
        laid_out = engine.lay_out(html)
        there = laid_out.sheets[-1].anchors
        has_all = {"lane-0", *(f"row-{row.step}" for row in rows)} <= there.keys()
        if len(laid_out.sheets) == len(front.sheets) and has_all:
            return laid_out
    return None


def _first(
    lay_out: Callable[["_Style", Mapping[int, RowRoom]], LaidOut],
    whole: Mapping[int, RowRoom],
    bottom: float,
) -> tuple["_Style", LaidOut]:
    """The layout to begin with, in the first style that saves a page, else the usual one."""
    usual = lay_out(_USUAL, whole)
    if len(usual.sheets) > 1:
        for style in _TIGHTER:
            least = {step: room.height for step, room in whole.items()}
            if may_save_a_page(usual.sheets, least, style.rows, style.signature, bottom):
                tighter = lay_out(style, whole)
                if len(tighter.sheets) < len(usual.sheets):
                    return style, tighter
    return _USUAL, usual


def _check_measured(sheets: Sequence[Sheet], flow: Flow, rooms: Mapping[int, RowRoom]) -> None:
    """Raises SopcError for a template without the ids that are measured."""
    found = {name for sheet in sheets for name in sheet.anchors}
    wanted: list[str] = []
    for step, room in rooms.items():
        wanted += [f"row-{step}"]
        wanted += [f"above-{step}"] if room.above else []
        wanted += [f"below-{step}"] if room.below else []
    wanted += [f"lane-{lane}" for lane in range(len(flow.lanes))]
    missing = [name for name in wanted if name not in found]
    if missing:
        raise SopcError(
            Phrase("the template chart.html.j2 gives nothing the id `{id}`", id=missing[0])
        )


def _check_heights(entry: Entry, rooms: Mapping[int, RowRoom], chart: Measured) -> None:
    """Raises TooTall for a row whose symbols no page has room for."""
    for step, room in rooms.items():
        if room.height > chart.later:
            raise TooTall(entry.name, step)


def _check_headed(entry: Entry, sheets: Sequence[Sheet]) -> None:
    """Raises TooTall for a row beside which there is no room for the lanes' headings."""
    for sheet, page in zip(_begun(sheets), pages_of(sheets), strict=True):
        if "lane-0" not in sheets[sheet].anchors:
            raise TooTall(entry.name, page[0])


def _settled(
    flow: Flow,
    laid_out: LaidOut,
    bottom: float,
    lay_out: Callable[[Mapping[int, RowRoom]], LaidOut],
) -> tuple[frozenset[int], LaidOut]:
    """The layout with its breaks as planned and room for their pentagons; which rows are tall."""
    chart = measure_rows(laid_out.sheets, bottom)
    if len(laid_out.sheets) == 1:
        return chart.tall, laid_out
    tall = chart.tall
    if tall:  # where they may be broken, pages keep their headings, and have less room
        rooms = {row.step: RowRoom(row_height(row), tall=row.step in tall) for row in flow.rows}
        chart = measure_rows(lay_out(rooms).sheets, bottom)

    def strips(pages: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
        charts = split(flow, pages, tall)
        return [(strip_height(each.above), strip_height(each.below)) for each in charts]

    plan = planned(chart, strips)
    attempt = 0
    while True:
        attempt += 1
        laid_out = lay_out(_rooms(split(flow, plan, tall), tall))
        broken = pages_of(laid_out.sheets)
        if broken == plan:
            return tall, laid_out
        if attempt < _ATTEMPTS:
            lower = attempt * _LESS
            first, later = chart.first - lower, chart.later - lower
            plan = planned(replace(chart, first=first, later=later), strips)
        else:
            plan = broken


def _rooms(charts: Sequence[Chart], tall: frozenset[int]) -> dict[int, RowRoom]:
    rooms = {}
    for number, chart in enumerate(charts):
        for row in chart.rows:
            rooms[row.step] = RowRoom(
                row_height(row),
                above=strip_height(chart.above) if row is chart.rows[0] else 0.0,
                below=strip_height(chart.below) if row is chart.rows[-1] else 0.0,
                breaks=number > 0
                and row is chart.rows[0]
                and charts[number - 1].rows[-1].step not in tall,
                tall=row.step in tall,
            )
    return rooms


def _drawings(
    sheets: Sequence[Sheet],
    flow: Flow,
    tall: frozenset[int],
    measure: Callable[[str], float],
) -> dict[int, Drawing]:
    begun, charts = _begun(sheets), split(flow, pages_of(sheets), tall)
    tables = [
        _table(sheets[index], len(flow.lanes), chart)
        for index, chart in zip(begun, charts, strict=True)
    ]
    drawings = draw_all(list(zip(charts, tables, strict=True)), measure)
    return dict(zip(begun, drawings, strict=True))


def _begun(sheets: Sequence[Sheet]) -> list[int]:
    """The sheets, from 0, on which steps begin."""
    first = [f"row-{page[0]}" for page in pages_of(sheets)]
    return [next(i for i, sheet in enumerate(sheets) if name in sheet.anchors) for name in first]


def _table(sheet: Sheet, lanes: int, chart: Chart) -> Table:
    columns = [sheet.anchors[f"lane-{lane}"] for lane in range(lanes)]

    def extent(name: str) -> tuple[float, float]:
        return sheet.anchors[name].y0, sheet.anchors[name].y1

    first, last = chart.rows[0].step, chart.rows[-1].step
    return Table(
        [(column.x0, column.x1) for column in columns],
        {row.step: extent(f"row-{row.step}") for row in chart.rows},
        extent(f"above-{first}") if chart.above else None,
        extent(f"below-{last}") if chart.below else None,
    )
