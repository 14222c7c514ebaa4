"""What stands above the flowchart table on each of its sheets: number, title, which sheet it is.

It stands in the upper margin, so that it takes no room from the table.
"""

import re
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.form import Form
from sopc.catalogue.form_words import filled
from sopc.render.headings import set_title
from sopc.render.marked import title_html
from sopc.render.paper import CHART_TOP, paper_of
from sopc.render.text_lines import WidthOf
from sopc.render.views import View

_POINT = 25.4 / 72
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
_LEADING = 1.2
_BESIDE_SIZE = 8.5
"""The type size, in points, of what stands beside the title."""
_GAP = 5.0
_BELOW = 1.8
"""Millimetres between the title and what is beside it, and between it and the table."""
_PLACE = re.compile(r"(\{n\}|\{jumlah\})")
_MANY = "88"


@dataclass(frozen=True, slots=True)
class SheetHead(View):
    """The head of a chart's sheets.

    ``lines`` is the title in its lines, ``size`` that of its letters in points; ``beside`` is the
    room at either side of it, ``height`` its own and ``top`` the upper margin that holds it, in
    millimetres. ``draft`` is the mark of a draft, ``number`` the SOP's, both may be empty.
    ``sheet`` says which sheet it is, in parts; ``{n}`` and ``{jumlah}`` stand for numbers that
    the page engine counts. It is empty where there is only one.
    """

    lines: tuple[Markup, ...]
    size: float
    beside: float
    height: float
    top: float
    draft: str
    number: str
    sheet: tuple[str, ...]


def sheet_head(entry: Entry, form: Form, width_of: WidthOf, *, several: bool) -> SheetHead:
    """The head of a chart; ``several``, it has more than one sheet.

    ``width_of`` gives the width of a text in bold at a size, in the unit of that size. The chart's
    title of a form that has none is the SOP's.
    """
    sop = entry.sop
    title = filled(form.words.chart_title, {"nama": sop.title, "nomor": sop.number}) or sop.title
    pattern = filled(form.words.sheet, {"n": "{n}", "jumlah": "{jumlah}"})
    number = str(sop.number or "")
    draft = form.words.draft.upper() if sop.status == "draf" else ""
    left = " ".join(filter(None, (draft, number)))
    right = _PLACE.sub(_MANY, pattern)
    size = _BESIDE_SIZE * _POINT
    beside = ceil(max(width_of(text, size) for text in (left, right))) + _GAP + 4 * bool(draft)
    room = (paper_of(form).chart_width - 2 * beside) / _POINT
    found = set_title(title_html(title), room, _SIZES, width_of)
    height = round(len(found.lines) * found.size * _LEADING * _POINT + _BELOW, 2)
    least = _SIZES[0] * _LEADING * _POINT + _BELOW
    return SheetHead(
        lines=tuple(map(Markup, found.lines)),
        size=found.size,
        beside=beside,
        height=height,
        top=round(CHART_TOP + max(0.0, height - least), 2),
        draft=draft,
        number=number,
        sheet=tuple(filter(None, _PLACE.split(pattern))) if several else (),
    )
