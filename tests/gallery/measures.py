"""What a reader's eye has to follow in a flowchart, counted from its SVG, and what is new in it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import pairwise

from tests.layout.picture import NEAR, Arrow, Picture, read_svg
from tests.layout.test_picture import WITHOUT_TABLE

_PX_PER_MM = 96 / 25.4
COSTS = ("pages", "bends", "crossings", "length", "faults")
"""The measures of which less is better."""


@dataclass(frozen=True)
class Measures:
    """Counts of one flowchart, or of several together; ``length`` is that of arrows, in mm."""

    pages: int = 0
    symbols: int = 0
    arrows: int = 0
    bends: int = 0
    crossings: int = 0
    labels: int = 0
    length: int = 0
    faults: int = 0

    def __add__(self, other: "Measures") -> "Measures":
        return Measures(**{n: getattr(self, n) + getattr(other, n) for n in NAMES})


NAMES = tuple(field.name for field in fields(Measures))


def measure(svg: str) -> Measures:
    """The measures of a flowchart, all its pages."""
    pictures = read_svg(svg)
    arrows = [arrow for picture in pictures for arrow in picture.arrows]
    length = sum(
        piece.right - piece.left + piece.bottom - piece.top
        for arrow in arrows
        for piece in arrow.pieces
    )
    return Measures(
        pages=len(pictures),
        symbols=sum(len(picture.shapes) for picture in pictures),
        arrows=len(arrows),
        bends=sum(len(ways(arrow)) - 1 for arrow in arrows),
        crossings=sum(picture.crossings for picture in pictures),
        labels=sum(arrow.word is not None for arrow in arrows),
        length=round(length / _PX_PER_MM),
        faults=len(faults(svg)),
    )


def total(measures: Iterable[Measures]) -> Measures:
    return sum(measures, Measures())


def faults(svg: str) -> list[str]:
    """What breaks a guarantee, in words: see ``tests/layout/guarantees.py``."""
    return [fault for page in read_svg(svg) for judge in WITHOUT_TABLE for fault in judge(page)]


def ways(arrow: Arrow) -> tuple[str, ...]:
    """Which ways an arrow goes, one after the other."""
    found: list[str] = []
    for (x0, y0), (x1, y1) in pairwise(arrow.corners):
        if abs(x1 - x0) < NEAR and abs(y1 - y0) < NEAR:
            continue
        upright = abs(x1 - x0) < abs(y1 - y0)
        way = ("down" if y1 > y0 else "up") if upright else ("right" if x1 > x0 else "left")
        if found[-1:] != [way]:
            found.append(way)
    return tuple(found)


def course(arrow: Arrow) -> object:
    """What stays the same of an arrow while rows get higher and lanes wider."""
    ends = (arrow.start, arrow.from_part, arrow.goal, arrow.to_part)
    return ends, ways(arrow), arrow.word and arrow.word.lines


def is_redrawn(old: str, new: str) -> bool:
    """Whether two flowcharts differ in more than sizes: in symbols, arrows' courses, or counts."""
    return _shape(read_svg(old)) != _shape(read_svg(new)) or any(
        getattr(measure(old), name) != getattr(measure(new), name)
        for name in ("crossings", "faults")
    )


def _shape(pages: list[Picture]) -> object:
    return [
        (
            Counter((s.step, s.part, s.kind, s.lane, s.word) for s in page.shapes),
            Counter(course(arrow) for arrow in page.arrows),
        )
        for page in pages
    ]
