"""A page's flowchart as anyone sees it: boxes, lines and words by their plain coordinates.

Nothing here or in what judges it (``guarantees``, ``least``) knows the code that draws: a picture
is read off a finished drawing, or off the SVG it was written to, and judged by geometry of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

if TYPE_CHECKING:
    from sopc.layout.drawing import Drawing

NEAR = 0.02
"""What counts as the same place, in CSS pixels: an SVG's figures have two decimals."""

Place = tuple[float, float]


class Area(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Place:
        return ((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, by: float) -> "Area":
        return Area(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Area") -> bool:
        """Whether the two share more than an edge."""
        return max(self.left, other.left) < min(self.right, other.right) and max(
            self.top, other.top
        ) < min(self.bottom, other.bottom)

    def holds(self, other: "Area") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(frozen=True)
class Word:
    lines: tuple[str, ...]
    area: Area


@dataclass(frozen=True)
class Shape:
    step: int
    kind: str
    lane: str
    area: Area
    word: str = ""
    part: int = 0
    note: Word | None = None

    @property
    def sides(self) -> dict[str, Place]:
        """The middle of each side, where arrows may meet the shape."""
        x, y = self.area.middle
        left, top, right, bottom = self.area
        return {"top": (x, top), "bottom": (x, bottom), "left": (left, y), "right": (right, y)}


@dataclass(frozen=True)
class Arrow:
    start: int
    goal: int
    corners: tuple[Place, ...]
    word: Word | None = None
    from_part: int = 0
    to_part: int = 0

    @property
    def pieces(self) -> list[Area]:
        """The straight lines it is made of, as areas without width."""
        return [
            Area(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            for a, b in pairwise(self.corners)
            if a != b
        ]

    def __str__(self) -> str:
        start, goal = _named(self.start, self.from_part), _named(self.goal, self.to_part)
        return f"{start}→{goal}{' ' + ' '.join(self.word.lines) if self.word else ''}"


def _named(step: int, part: int) -> str:
    return f"{step}.{part}" if part else str(step)


def _own(shapes: list[Shape]) -> list[Shape]:
    """The shapes of a part, left to right, without capsules that stand above or below them."""
    plain = next((s for s in shapes if s.kind in ("process", "decision")), shapes[0])
    line = [s for s in shapes if abs(s.area.middle[1] - plain.area.middle[1]) < NEAR]
    return sorted(line, key=lambda shape: shape.area.left)


@dataclass(frozen=True)
class Picture:
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]
    ties: tuple[Area, ...]
    lanes: tuple[tuple[float, float], ...] = ()
    rows: tuple[tuple[int, float, float], ...] = ()
    strips: tuple[tuple[float, float], ...] = ()

    def shape_at(self, place: Place) -> Shape | None:
        """The shape of whose sides a place is the middle."""
        for shape in self.shapes:
            if any(same(place, side) for side in shape.sides.values()):
                return shape
        return None

    def chains(self) -> dict[int, list[list[Shape]]]:
        """The rows that are chains: the shapes of each part, left to right, in the parts' order.

        Pentagons, and capsules beside a part's own shape, are left out.
        """
        found: dict[int, dict[int, list[Shape]]] = {}
        for shape in self.shapes:
            if shape.part and shape.kind != "offpage":
                found.setdefault(shape.step, {}).setdefault(shape.part, []).append(shape)
        return {
            step: [_own(shapes) for _, shapes in sorted(parts.items())]
            for step, parts in found.items()
        }

    def target(self, arrow: Arrow) -> object:
        """What an arrow leads to; the boxes of a step that is done jointly are one."""
        shape = self.shape_at(arrow.corners[-1])
        if shape is None or shape.kind == "offpage":
            return shape
        return shape.step, shape.part, shape.kind, round(shape.area.middle[1], 1)

    def pairs(self) -> Iterator[tuple[Arrow, Arrow]]:
        """Every two arrows that lead to different symbols."""
        for one, two in combinations(self.arrows, 2):
            if self.target(one) != self.target(two):
                yield one, two

    @property
    def crossings(self) -> int:
        """How often arrows cross, but for those that come together at one side of a symbol."""
        return sum(
            crossings(one.pieces, two.pieces)
            for one, two in combinations(self.arrows, 2)
            if not same(one.corners[-1], two.corners[-1])
        )


def same(a: Place, b: Place) -> bool:
    return abs(a[0] - b[0]) < NEAR and abs(a[1] - b[1]) < NEAR


def is_upright(piece: Area) -> bool:
    return piece.right - piece.left < NEAR


def crossings(one: list[Area], two: list[Area]) -> int:
    """How often two lines pass through each other: each goes on on both sides of the other."""
    return sum(_overlap(a, b) == (True, True) for a in one for b in two)


def touches(one: list[Area], two: list[Area]) -> int:
    """How often two lines meet without passing through: one ends on the other, or runs on it."""
    return sum(_overlap(a, b) == (True, False) for a in one for b in two)


def _overlap(a: Area, b: Area) -> tuple[bool, bool]:
    """Whether two pieces meet at all, and whether they pass through each other."""
    if (
        a.left > b.right + NEAR
        or b.left > a.right + NEAR
        or a.top > b.bottom + NEAR
        or b.top > a.bottom + NEAR
    ):
        return False, False
    if is_upright(a) == is_upright(b):
        return True, False
    upright, level = (a, b) if is_upright(a) else (b, a)
    inside = min(
        upright.left - level.left,
        level.right - upright.left,
        level.top - upright.top,
        upright.bottom - level.top,
    )
    return True, inside > NEAR


def read(drawing: "Drawing") -> Picture:
    """The picture that a drawing is."""

    def area(box: object) -> Area:
        x0, y0, x1, y1 = (float(getattr(box, name)) for name in ("x0", "y0", "x1", "y1"))
        return Area(x0, y0, x1, y1)

    def word(label: Any) -> Word | None:
        return Word(label.lines, area(label.box)) if label else None

    arrows = [
        Arrow(
            edge.from_step,
            edge.to_step,
            edge.points,
            word(edge.label),
            edge.from_part,
            edge.to_part,
        )
        for edge in drawing.edges
    ]
    return Picture(
        tuple(
            Shape(s.step, str(s.kind), s.lane, area(s.box), s.text, s.part, word(s.note))
            for s in drawing.symbols
        ),
        tuple(arrows),
        tuple(map(area, drawing.joints)),
        tuple(drawing.table.lanes),
        tuple((step, top, bottom) for step, (top, bottom) in drawing.table.rows.items()),
        tuple(strip for strip in (drawing.table.above, drawing.table.below) if strip is not None),
    )


_SVG = "{http://www.w3.org/2000/svg}"


def read_svg(text: str) -> list[Picture]:
    """The pictures in a flowchart's SVG, a page each. They have no lanes and rows."""
    pages = ElementTree.fromstring(text).iterfind(f".//{_SVG}g[@class='page']")
    return [_page(page) for page in pages]


def _page(page: ElementTree.Element) -> Picture:
    shapes, arrows = [], []
    ties = [_extent(tie) for tie in page.iterfind(f"{_SVG}rect[@class='joint']")]
    for group in page.iterfind(f"{_SVG}g"):
        if group.get("class") == "symbol":
            shapes.append(
                Shape(
                    int(group.get("data-step", "")),
                    group.get("data-kind", ""),
                    group.get("data-lane", ""),
                    _area(group),
                    group.findtext(f"{_SVG}text", ""),
                    int(group.get("data-part", "0")),
                )
            )
        elif group.get("class") == "edge":
            arrows.append(_arrow(group))
    return Picture(tuple(shapes), tuple(arrows), tuple(ties))


def _arrow(group: ElementTree.Element) -> Arrow:
    """An arrow's line ends inside its head: its last corner is the head's tip."""
    line, head = group.find(f"{_SVG}polyline"), group.find(f"{_SVG}polygon")
    assert line is not None
    assert head is not None
    box = group.find(f"{_SVG}rect")
    lines = tuple(text.text or "" for text in group.iterfind(f"{_SVG}text"))
    word = None if box is None else Word(lines, _extent(box))
    start, goal = int(group.get("data-from", "")), int(group.get("data-to", ""))
    parts = (int(group.get(f"data-{end}-part", "0")) for end in ("from", "to"))
    return Arrow(start, goal, (*_places(line)[:-1], _places(head)[0]), word, *parts)


def _area(group: ElementTree.Element) -> Area:
    box, outline = group.find(f"{_SVG}rect"), group.find(f"{_SVG}polygon")
    if box is not None:
        return _extent(box)
    assert outline is not None
    xs, ys = zip(*_places(outline), strict=True)
    return Area(min(xs), min(ys), max(xs), max(ys))


def _extent(box: ElementTree.Element) -> Area:
    x, y, width, height = (float(box.get(name, "")) for name in ("x", "y", "width", "height"))
    return Area(x, y, x + width, y + height)


def _places(line: ElementTree.Element) -> list[Place]:
    figures = [float(figure) for figure in re.split("[ ,]", line.get("points", ""))]
    return list(zip(figures[::2], figures[1::2], strict=True))
