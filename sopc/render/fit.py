"""Fit a flowchart to its real table: lay the table out, measure it, make room, draw.

Rows need room for the pentagons of page breaks, and where the breaks fall depends on the rows'
heights; so the two are settled together, in a few rounds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sopc.catalogue.catalogue import Entry
from sopc.layout.drawing import Drawing, draw
from sopc.layout.flow import Flow, build_flow
from sopc.layout.grid import Table
from sopc.layout.metrics import row_height
from sopc.layout.pages import Chart, split
from sopc.render.html import Pages, RowView
from sopc.render.page import LaidOut, PageEngine, Sheet

_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class FittedSop:
    """An SOP's laid-out pages, and the drawing of each page that has one (by page from 0)."""

    laid_out: LaidOut
    drawings: dict[int, Drawing]


def fit_sop(
    entry: Entry, pages: Pages, engine: PageEngine, measure: Callable[[str], float]
) -> FittedSop:
    """Lay out an SOP and draw its flowchart over the measured table."""
    sop = entry.sop
    if not sop.steps:
        return FittedSop(engine.lay_out(pages.sop(entry, [])), {})
    separate = pages.settings.drawing.terminal == "terpisah"
    flow = build_flow(sop, separate_terminals=separate)
    steps = [row.step for row in flow.rows]
    charts = split(flow, [steps])
    forced: set[int] = set()
    for round_number in range(_ROUNDS):
        laid_out = engine.lay_out(pages.sop(entry, _rows(entry, charts, forced)))
        broken = _pages_of(laid_out.sheets, steps)
        moved = _with_signature(laid_out.sheets, broken)
        if moved:
            forced |= {moved}
            continue
        new_charts = split(flow, broken)
        if _heights(new_charts) == _heights(charts):
            break
        if round_number >= 2:  # heights and breaks chase each other: keep these breaks
            forced |= {page[0] for page in broken[1:]}
        charts = new_charts
    return FittedSop(laid_out, _drawings(laid_out.sheets, flow, steps, measure))


def _rows(entry: Entry, charts: Sequence[Chart], forced: set[int]) -> list[RowView]:
    heights = _heights(charts)
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


def _with_signature(sheets: Sequence[Sheet], broken: Sequence[Sequence[int]]) -> int | None:
    """The step to move to the next page when the signature stands there without any step."""
    for sheet in sheets:
        alone = "signature" in sheet.anchors and not any(
            name.startswith("row-") for name in sheet.anchors
        )
        if alone and len(broken[-1]) > 1:
            return broken[-1][-1]
    return None


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
