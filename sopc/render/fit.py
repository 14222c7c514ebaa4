"""Fit a flowchart to its real table: lay the table out, measure it, make room, draw.

Rows need room for the pentagons of page breaks, and where the breaks fall depends on the rows'
heights; so the two are settled together, in a few rounds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.form import Form
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.layout.drawing import Drawing, draw
from sopc.layout.flow import Flow
from sopc.layout.grid import Table
from sopc.layout.metrics import row_height
from sopc.layout.pages import Chart, split
from sopc.render.breaks import may_save_a_page, pages_of, with_company
from sopc.render.faults import TooTall
from sopc.render.flows import flow_of
from sopc.render.html import Pages
from sopc.render.page import LaidOut, PageEngine, joined
from sopc.render.sheet import Sheet
from sopc.render.views import RowView

_FREE_ROUNDS = 2
"""So many rounds may move page breaks; then those there are stay, and only new ones come."""


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
    saves the page. Raises TooTall.
    """
    front = engine.lay_out(pages.sop(entry))
    if not entry.sop.steps:
        return FittedSop(front, {})
    form = pages.settings.form
    flow = flow_of(entry.sop, form)
    whole = _heights(split(flow, [[row.step for row in flow.rows]]))

    def lay_out(style: _Style, heights: Mapping[int, float], forced: set[int]) -> LaidOut:
        rows = _rows(entry, heights, forced, form)
        chart = pages.chart(entry, rows, dense=style.dense, compact=style.compact)
        laid_out = engine.lay_out(chart)
        _check_measured(entry, laid_out.sheets, flow)
        return laid_out

    style, first = _first(lay_out, whole)
    laid_out = joined(front, _settled(flow, first, whole, partial(lay_out, style)))
    return FittedSop(laid_out, _drawings(laid_out.sheets, flow, measure))


def _first(
    lay_out: Callable[["_Style", Mapping[int, float], set[int]], LaidOut],
    heights: Mapping[int, float],
) -> tuple["_Style", LaidOut]:
    """The layout to begin with, in the first style that saves a page, else the usual one."""
    usual = lay_out(_USUAL, heights, set())
    if len(usual.sheets) > 1:
        for style in _TIGHTER:
            if may_save_a_page(usual.sheets, heights, style.rows, style.signature):
                tighter = lay_out(style, heights, set())
                if len(tighter.sheets) < len(usual.sheets):
                    return style, tighter
    return _USUAL, usual


def _check_measured(entry: Entry, sheets: Sequence[Sheet], flow: Flow) -> None:
    """Whether the table can be drawn over. Raises TooTall for a row that fills a page, which
    leaves no room for the lanes' heading, and SopcError for a template without the ids that are
    measured."""
    for row in flow.rows:
        places = [sheet.anchors for sheet in sheets if f"row-{row.step}" in sheet.anchors]
        if not places:
            name = f"row-{row.step}"
            raise SopcError(
                Phrase("the template chart.html.j2 gives no row the id `{id}`", id=name)
            )
        if len(places) > 1 or any(f"lane-{n}" not in places[0] for n in range(len(flow.lanes))):
            raise TooTall(entry.name, row.step)


def _settled(
    flow: Flow,
    laid_out: LaidOut,
    heights: Mapping[int, float],
    lay_out: Callable[[Mapping[int, float], set[int]], LaidOut],
) -> LaidOut:
    """The layout once row heights and page breaks agree."""
    forced: set[int] = set()
    most = 0
    for round_number in count():
        broken = wanted = pages_of(laid_out.sheets)
        if round_number >= _FREE_ROUNDS:  # heights and breaks chase each other
            forced |= {page[0] for page in broken[1:]}
        elif len(laid_out.sheets) > most:
            most = len(laid_out.sheets)
            wanted = with_company(laid_out.sheets)
            forced = {wanted[-1][0]} if wanted != broken else set()
        needed = _heights(split(flow, wanted))
        if needed == heights and wanted == broken:
            break
        heights = needed
        laid_out = lay_out(heights, forced)
    return laid_out


def _rows(
    entry: Entry, heights: Mapping[int, float], forced: set[int], form: Form
) -> list[RowView]:
    return [
        RowView.of(place, step, round(heights[place], 2), breaks=place in forced, form=form)
        for place, step in enumerate(entry.sop.steps, start=1)
    ]


def _heights(charts: Sequence[Chart]) -> dict[int, float]:
    return {row.step: row_height(row) for chart in charts for row in chart.rows}


def _drawings(
    sheets: Sequence[Sheet], flow: Flow, measure: Callable[[str], float]
) -> dict[int, Drawing]:
    pages = pages_of(sheets)
    drawn = [
        i for i, s in enumerate(sheets) if any(f"row-{page[0]}" in s.anchors for page in pages)
    ]
    return {
        index: draw(chart, _table(sheets[index], len(flow.lanes), chart), measure)
        for index, chart in zip(drawn, split(flow, pages), strict=True)
    }


def _table(sheet: Sheet, lanes: int, chart: Chart) -> Table:
    columns = [sheet.anchors[f"lane-{lane}"] for lane in range(lanes)]
    rows = {row.step: sheet.anchors[f"row-{row.step}"] for row in chart.rows}
    return Table(
        [(column.x0, column.x1) for column in columns],
        {step: (rect.y0, rect.y1) for step, rect in rows.items()},
    )
