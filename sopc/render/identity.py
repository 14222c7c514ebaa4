"""An identity page that needs more than one page: where it breaks, and how tightly it is set.

The page engine breaks it between items. Here is judged what it laid out, by the rectangles of the
boxes, and another setting is tried where a page is hardly used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from sopc.layout.geometry import PX_PER_MM
from sopc.render.paper import BOTTOM
from sopc.render.sheet import Sheet

TOP, TOP_ACROSS = 18.0, 12.0
"""The upper margin of upright pages and of those that lie across, in millimetres."""
LEAST_USED = 0.2
"""So much of its height at least is used of each page."""
_TIGHTNESS = (1, 2)
_TIGHTEST = 0.55
"""Set tightest, the boxes need at least so much of their usual height."""
_FULL, _SPACE_BELOW = 0.85, 4.0
_TRIES = 5
_LINE = 8.0
"""A part of a box that is no higher, in CSS pixels, holds no line."""
_MORE = 10.0
"""How much more is left free at a page's foot with every try, in millimetres."""


@dataclass(frozen=True, slots=True)
class Again:
    """What is headed again on a page: of which document's page, from 1, which pair of boxes, and
    which of both go on there."""

    page: int
    pair: int
    boxes: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Setting:
    """How an identity page is set: how tightly, from 0; how many millimetres are left free at the
    foot of its pages; which pairs of boxes, from 1, begin a page; which go on and are headed
    again."""

    tight: int = 0
    foot: float = 0.0
    breaks: tuple[int, ...] = ()
    again: tuple[Again, ...] = ()


USUAL = Setting()


class Laid(Protocol):
    """What was laid out, page by page."""

    @property
    def sheets(self) -> Sequence[Sheet]: ...


L = TypeVar("L", bound=Laid)


@dataclass(frozen=True, slots=True)
class _Try(Generic[L]):
    """A setting, and what was laid out in it."""

    setting: Setting
    laid_out: L

    @property
    def uses(self) -> list[float]:
        """Which part of each page's height is used."""
        return _uses(self.laid_out)


def settled(lay_out: Callable[[Setting], L]) -> L:
    """The layout in which no heading stands without what it is of, in as few pages as may be, none
    of them nearly empty; a box that goes on is headed again.

    It is set tighter only where that saves a page; else the last page gets more from those before.
    """
    chosen = _filled(lay_out, 0)
    needed = sum(chosen.uses) * _TIGHTEST
    for tight in _TIGHTNESS:
        if needed <= len(chosen.uses) - 1:
            tighter = _filled(lay_out, tight)
            if len(tighter.uses) < len(chosen.uses):
                chosen = tighter
    return _headed(lay_out, _balanced(lay_out, chosen))


def _filled(lay_out: Callable[[Setting], L], tight: int, foot: float = 0.0) -> _Try[L]:
    """A layout whose pages but the last are full, if it takes only a little less room: the page
    engine moves a whole pair of boxes where nothing but the space below its texts has no room."""
    found = _sound(lay_out, Setting(tight, foot))
    *full, _ = found.uses or [1.0]
    if min(full, default=1.0) >= _FULL:
        return found
    other = _sound(lay_out, Setting(tight, foot + _SPACE_BELOW))
    *fuller, last = other.uses
    same = len(fuller) == len(full) and last >= LEAST_USED
    return other if same and min(fuller) > min(full) else found


def _sound(lay_out: Callable[[Setting], L], setting: Setting) -> _Try[L]:
    """A layout where each pair of boxes that begins at a page's foot has room there for the
    beginning of both; the others begin the next page."""
    laid_out = lay_out(setting)
    while (pair := _parted(laid_out.sheets)) and pair not in setting.breaks:
        setting = replace(setting, breaks=(*setting.breaks, pair))
        laid_out = lay_out(setting)
    return _Try(setting, laid_out)


def _headed(lay_out: Callable[[Setting], L], found: _Try[L]) -> L:
    """The same pages with frames whole where they begin: pairs that go on there are headed again,
    in the upper margin, and those that begin there are said to."""
    again, first = [], set(found.setting.breaks)
    for number, sheet in enumerate(found.laid_out.sheets, start=1):
        pairs = sorted({_pair(name) for name in sheet.anchors if name.startswith("box-")})
        if pairs and "fields" not in sheet.anchors:
            if f"pair-{pairs[0]}" in sheet.anchors:
                first.add(pairs[0])
            else:
                both = (2 * pairs[0] - 1, 2 * pairs[0])
                boxes = tuple(_has_text(sheet, box) for box in both)
                again.append(Again(number, pairs[0], (boxes[0], boxes[1])))
    setting = replace(found.setting, breaks=tuple(sorted(first)), again=tuple(again))
    if setting == found.setting:
        return found.laid_out
    headed = lay_out(setting)
    same = _places(headed.sheets) == _places(found.laid_out.sheets)
    return headed if same else found.laid_out


def _pair(box: str) -> int:
    return (int(box.removeprefix("box-")) + 1) // 2


def _has_text(sheet: Sheet, box: int) -> bool:
    found = sheet.anchors.get(f"box-{box}")
    return found is not None and found.height > _LINE


def _places(sheets: Sequence[Sheet]) -> list[set[str]]:
    return [set(filter(_is_ours, sheet.anchors)) for sheet in sheets]


def _parted(sheets: Sequence[Sheet]) -> int | None:
    """The first line whose heading stands on a page where not all its boxes begin."""
    every = {name for sheet in sheets for name in sheet.anchors}
    for sheet in sheets:
        for name in sheet.anchors:
            if name.startswith("pair-"):
                pair = int(name.removeprefix("pair-"))
                boxes = every & {f"box-{2 * pair - 1}", f"box-{2 * pair}"}
                if not boxes <= sheet.anchors.keys():
                    return pair
    return None


def _balanced(lay_out: Callable[[Setting], L], found: _Try[L]) -> _Try[L]:
    """A layout where no page is nearly empty: of those before the last so much is left free that
    enough moves on."""
    uses = found.uses
    if len(uses) < 2 or min(uses) >= LEAST_USED:
        return found
    best = found
    lacking = (LEAST_USED - uses[-1]) * _room(found.laid_out.sheets[0]) / PX_PER_MM
    for tried in range(_TRIES):
        foot = (lacking + tried * _MORE) / (len(uses) - 1)
        moved = _filled(lay_out, found.setting.tight, round(max(foot, 0.0), 1))
        if len(moved.uses) == len(uses) and min(moved.uses) > min(best.uses):
            best = moved
            if min(moved.uses) >= LEAST_USED:
                break
    return best


def _room(sheet: Sheet) -> float:
    return sheet.height - (_top(sheet) + BOTTOM) * PX_PER_MM


def _top(sheet: Sheet) -> float:
    return TOP if sheet.height > sheet.width else TOP_ACROSS


def _uses(laid_out: Laid) -> list[float]:
    """Which part of each page's height is used, by those that are identity pages."""
    uses = []
    for sheet in laid_out.sheets:
        ends = [box.y1 for name, box in sheet.anchors.items() if _is_ours(name)]
        if ends:
            uses.append((max(ends) - _top(sheet) * PX_PER_MM) / _room(sheet))
    return uses


def _is_ours(name: str) -> bool:
    return name in ("fields", "remarks") or name.startswith(("pair-", "box-"))
