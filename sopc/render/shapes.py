"""The outlines of the form's symbols, shared by every format a drawing is written in."""

from collections.abc import Iterator

from sopc.layout.drawing import PlacedSymbol
from sopc.layout.geometry import Point, Rect
from sopc.layout.labels import HEIGHT, Label
from sopc.layout.metrics import HEAD
from sopc.layout.symbols import SymbolKind
from sopc.render.typeface import Typeface

STROKE = 1.1
"""Line width of symbols and arrows, in CSS pixels."""
BAR_STROKE = 0.6
"""Line width of the bars that tie the symbols of work done jointly, in CSS pixels."""
BAR_GREY = 0.85
"""How light those bars are, from 0 for black to 1 for white."""
BAR_FILL = f"#{round(BAR_GREY * 255):02x}" + f"{round(BAR_GREY * 255):02x}" * 2
LABEL_SIZE = 9.2
"""Font size of the words on arrows, in CSS pixels."""
SYMBOL_SIZE = 9.0
"""Largest font size of the words in symbols, in CSS pixels."""
_HEAD_HALF = 2.3
_DESCENT = 1.6
"""How far the baseline of a label's line is above the line's lower edge."""


def corners(kind: SymbolKind, box: Rect) -> tuple[Point, ...]:
    """The corners of a symbol; a capsule's are those of the box that its ends round off."""
    x, y = box.centre
    if kind is SymbolKind.DECISION:
        return ((x, box.y0), (box.x1, y), (x, box.y1), (box.x0, y))
    if kind is SymbolKind.OFFPAGE:
        shoulder = box.y0 + box.height * 0.55
        return (
            (box.x0, box.y0),
            (box.x1, box.y0),
            (box.x1, shoulder),
            (x, box.y1),
            (box.x0, shoulder),
        )
    return ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))


def is_capsule(kind: SymbolKind) -> bool:
    """Whether a symbol's ends are round."""
    return kind in (SymbolKind.START, SymbolKind.END)


def arrowhead(points: tuple[Point, ...]) -> tuple[Point, Point, Point]:
    """The triangle at the end of an arrow: its tip and its two back corners."""
    (x0, y0), (x, y) = points[-2], points[-1]
    if x0 == x:
        back = y - HEAD if y > y0 else y + HEAD
        return ((x, y), (x - _HEAD_HALF, back), (x + _HEAD_HALF, back))
    back = x - HEAD if x > x0 else x + HEAD
    return ((x, y), (back, y - _HEAD_HALF), (back, y + _HEAD_HALF))


def shaft(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The line of an arrow, ended inside its head so that the tip stays sharp."""
    (x0, y0), (x, y) = points[-2], points[-1]
    inset = HEAD * 0.7
    if x0 == x:
        return (*points[:-1], (x, y - inset if y > y0 else y + inset))
    return (*points[:-1], (x - inset if x > x0 else x + inset, y))


def text_size(symbol: PlacedSymbol, face: Typeface) -> float:
    """The font size at which a symbol's word fits in it."""
    room = symbol.box.width - 5
    return min(SYMBOL_SIZE, SYMBOL_SIZE * room / face.width(symbol.text, SYMBOL_SIZE))


def label_lines(label: Label) -> Iterator[tuple[str, float]]:
    """The lines of a label and their baselines; they are centred in its box."""
    for number, line in enumerate(label.lines, start=1):
        yield line, label.box.y0 + (number * HEIGHT - _DESCENT) * label.scale
