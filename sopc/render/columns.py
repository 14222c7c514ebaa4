"""The columns of the flowchart table: as wide as what they hold, so that the table is low.

Lanes are as narrow as their headings and the drawing allow, a column without text and a lane
without symbols as its heading; the texts share the rest so that the rows are lowest, by breaking
them into lines. What is left over where rows can be no lower goes to the lanes and to the texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

from sopc.catalogue.form import Form
from sopc.catalogue.sop import Sop
from sopc.layout.geometry import PX_PER_MM
from sopc.render.lanes import CHOSEN, Lanes, Turned, tiers
from sopc.render.shares import Sharer, filled, lowest, portions, squeezed, table_height, tight
from sopc.render.table_text import Column, columns_of
from sopc.render.text_cells import DENSE, NORMAL, CellStyle, Fonts, TextColumn, measured
from sopc.render.text_lines import WidthOf

UNIT = 0.5
"""Widths are chosen among multiples of so many millimetres."""
_WORTH = 0.93
"""How low the table must become for lanes to be narrower than is good to look at."""
_PAGE = 150.0
"""About the height of the rows on a page, in millimetres: so often the headings come again."""
_ONE_PAGE = 125.0
"""A table that is no higher, in millimetres, stands on one page with the signature."""
_READABLE = 80.0
"""Lines need not be longer, in millimetres, where rows become no lower."""
_USUAL = {"activity": 58.0, "inputs": 36.0, "time": 19.0, "output": 36.0, "remarks": 18.0}
"""What is a good share for most tables, to begin with."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Column widths in millimetres, left to right, the lanes' heading size in points, and which of
    these headings are turned upright."""

    widths: tuple[float, ...]
    heading: float
    turned: tuple[Turned | None, ...] = ()


def fit_columns(
    sop: Sop,
    headings: Sequence[str],
    total: float,
    width_of: WidthOf,
    form: Form,
    *,
    text_width_of: WidthOf | None = None,
    rows: Sequence[float] = (),
    dense: bool = False,
) -> Columns:
    """Share ``total`` millimetres among the columns of an SOP's flowchart table.

    ``width_of`` gives the width of a text in the headings' face, ``text_width_of`` in that of the
    cells, at a font size and in its unit. ``rows`` are the least heights of the rows in CSS pixels.
    """
    least = [height / PX_PER_MM for height in rows] or [0.0] * len(sop.steps)
    fonts = Fonts(text_width_of or width_of, width_of)
    return share(columns_of(sop, headings, form), total, least, fonts, DENSE if dense else NORMAL)


def share(
    columns: Sequence[Column],
    total: float,
    rows: Sequence[float],
    fonts: Fonts,
    style: CellStyle,
) -> Columns:
    """Share ``total`` millimetres among columns; ``rows`` are the rows' least heights in mm."""
    measures = [measured(each, fonts, style, total) for each in columns if each.kind != "lanes"]
    room = total - sum(text.least for text in measures if text.is_fixed)
    texts = [text for text in measures if not text.is_fixed]
    (drawn,) = (each for each in columns if each.kind == "lanes")
    choices = list(tiers(drawn.headings, drawn.empty, fonts.bold))
    plan = _best(_Table(texts, rows, room, style), choices)
    found, lanes, heading = plan.finished()
    widths = {text.kind: text.least for text in measures} | found
    flat: list[float] = []
    for column in columns:
        flat += lanes if column.kind == "lanes" else [widths[column.kind]]
    turned = plan.lanes.turned(lanes, round(heading, 2))
    return Columns(tuple(round(width, 3) for width in flat), round(heading, 2), turned)


class _Table:
    """What shares in ``room`` millimetres: the columns of texts, and the rows' least heights, with
    the head's, which comes again on each page."""

    def __init__(
        self, texts: Sequence[TextColumn], rows: Sequence[float], room: float, style: CellStyle
    ) -> None:
        self.texts, self.room, self.style = texts, room, style
        equal = [text.heights(max(text.least, room / 2 / len(texts))) for text in texts]
        height = sum(max(heights) for heights in zip([*rows, 0.0, 0.0], *equal, strict=True))
        self.heads = 1 + int(height / _PAGE)
        self.rows = [*rows, 0.0, *[style.height(1)] * self.heads]
        self.sharers = [Sharer(partial(self._heights, t), ceil(t.least / UNIT)) for t in texts]

    def _heights(self, text: TextColumn, width: int) -> list[float]:
        *body, head = text.heights(width * UNIT)
        return [*body, *[head] * self.heads]

    def of_lanes(self, lanes: Lanes) -> Sharer:
        """All lanes together, which hold nothing but their headings."""
        body = [0.0] * (len(self.rows) - self.heads)

        def heights(width: int) -> list[float]:
            head = lanes.height(lanes.widths(width * UNIT))
            return [*body, *[head] * self.heads]

        return Sharer(heights, ceil(sum(lanes.least) / UNIT))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Widths for a table in units: those of its texts and, last, that of all lanes together."""

    table: _Table
    lanes: Lanes
    sharers: Sequence[Sharer]
    widths: Sequence[int]

    @property
    def height(self) -> float:
        """How high the table is, in millimetres."""
        return table_height(self.sharers, self.table.rows, self.widths)

    def finished(self) -> tuple[dict[str, float], list[float], float]:
        """In millimetres the widths of the texts, by kind, and of the lanes; in points the size of
        the lanes' headings. What rows do not need goes to lanes and texts."""
        texts, lanes, room = self.table.texts, self.lanes, self.table.room
        *narrow, least = (w * UNIT for w in tight(self.sharers, self.table.rows, self.widths))
        together = least + min(room - sum(narrow) - least, lanes.missing(least, lanes.good))
        spare = room - sum(narrow) - together
        good = [min(text.whole, max(text.least, _READABLE)) for text in texts]
        wanted = [max(0.0, most - width) for most, width in zip(good, narrow, strict=True)]
        more = min(lanes.missing(together, lanes.most), max(spare / 2, spare - sum(wanted)))
        grown = portions(spare - more, wanted)
        rest = spare - more - sum(grown)
        filling = [float(not text.is_empty) for text in texts]
        equal = [rest * weight / (sum(filling) or 1.0) for weight in filling]
        widths = [sum(parts) for parts in zip(narrow, grown, equal, strict=True)]
        lane_widths = lanes.widths(room - sum(widths))
        heads = (text.heights(width)[-1] for text, width in zip(texts, widths, strict=True))
        highest = max(*heads, lanes.height(lane_widths))
        by_kind = {text.kind: width for text, width in zip(texts, widths, strict=True)}
        return by_kind, lane_widths, lanes.heading(lane_widths, highest)


def _best(table: _Table, choices: Sequence[Sequence[Lanes]]) -> _Plan:
    """The plan with lanes as good to look at as they can be; narrower ones where the table would
    not be on one page, and becomes clearly lower."""
    best: _Plan | None = None
    for place, alike in enumerate(choices):
        must_fit = place + 1 < len(choices)
        plans = filter(None, (_plan(table, lanes, must_fit=must_fit) for lanes in alike))
        plan = min(plans, key=lambda plan: plan.height, default=None)
        if plan and (best is None or plan.height < best.height * _WORTH):
            best = plan
        if best and (best.height <= _ONE_PAGE or place + 1 >= CHOSEN):
            return best
    raise AssertionError("the last choice is always a plan")


def _plan(table: _Table, lanes: Lanes, *, must_fit: bool) -> _Plan | None:
    """The widths with which the table is lowest; None where some word would be broken."""
    texts, together = table.sharers, table.of_lanes(lanes)
    units = int(table.room / UNIT)
    if sum(each.least for each in texts) > units - together.least:
        if must_fit:
            return None
        texts = squeezed(texts, max(units - together.least, units // 2))
        together.least = units - sum(each.least for each in texts)
    sharers = [*texts, together]
    least = [sharer.least for sharer in sharers]
    usual = [_USUAL.get(text.kind, 20.0) for text in table.texts]
    amounts = [sum(each.whole for each in text.cells) for text in table.texts]
    starts = [filled([*each, 0.0], least, units) for each in ([1.0] * len(usual), usual, amounts)]
    return _Plan(table, lanes, sharers, lowest(sharers, table.rows, starts))
