"""Drawings and page numbers → marks on finished PDF pages. The only painter beside WeasyPrint."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import atan2, cos, hypot, sin
from typing import TYPE_CHECKING

from sopc.layout.drawing import Drawing, PlacedEdge, PlacedSymbol
from sopc.layout.geometry import PX_PER_MM, Point, Rect
from sopc.layout.labels import Label
from sopc.render.chart_tags import in_cells
from sopc.render.paper import (
    CHART_SIDE,
    CODE_FOOT,
    CODE_SIZE,
    FOOT_BASELINE,
    FOOT_LINES,
    PORTRAIT_LEFT,
    PORTRAIT_RIGHT,
)
from sopc.render.qr import code_operators
from sopc.render.shapes import (
    BAR_GREY,
    BAR_STROKE,
    LABEL_SIZE,
    STROKE,
    arrowhead,
    corners,
    is_capsule,
    label_lines,
    text_size,
)
from sopc.render.shapes import shaft as arrow_shaft
from sopc.render.typeface import Typeface

if TYPE_CHECKING:  # page numbers are painted where no PDF is read
    from pikepdf import Page, Pdf, Stream

_PT = 0.75  # points a CSS pixel
_ROUND = 0.5523  # control point of a quarter circle, in radii
MARK_FONT = "/SopcBold"
"""The name under which every page knows the font of its drawing."""
FOOT_FONT = "/SopcRegular"
"""The name under which every page knows the font of its page number."""
_FOOT_SIZE, _LINE_SIZE = 8.0 / _PT, 6.5 / _PT
_BESIDE_CODE = 2.0  # millimetres between the code and words
_DRAFT_SPAN, _DRAFT_GREY, _CAPITALS = 0.44, 0.9, 0.66
"""How much of a page's diagonal the word of a draft takes, its grey, and the height of capitals."""
_OUTLINE = "1 g b 0 g"
"""A symbol's outline over white: bars do not show through."""


class _Painter:
    """Writes PDF operators; takes CSS pixels from the page's top left corner."""

    def __init__(self, page_height: float, face: Typeface, font: str) -> None:
        self._font = font
        self._height = page_height
        self._face = face
        self._parts: list[str] = []

    def _at(self, point: Point) -> str:
        return f"{point[0] * _PT:.3f} {self._height - point[1] * _PT:.3f}"

    def begin(self, grey: float = 0.0) -> None:
        self._parts.append(f"q 0 G {grey:g} g {STROKE * _PT:.3f} w 0 J 0 j")

    @contextmanager
    def marked(self, kind: str, number: int) -> Iterator[None]:
        """What is painted within is content of a page's structure."""
        self._parts.append(f"/{kind} <</MCID {number}>> BDC")
        yield
        self._parts.append("EMC")

    def clear(self, box: Rect) -> None:
        """White out a box: no rule runs through a word."""
        left, bottom = self._at((box.x0, box.y1)).split()
        self._parts.append(
            f"1 g {left} {bottom} {box.width * _PT:.3f} {box.height * _PT:.3f} re f 0 g"
        )

    def bar(self, box: Rect) -> None:
        """A flat bar that no one takes for an arrow, behind what is painted after it."""
        left, bottom = self._at((box.x0, box.y1)).split()
        self._parts.append(
            f"{BAR_GREY:g} g {BAR_STROKE * _PT:.3f} w "
            f"{left} {bottom} {box.width * _PT:.3f} {box.height * _PT:.3f} re b "
            f"0 g {STROKE * _PT:.3f} w"
        )

    def polygon(self, points: tuple[Point, ...], *, close: bool, fill: bool = False) -> None:
        self._parts.append(f"{self._at(points[0])} m")
        self._parts += [f"{self._at(point)} l" for point in points[1:]]
        self._parts.append("f" if fill else _OUTLINE if close else "S")

    def capsule(self, symbol: PlacedSymbol) -> None:
        box = symbol.box
        r = min(box.width, box.height) / 2
        k = r * _ROUND
        path = [f"{self._at((box.x0 + r, box.y0))} m {self._at((box.x1 - r, box.y0))} l"]
        middle = (box.y0 + box.y1) / 2
        quarters = (
            ((box.x1 - r + k, box.y0), (box.x1, middle - k), (box.x1, middle)),
            ((box.x1, middle + k), (box.x1 - r + k, box.y1), (box.x1 - r, box.y1)),
            None,
            ((box.x0 + r - k, box.y1), (box.x0, middle + k), (box.x0, middle)),
            ((box.x0, middle - k), (box.x0 + r - k, box.y0), (box.x0 + r, box.y0)),
        )
        for quarter in quarters:
            if quarter is None:
                path.append(f"{self._at((box.x0 + r, box.y1))} l")
            else:
                path.append(" ".join(self._at(point) for point in quarter) + " c")
        self._parts += [*path, _OUTLINE]

    def text(self, text: str, size: float, x: float, baseline: float) -> None:
        """Text centred at ``x``."""
        left = x - self._face.width(text, size) / 2
        encoded = self._face.encode(text).hex()
        self._parts.append(
            f"BT {self._font} {size * _PT:.3f} Tf {self._at((left, baseline))} Td <{encoded}> Tj ET"
        )

    def done(self) -> bytes:
        return "\n".join([*self._parts, "Q"]).encode("ascii")


def paint_drawings(
    document: "Pdf", drawings: Mapping[int, Drawing], face: Typeface, counts: Sequence[int]
) -> None:
    """Paint the drawing of each page (from 0) over it; words are set in ``MARK_FONT``.

    Drawings are marked content, numbered on from what each page has (``counts``) as
    ``chart_tags.ToldDrawing`` says.
    """
    for index, drawing in drawings.items():
        page = document.pages[index]
        painter = _Painter(float(page.mediabox[3]), face, MARK_FONT)
        painter.begin()
        _paint(drawing, painter, face, counts[index])
        _add(document, page, document.make_stream(b"Q\n" + painter.done()))


def painted_words(drawings: Iterable[Drawing]) -> str:
    """All that is written in drawings."""
    symbols = [symbol.text for drawing in drawings for symbol in drawing.symbols]
    edges = [edge for drawing in drawings for edge in drawing.edges]
    labels = [edge.label for edge in edges]
    labels += [symbol.note for drawing in drawings for symbol in drawing.symbols]
    return "".join([*symbols, *(line for label in labels if label for line in label.lines)])


def _paint(drawing: Drawing, painter: _Painter, face: Typeface, first: int) -> None:
    symbols = in_cells(drawing)
    with painter.marked("Figure", first):
        for bar in drawing.joints:
            painter.bar(bar)
        for edge in drawing.edges:
            _paint_edge(edge, painter)
        for symbol in drawing.symbols:
            if symbol not in symbols:
                _paint_symbol(symbol, painter, face)
    for number, symbol in enumerate(symbols, start=first + 1):
        with painter.marked("Span", number):
            _paint_symbol(symbol, painter, face)


def _paint_symbol(symbol: PlacedSymbol, painter: _Painter, face: Typeface) -> None:
    if is_capsule(symbol.kind):
        painter.capsule(symbol)
    else:
        painter.polygon(corners(symbol.kind, symbol.box), close=True)
    if symbol.text:
        size = text_size(symbol, face)
        x, y = symbol.box.centre
        painter.text(symbol.text, size, x, y + size * 0.3)
    if symbol.note is not None:
        _paint_label(symbol.note, painter)


def _paint_edge(edge: PlacedEdge, painter: _Painter) -> None:
    painter.polygon(arrow_shaft(edge.points), close=False)
    painter.polygon(arrowhead(edge.points), close=True, fill=True)
    if edge.label is not None:
        _paint_label(edge.label, painter)


def _paint_label(label: Label, painter: _Painter) -> None:
    painter.clear(label.box)
    for line, baseline in label_lines(label):
        painter.text(line, LABEL_SIZE * label.scale, label.box.centre[0], baseline)


def _over(document: "Pdf", marks: bytes) -> "Stream":
    """Marks that pages may share."""
    return document.make_stream(b"Q\n" + as_artifact(marks))


def _add(document: "Pdf", page: "Page", marks: "Stream") -> None:
    page.contents_add(document.make_stream(b"q"), prepend=True)
    page.contents_add(marks)


def paint_code(document: "Pdf", text: str, footless: Collection[int] = ()) -> None:
    """Paint a text as a QR code in the foot of every page, flush with the left margin; but not of
    the ``footless``, counted from 0."""
    point = PX_PER_MM * _PT
    codes = {
        left: _over(
            document, code_operators(text, left * point, CODE_FOOT * point, CODE_SIZE * point)
        )
        for left in (PORTRAIT_LEFT, CHART_SIDE)
    }
    for index, page in enumerate(document.pages):
        if index in footless:
            continue
        is_upright = page.mediabox[3] > page.mediabox[2]
        _add(document, page, codes[PORTRAIT_LEFT if is_upright else CHART_SIDE])


def paint_draft(document: "Pdf", word: str, face: Typeface) -> None:
    """Paint a word large and light from corner to corner below what stands on every page.

    It is for the eye alone: that an SOP is a draft is said in the text of its pages, too.
    """
    for page in document.pages:
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        size = _DRAFT_SPAN * hypot(width, height) / max(face.width(word, 1.0), 1.0)
        turn = atan2(height, width)
        rise, run = sin(turn), cos(turn)
        along, up = face.width(word, size) / 2, size * _CAPITALS / 2
        left, lower = width / 2 - along * run + up * rise, height / 2 - along * rise - up * run
        matrix = " ".join(f"{n:.4f}" for n in (run, rise, -rise, run, left, lower))
        marks = (
            f"q {_DRAFT_GREY:g} g BT {MARK_FONT} {size:.2f} Tf {matrix} Tm "
            f"<{face.encode(word).hex()}> Tj ET Q"
        )
        page.contents_add(document.make_stream(as_artifact(marks.encode("ascii"))), prepend=True)


def as_artifact(marks: bytes) -> bytes:
    """Marks that are not read aloud: the page's own words tell what they show."""
    return b"/Artifact BMC\n" + marks + b"\nEMC"


def foot(lines: Sequence[str], size: tuple[float, float], face: Typeface) -> bytes:
    """The operators that print the foot of a page, flush with the right margin: its number, and
    below it, smaller, the lines that the form has there. They leave room for the code at the left.

    ``size`` is the page's width and height in points; all is set in ``FOOT_FONT``.
    """
    width, height = size[0] / _PT, size[1] / _PT
    left, right = (PORTRAIT_LEFT, PORTRAIT_RIGHT) if height > width else (CHART_SIDE, CHART_SIDE)
    room = width - (left + CODE_SIZE + _BESIDE_CODE + right) * PX_PER_MM
    painter = _Painter(size[1], face, FOOT_FONT)
    painter.begin(grey=0.27)
    baselines = (FOOT_BASELINE, *FOOT_LINES)
    for number, (text, baseline) in enumerate(zip(lines, baselines, strict=False)):
        letters = _LINE_SIZE if number else _FOOT_SIZE
        letters = min(letters, room / max(face.width(text, 1.0), 1.0))
        x = width - right * PX_PER_MM - face.width(text, letters) / 2
        painter.text(text, letters, x, height - baseline * PX_PER_MM)
    return as_artifact(painter.done())
