"""A flowchart's SVG → the same, fitted to the points of a picture.

A line between two points of a picture is spread over both, and looks thinner or paler than its
equals that happen to lie on them. So places are moved by less than half a point, and lines made a
whole, even number of points wide: what is equal in the drawing is equal in the picture.
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

POINTS = 4
"""How many points of a picture a CSS pixel is wide."""

_NAMESPACE = "http://www.w3.org/2000/svg"
_DECLARED = f' xmlns="{_NAMESPACE}"'
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
_WIDTH = re.compile(r"stroke-width:([\d.]+)")


def fitted(svg: str) -> str:
    """An SVG as ``write_svg`` makes it, with its places and line widths on whole points."""
    root = ElementTree.fromstring(svg.replace(_DECLARED, "", 1))
    _fit_view(root)
    for style in root.iter("style"):
        style.text = _WIDTH.sub(lambda w: f"stroke-width:{_even(float(w[1])):g}", style.text or "")
    for element in root.iter():
        kind = element.get("class")
        if kind == "symbol":
            _fit_symbol(element)
        elif kind == "edge":
            _fit_arrow(element)
        elif kind == "joint":
            _move(element, _fitted_box(_box(element)))
        elif kind == "rule":
            element.set("d", _all_near(element.get("d", "")))
    root.set("xmlns", _NAMESPACE)
    return ElementTree.tostring(root, encoding="unicode")


def _near(place: float) -> float:
    return round(place * POINTS) / POINTS


def _even(width: float) -> float:
    """The nearest width, or height, of an even number of points: its middle is on one too."""
    return max(1, round(width * POINTS / 2)) * 2 / POINTS


def _all_near(figures: str) -> str:
    return _FIGURE.sub(lambda figure: f"{_near(float(figure[0])):.2f}", figures)


def _fit_view(root: Element) -> None:
    view = _all_near(root.get("viewBox", ""))
    root.set("viewBox", view)
    for name, size in zip(("width", "height"), view.split()[2:], strict=True):
        root.set(name, size)


def _fit_symbol(group: Element) -> None:
    """A symbol's middle onto a point, where arrows meet it; its word goes along."""
    shape = next(element for element in group if element.tag in ("rect", "polygon"))
    before = _box(shape)
    after = _fitted_box(before)
    _move(shape, after)
    for text in group.iter("text"):
        for name, old, new in zip("xy", _middle(before), _middle(after), strict=True):
            text.set(name, f"{float(text.get(name, '0')) + new - old:.3f}")


def _fit_arrow(group: Element) -> None:
    """An arrow's line onto points, and its head, whole, to where the line is now."""
    for line in group.iter("polyline"):
        line.set("points", _all_near(line.get("points", "")))
    for head in group.iter("polygon"):
        places = _places(head)
        by = tuple(_near(figure) - figure for figure in places[0])
        head.set("points", " ".join(f"{x + by[0]:.3f},{y + by[1]:.3f}" for x, y in places))


_Box = tuple[float, float, float, float]
"""Left, top, width, height."""


def _box(shape: Element) -> _Box:
    if shape.tag == "rect":
        x, y, width, height = (float(shape.get(n, "0")) for n in ("x", "y", "width", "height"))
        return x, y, width, height
    xs, ys = zip(*_places(shape), strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _middle(box: _Box) -> tuple[float, float]:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def _fitted_box(box: _Box) -> _Box:
    (x, y), width, height = _middle(box), _even(box[2]), _even(box[3])
    return _near(x) - width / 2, _near(y) - height / 2, width, height


def _move(shape: Element, box: _Box) -> None:
    """Stretch a shape, by less than a point, into a box."""
    if shape.tag == "rect":
        for name, figure in zip(("x", "y", "width", "height"), box, strict=True):
            shape.set(name, f"{figure:.3f}")
        if shape.get("rx"):
            shape.set("rx", f"{min(box[2:]) / 2:.3f}")
        return
    x, y, width, height = _box(shape)
    places = [
        (box[0] + (a - x) * box[2] / width, box[1] + (b - y) * box[3] / height)
        for a, b in _places(shape)
    ]
    shape.set("points", " ".join(f"{a:.3f},{b:.3f}" for a, b in places))


def _places(shape: Element) -> Sequence[tuple[float, float]]:
    figures = [float(figure) for figure in _FIGURE.findall(shape.get("points", ""))]
    return list(zip(figures[::2], figures[1::2], strict=True))
