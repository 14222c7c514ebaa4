"""Where a flowchart table broke into pages, and where it should: judged by what was laid out."""

from collections.abc import Mapping, Sequence

from sopc.layout.geometry import PX_PER_MM, Rect
from sopc.render.paper import BOTTOM
from sopc.render.sheet import Sheet

_ROW = "row-"
_LAST_STEPS = 3
"""How many steps stand on the last page with the signature, if there are enough."""
_FULL_ENOUGH = 0.5
"""How full the page before must stay when steps leave it for the last page's sake."""


def pages_of(sheets: Sequence[Sheet]) -> list[list[int]]:
    """The steps on each page that has any, as the table was really broken."""
    return [page for page in (list(_rows(sheet)) for sheet in sheets) if page]


def with_company(sheets: Sequence[Sheet]) -> list[list[int]]:
    """The steps of each page, where too few on the last have got some from the page before.

    None are moved where that page would be left rather empty or the last would overflow; but a
    signature never stands by itself.
    """
    pages, last = pages_of(sheets), _rows(sheets[-1])
    full = pages[:-1] if last else pages
    if not full:
        return pages
    rows = next(_rows(sheet) for sheet in sheets if full[-1][0] in _rows(sheet))
    moved = _moved(list(rows.values()), sheets[-1])
    if not moved:
        return pages
    return [*full[:-1], full[-1][:-moved], [*full[-1][-moved:], *last]]


def may_save_a_page(
    sheets: Sequence[Sheet], least: Mapping[int, float], rows: float, signature: float
) -> bool:
    """Whether a chart, set tighter, could need a page less. ``least`` are the least row heights;
    ``rows`` and ``signature`` the part of their heights that rows and signature may shrink to."""
    room = 0.0
    for sheet in sheets[:-1]:
        first = min((row.y0 for row in _rows(sheet).values()), default=sheet.height)
        room += sheet.height - BOTTOM * PX_PER_MM - first
    heights = {step: row.height for sheet in sheets for step, row in _rows(sheet).items()}
    block = sheets[-1].anchors.get("signature")
    needed = signature * block.height if block else 0.0
    needed += sum(max(least[step], rows * height) for step, height in heights.items())
    return needed <= room


def _rows(sheet: Sheet) -> dict[int, Rect]:
    """The rows on a page, top to bottom, by step."""
    found = {
        int(name.removeprefix(_ROW)): box
        for name, box in sheet.anchors.items()
        if name.startswith(_ROW)
    }
    return dict(sorted(found.items()))


def _moved(before: Sequence[Rect], last: Sheet) -> int:
    """How many of the rows before should move to the last page."""
    there = list(_rows(last).values())
    used = sum(row.height for row in there)
    if "signature" in last.anchors:
        used += last.anchors["signature"].height
    full = before[-1].y1 - before[0].y0
    for count in range(min(_LAST_STEPS - len(there), len(before) - 1), 0, -1):
        stays = before[-count].y0 - before[0].y0
        if stays >= _FULL_ENOUGH * full and used + full - stays <= full:
            return count
    return 1 if not there and len(before) > 1 else 0
