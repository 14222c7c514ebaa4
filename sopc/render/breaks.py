"""Where a flowchart table is broken into pages, from what was measured of it unbroken.

A row is as high wherever it stands, so the breaks can be reckoned: with room for the pentagons at
each page's edges, and with some steps on the last page beside the signature.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sopc.layout.geometry import Rect
from sopc.render.sheet import Sheet

_ROW = "row-"
_LAST_STEPS = 3
"""How many steps stand on the last page with the signature, if there are enough."""
_FULL_ENOUGH = 0.5
"""How full a page must stay when steps leave it for the last page's sake."""
_BEGINNING = 0.4
"""So much of a page a row that is higher than a page has for its first part, and its symbols."""
_SPARE = 1.0
"""So many pixels of a page are left, as heights are rounded."""
_GAP = 16.0
"""About so many pixels are between the last row and the signature."""
_ROUNDS = 12
"""So often strips are made higher where pages have changed; then what there is must do."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A chart as it was laid out, in CSS pixels: the height of each step's row; the room for rows
    on the first page and on those after it; what stands below the last row, the signature
    included; of rows on several pages the height on their last."""

    heights: Mapping[int, float]
    first: float
    later: float
    after: float
    rest: Mapping[int, float] = field(default_factory=dict)

    @property
    def tall(self) -> frozenset[int]:
        """The steps whose rows are higher than a page."""
        return frozenset(step for step, height in self.heights.items() if height > self.later)


def measure_rows(sheets: Sequence[Sheet], bottom: float) -> Measured:
    """What was laid out; ``bottom`` is the lower margin in CSS pixels."""
    heights: dict[int, float] = {}
    rest: dict[int, float] = {}
    for sheet in sheets:
        for step, row in _rows(sheet).items():
            rest |= {step: row.height} if step in heights else {}
            heights[step] = heights.get(step, 0.0) + row.height
    rooms = [
        sheet.height - bottom - min(row.y0 for row in _rows(sheet).values()) - _SPARE
        for sheet in sheets
        if _rows(sheet)
    ]
    block = next((s.anchors["signature"] for s in sheets if "signature" in s.anchors), None)
    last = max(row.y1 for row in _rows(sheets[-1]).values()) if _rows(sheets[-1]) else None
    after = 0.0
    if block is not None:
        after = block.y1 - last if last is not None else block.height + _GAP
    return Measured(heights, rooms[0], rooms[min(1, len(rooms) - 1)], after, rest)


def pages_of(sheets: Sequence[Sheet]) -> list[list[int]]:
    """The steps on each page on which any begins, as the table was really broken."""
    seen: set[int] = set()
    pages = []
    for sheet in sheets:
        begun = [step for step in _rows(sheet) if step not in seen]
        seen |= set(begun)
        pages.append(begun)
    return [page for page in pages if page]


Strips = Callable[[Sequence[Sequence[int]]], Sequence[tuple[float, float]]]
"""The heights of the strips above and below the rows of each page."""


def planned(chart: Measured, strips: Strips) -> list[list[int]]:
    """The steps of each page."""
    needed: dict[int, tuple[float, float]] = {}
    for _ in range(_ROUNDS):
        pages = _with_company(_filled(chart, needed), chart, needed)
        found = dict(enumerate(strips(pages)))
        more = {
            page: tuple(map(max, both, needed.get(page, (0.0, 0.0))))
            for page, both in found.items()
        }
        if all(needed.get(page) == both for page, both in more.items()):
            return pages
        needed |= {page: (above, below) for page, (above, below) in more.items()}
    return pages


def _filled(chart: Measured, strips: Mapping[int, tuple[float, float]]) -> list[list[int]]:
    """As many steps on each page as there is room for. A tall one begins where a good part of a
    page is left; what is left of it stands on the page after its first, above the next."""
    pages: list[list[int]] = []
    room = left = 0.0
    for step, height in chart.heights.items():
        is_tall = step in chart.tall
        needed = _BEGINNING * chart.later if is_tall else height
        if not pages or needed > room or pages[-1][-1] in chart.tall:
            room = _room(len(pages), chart, strips) - left
            if left and needed > room:
                room = _room(len(pages), chart, strips)
            pages.append([])
        pages[-1].append(step)
        left = chart.rest.get(step, (height - room) % chart.later) if is_tall else 0.0
        left += sum(strips.get(len(pages) - 1, (0, 0))) if is_tall else 0.0
        room -= height
    return pages


def _with_company(
    pages: list[list[int]], chart: Measured, strips: Mapping[int, tuple[float, float]]
) -> list[list[int]]:
    """The same, where too few steps beside the signature have got some from the page before.

    None are moved where that page would be left rather empty; but a signature never stands by
    itself.
    """
    last = pages[-1]
    if _used(last, chart) + chart.after > _room(len(pages) - 1, chart, strips):
        pages = [*pages, []]
    if len(pages) == 1 or set(pages[-2]) & chart.tall:
        return [page for page in pages if page]
    *before, full, last = pages
    moved = _moved(full, last, chart, _room(len(pages) - 1, chart, strips))
    pages = [*before, full[: len(full) - moved], [*full[len(full) - moved :], *last]]
    return [page for page in pages if page]


def _moved(full: Sequence[int], last: Sequence[int], chart: Measured, room: float) -> int:
    """How many steps should move from the page before to the last."""
    whole = _used(full, chart)
    least = _FULL_ENOUGH * chart.later
    for count in range(min(_LAST_STEPS - len(last), len(full) - 1), 0, -1):
        stays = _used(full[:-count], chart)
        if stays >= least and _used(last, chart) + whole - stays + chart.after <= room:
            return count
    return 1 if not last and len(full) > 1 else 0


def _used(steps: Sequence[int], chart: Measured) -> float:
    return sum(chart.heights[step] for step in steps)


def _room(page: int, chart: Measured, strips: Mapping[int, tuple[float, float]]) -> float:
    return (chart.later if page else chart.first) - sum(strips.get(page, (0, 0)))


def may_save_a_page(
    sheets: Sequence[Sheet],
    least: Mapping[int, float],
    rows: float,
    signature: float,
    bottom: float,
) -> bool:
    """Whether a chart, set tighter, could need a page less. ``least`` are the least row heights;
    ``rows`` and ``signature`` the part of their heights that rows and signature may shrink to."""
    room = 0.0
    for sheet in sheets[:-1]:
        first = min((row.y0 for row in _rows(sheet).values()), default=sheet.height)
        room += sheet.height - bottom - first
    heights = measure_rows(sheets, bottom).heights
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
