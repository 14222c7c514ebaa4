"""Fit a flowchart to its real table: lay the table out, measure it, make room, draw.

Rows need room for the pentagons of page breaks, and where the breaks fall depends on the rows'
heights; so the two are settled together, in a few rounds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sopc.catalogue.catalogue import Entry
from sopc.diagnostics import SopcError
from sopc.layout.drawing import Drawing, draw
from sopc.layout.flow import Flow, build_flow
from sopc.layout.grid import Table
from sopc.layout.metrics import row_height
from sopc.layout.pages import Chart, split
from sopc.render.html import Pages, RowView
from sopc.render.page import LaidOut, PageEngine, Sheet, joined

_ROUNDS = 6
_LAST_STEPS = 3
"""How many steps stand on the last page with the signature, if there are enough."""


@dataclass(frozen=True, slots=True)
class FittedSop:
    """An SOP's laid-out pages, and the drawing of each page that has one (by page from 0)."""

    laid_out: LaidOut
    drawings: dict[int, Drawing]


def fit_sop(
    entry: Entry, pages: Pages, engine: PageEngine, measure: Callable[[str], float]
) -> FittedSop:
    """Lay out an SOP and draw its flowchart over the measured table.

    A table that misses a page by little is set tighter, if that saves the page.
    """
    front = engine.lay_out(pages.sop(entry))
    if not entry.sop.steps:
        return FittedSop(front, {})
    separate = pages.settings.drawing.terminal == "terpisah"
    flow = build_flow(entry.sop, separate_terminals=separate)
    steps = [row.step for row in flow.rows]
    whole = _heights(split(flow, [steps]))

    def lay_out(heights: Mapping[int, float], forced: set[int], *, dense: bool) -> LaidOut:
        return engine.lay_out(pages.chart(entry, _rows(entry, heights, forced), dense=dense))

    first = lay_out(whole, set(), dense=False)
    _check_measured(entry, first.sheets, flow)
    dense = False
    if len(_pages_of(first.sheets, steps)) > 1 or _is_alone(first.sheets):
        tighter = lay_out(whole, set(), dense=True)
        dense = len(tighter.sheets) < len(first.sheets)
        first = tighter if dense else first
    settle = partial(lay_out, dense=dense)
    laid_out = joined(front, _settled(flow, steps, first, whole, settle))
    return FittedSop(laid_out, _drawings(laid_out.sheets, flow, steps, measure))


def _check_measured(entry: Entry, sheets: Sequence[Sheet], flow: Flow) -> None:
    """Whether the table can be drawn over. Raises SopcError for a row that fills a page, which
    leaves no room for the lanes' heading, and for a template without the ids that are measured."""
    for row in flow.rows:
        places = [sheet.anchors for sheet in sheets if f"row-{row.step}" in sheet.anchors]
        if not places:
            raise SopcError(f"the template chart.html.j2 gives no row the id `row-{row.step}`")
        if len(places) > 1 or any(f"lane-{n}" not in places[0] for n in range(len(flow.lanes))):
            name = entry.sop.number or entry.name
            raise SopcError(
                f"{name}: step {row.step} is taller than a page; shorten its texts, or split it"
            )


def _settled(
    flow: Flow,
    steps: Sequence[int],
    laid_out: LaidOut,
    heights: Mapping[int, float],
    lay_out: Callable[[Mapping[int, float], set[int]], LaidOut],
) -> LaidOut:
    """The layout once row heights and page breaks agree."""
    forced: set[int] = set()
    for round_number in range(_ROUNDS):
        broken = _pages_of(laid_out.sheets, steps)
        moved = _first_of_last_page(laid_out.sheets, broken)
        if moved is not None and moved not in forced:
            forced.add(moved)
        else:
            needed = _heights(split(flow, broken))
            if needed == heights:
                break
            if round_number >= 2:  # heights and breaks chase each other: keep these breaks
                forced |= {page[0] for page in broken[1:]}
            heights = needed
        laid_out = lay_out(heights, forced)
    return laid_out


def _rows(entry: Entry, heights: Mapping[int, float], forced: set[int]) -> list[RowView]:
    return [
        RowView(number, step.number or number, step, round(heights[number], 2), number in forced)
        for number, step in enumerate(entry.sop.steps, start=1)
    ]


def _heights(charts: Sequence[Chart]) -> dict[int, float]:
    return {row.step: row_height(row) for chart in charts for row in chart.rows}


def _pages_of(sheets: Sequence[Sheet], steps: Sequence[int]) -> list[list[int]]:
    """The steps on each page that has any, as the table was really broken."""
    broken = [[s for s in steps if f"row-{s}" in sheet.anchors] for sheet in sheets]
    return [page for page in broken if page]


def _is_alone(sheets: Sequence[Sheet]) -> bool:
    """Whether the signature stands on a page without any step."""
    last = sheets[-1].anchors
    return "signature" in last and not any(name.startswith("row-") for name in last)


def _first_of_last_page(sheets: Sequence[Sheet], broken: Sequence[Sequence[int]]) -> int | None:
    """The step to begin the last page with, when too few steps or none keep the signature company.

    None when the last page is well filled, or the page before it would be left as empty.
    """
    last = [s for page in broken[-1:] for s in page if f"row-{s}" in sheets[-1].anchors]
    lacking = _LAST_STEPS - len(last)
    before = broken[-2] if last and len(broken) > 1 else broken[-1]
    if lacking <= 0 or (last and len(broken) == 1) or len(before) < lacking + _LAST_STEPS:
        return before[-1] if not last and len(before) > 1 else None
    return before[-lacking]


def _drawings(
    sheets: Sequence[Sheet],
    flow: Flow,
    steps: Sequence[int],
    measure: Callable[[str], float],
) -> dict[int, Drawing]:
    numbered = [(i, s) for i, s in enumerate(sheets) if any(f"row-{n}" in s.anchors for n in steps)]
    charts = split(flow, _pages_of(sheets, steps))
    return {
        index: draw(chart, _table(sheet, len(flow.lanes), chart), measure)
        for (index, sheet), chart in zip(numbered, charts, strict=True)
    }


def _table(sheet: Sheet, lanes: int, chart: Chart) -> Table:
    columns = [sheet.anchors[f"lane-{lane}"] for lane in range(lanes)]
    rows = {row.step: sheet.anchors[f"row-{row.step}"] for row in chart.rows}
    return Table(
        [(column.x0, column.x1) for column in columns],
        {step: (rect.y0, rect.y1) for step, rect in rows.items()},
    )
