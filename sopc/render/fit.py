"""Fit a flowchart to its real table: lay the table out, measure it, make room, draw.

A table of several pages is laid out twice: once to learn how high its rows are, and again with the
page breaks planned and room for their pentagons.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sopc.catalogue.catalogue import Entry
from sopc.language import Phrase
from sopc.layout.drawing import Drawing, draw_all
from sopc.layout.geometry import PX_PER_MM
from sopc.layout.grid import Table
from sopc.layout.metrics import row_height, strip_height
from sopc.layout.pages import Chart, split
from sopc.layout.symbols import Flow
from sopc.render.breaks import Measured, may_save_a_page, measure_rows, pages_of, planned
from sopc.render.elsewhere import saying
from sopc.render.faults import PageFault, TooTall
from sopc.render.flows import flow_of
from sopc.render.html import Pages
from sopc.render.identity import settled
from sopc.render.page import LaidOut, PageEngine, joined
from sopc.render.paper import paper_of
from sopc.render.sheet import Sheet
from sopc.render.sop_pages import Block
from sopc.render.sop_views import RowRoom, RowView

_ATTEMPTS = 4
"""So often breaks are planned; then they stay where the table was really broken."""
_LESS = 8.0
"""By so many CSS pixels a page is taken for lower after a plan that did not fit."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How tightly a chart is set: its texts, its rows and its signature block; and the least part
    of their usual heights that texts and block need then."""

    dense: bool
    tight: bool
    block: Block
    texts: float
    signature: float


_USUAL = _Style(dense=False, tight=False, block="usual", texts=1.0, signature=1.0)
_TIGHTER = (
    _Style(dense=False, tight=False, block="compact", texts=1.0, signature=0.6),
    _Style(dense=False, tight=True, block="compact", texts=1.0, signature=0.6),
    _Style(dense=False, tight=True, block="beside", texts=1.0, signature=0.25),
    _Style(dense=True, tight=True, block="compact", texts=0.8, signature=0.6),
    _Style(dense=True, tight=True, block="beside", texts=0.8, signature=0.25),
)
"""From what is least seen to what is most."""
_LOWER_HEAD = 16.0
"""By so many CSS pixels the head of a table may be lower where its texts are set tight."""


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
    fitter = _Fitter(entry, pages, engine)
    if pages.settings.form.chart.place == "menyambung":
        together = fitter.together(front)
        if together is not None:
            drawings = fitter.drawings(together.sheets, frozenset(), measure)
            return FittedSop(together, drawings)
    tall, chart = fitter.best()
    laid_out = joined(front, chart)
    _check_headed(laid_out.sheets)
    return FittedSop(laid_out, fitter.drawings(laid_out.sheets, tall, measure))


class _Fitter:
    """Lays out one SOP's chart in one style or another."""

    def __init__(self, entry: Entry, pages: Pages, engine: PageEngine) -> None:
        self._entry, self._pages, self._engine = entry, pages, engine
        self._form = pages.settings.form
        self.flow = flow_of(entry.sop, self._form)
        self._bottom = paper_of(self._form).bottom * PX_PER_MM

    def _whole(self, style: _Style) -> dict[int, RowRoom]:
        """The rooms of the rows of a table that is not broken."""
        return {r.step: RowRoom(row_height(r, tight=style.tight)) for r in self.flow.rows}

    def _rows(self, rooms: Mapping[int, RowRoom]) -> list[RowView]:
        return [
            RowView.of(place, step, rooms[place], self._form)
            for place, step in enumerate(self._entry.sop.steps, start=1)
        ]

    def together(self, front: LaidOut) -> LaidOut | None:
        """The identity page with the whole flowchart below it; None where that needs another
        page."""
        for style in (_USUAL, *_TIGHTER):
            rooms = self._whole(style)
            if sum(room.height for room in rooms.values()) > front.sheets[-1].height:
                continue
            rows = self._rows(rooms)
            html = self._pages.together(self._entry, rows, dense=style.dense, block=style.block)
            laid_out = self._engine.lay_out(html)
            there = laid_out.sheets[-1].anchors
            has_all = {"lane-0", *(f"row-{row.step}" for row in rows)} <= there.keys()
            if len(laid_out.sheets) == len(front.sheets) and has_all:
                return laid_out
        return None

    def best(self) -> tuple[frozenset[int], LaidOut]:
        """The chart in the first style that saves a page, else in the usual one; which rows are
        tall."""
        usual = self._lay_out(_USUAL, self._whole(_USUAL))
        if len(usual.sheets) > 1:
            for style in _TIGHTER:
                tighter = self._tighter(style, usual)
                if tighter is not None and len(tighter[1].sheets) < len(usual.sheets):
                    return tighter
        _check_heights(self._whole(_USUAL), measure_rows(usual.sheets, self._bottom))
        return self._settled(_USUAL, usual)

    def _tighter(self, style: _Style, usual: LaidOut) -> tuple[frozenset[int], LaidOut] | None:
        """The chart in a tighter style; None where that cannot save a page."""
        rooms = self._whole(style)
        least = {step: room.height for step, room in rooms.items()}
        bottom = self._bottom - (_LOWER_HEAD if style.dense else 0.0)
        if not may_save_a_page(usual.sheets, least, style.texts, style.signature, bottom):
            return None
        first = self._lay_out(style, rooms)
        return self._settled(style, first) if len(first.sheets) < len(usual.sheets) else None

    def _lay_out(
        self, style: _Style, rooms: Mapping[int, RowRoom], *, sheets: bool = False
    ) -> LaidOut:
        rows = self._rows(rooms)
        html = self._pages.chart(
            self._entry, rows, dense=style.dense, block=style.block, sheets=sheets
        )
        laid_out = self._engine.lay_out(html)
        _check_measured(laid_out.sheets, self.flow, rooms)
        return laid_out

    def _settled(self, style: _Style, laid_out: LaidOut) -> tuple[frozenset[int], LaidOut]:
        """The layout with its breaks as planned and room for their pentagons; which rows are
        tall."""
        chart = measure_rows(laid_out.sheets, self._bottom)
        if len(laid_out.sheets) == 1:
            return chart.tall, laid_out
        tall = chart.tall
        if tall:  # where they may be broken, pages keep their headings, and have less room
            rooms = {step: replace(r, tall=step in tall) for step, r in self._whole(style).items()}
            again = self._lay_out(style, rooms, sheets=True)
            chart = measure_rows(again.sheets, self._bottom)

        def strips(pages: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
            charts = split(self.flow, pages, tall)
            return [(strip_height(each.above), strip_height(each.below)) for each in charts]

        plan = planned(chart, strips)
        attempt = 0
        while True:
            attempt += 1
            rooms = _rooms(split(self.flow, plan, tall), tall, tight=style.tight)
            laid_out = self._lay_out(style, rooms, sheets=True)
            broken = pages_of(laid_out.sheets)
            if broken == plan:
                return tall, laid_out
            if attempt < _ATTEMPTS:
                lower = attempt * _LESS
                first, later = chart.first - lower, chart.later - lower
                plan = planned(replace(chart, first=first, later=later), strips)
            else:
                plan = broken

    def drawings(
        self, sheets: Sequence[Sheet], tall: frozenset[int], measure: Callable[[str], float]
    ) -> dict[int, Drawing]:
        """The drawing of each sheet on which steps begin, by its place from 0."""
        begun, charts = _begun(sheets), split(self.flow, pages_of(sheets), tall)
        tables = [
            _table(sheets[index], len(self.flow.lanes), chart)
            for index, chart in zip(begun, charts, strict=True)
        ]
        numbers = [index - begun[0] + 1 for index in begun]
        say = saying(self._entry.sop, self._form.words, numbers)
        drawn = draw_all(list(zip(charts, tables, strict=True)), measure, say)
        return dict(zip(begun, drawn, strict=True))


def _check_measured(sheets: Sequence[Sheet], flow: Flow, rooms: Mapping[int, RowRoom]) -> None:
    """Raises PageFault for a template without the ids that are measured."""
    found = {name for sheet in sheets for name in sheet.anchors}
    wanted: list[str] = []
    for step, room in rooms.items():
        wanted += [f"row-{step}"]
        wanted += [f"above-{step}"] if room.above else []
        wanted += [f"below-{step}"] if room.below else []
    wanted += [f"lane-{lane}" for lane in range(len(flow.lanes))]
    missing = [name for name in wanted if name not in found]
    if missing:
        raise PageFault(
            Phrase("the template chart.html.j2 gives nothing the id `{id}`", id=missing[0]),
            "chart.html.j2",
        )


def _check_heights(rooms: Mapping[int, RowRoom], chart: Measured) -> None:
    """Raises TooTall for a row whose symbols no page has room for."""
    for step, room in rooms.items():
        if room.height > chart.later:
            raise TooTall(step)


def _check_headed(sheets: Sequence[Sheet]) -> None:
    """Raises TooTall for a row beside which there is no room for the lanes' headings."""
    for sheet, page in zip(_begun(sheets), pages_of(sheets), strict=True):
        if "lane-0" not in sheets[sheet].anchors:
            raise TooTall(page[0])


def _rooms(charts: Sequence[Chart], tall: frozenset[int], *, tight: bool) -> dict[int, RowRoom]:
    rooms = {}
    for number, chart in enumerate(charts):
        for row in chart.rows:
            rooms[row.step] = RowRoom(
                row_height(row, tight=tight),
                above=strip_height(chart.above) if row is chart.rows[0] else 0.0,
                below=strip_height(chart.below) if row is chart.rows[-1] else 0.0,
                breaks=number > 0
                and row is chart.rows[0]
                and charts[number - 1].rows[-1].step not in tall,
                tall=row.step in tall,
            )
    return rooms


def _begun(sheets: Sequence[Sheet]) -> list[int]:
    """The sheets, from 0, on which steps begin."""
    first = [f"row-{page[0]}" for page in pages_of(sheets)]
    return [next(i for i, sheet in enumerate(sheets) if name in sheet.anchors) for name in first]


def _table(sheet: Sheet, lanes: int, chart: Chart) -> Table:
    columns = [sheet.anchors[f"lane-{lane}"] for lane in range(lanes)]

    def extent(name: str) -> tuple[float, float]:
        return sheet.anchors[name].y0, sheet.anchors[name].y1

    first, last = chart.rows[0].step, chart.rows[-1].step
    whole = sheet.anchors[f"row-{first}"]
    return Table(
        [(column.x0, column.x1) for column in columns],
        {row.step: extent(f"row-{row.step}") for row in chart.rows},
        extent(f"above-{first}") if chart.above else None,
        extent(f"below-{last}") if chart.below else None,
        (whole.x0, whole.x1),
    )
