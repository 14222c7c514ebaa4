"""The columns of a table of contents, so wide that no number in it is broken."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sopc.render.text_cells import POINT
from sopc.render.text_lines import WidthOf
from sopc.render.views import View

_SIZE = 10.0 * POINT
_HEAD_SIZE = 8.0 * POINT
_GAP = 4.0
"""The space between two columns."""
_ROUNDING = 0.3
_WIDEST = 1 / 3
"""A number wider than so much of the table is printed in several lines."""
_PIECES = re.compile(r"[^/.]*[/.]*")


@dataclass(frozen=True, slots=True)
class ContentsLine(View):
    """A line of the contents; without a page, ``remark`` says why. ``number_lines`` are the lines
    in which the number is printed."""

    number: str
    title: str
    link: str
    page: int | None
    remark: str = ""
    number_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsSection(View):
    name: str
    subtitle: str
    lines: tuple[ContentsLine, ...]


@dataclass(frozen=True, slots=True)
class ContentsUnit(View):
    label: str
    sections: tuple[ContentsSection, ...]


@dataclass(frozen=True, slots=True)
class ContentsWidths(View):
    """Column widths in millimetres, with the space that parts a column from the next one."""

    order: float
    number: float
    title: float
    page: float


def number_lines(number: str, most: float, width_of: WidthOf) -> tuple[str, ...]:
    """A number in lines of at most so many millimetres: broken after its slashes and dots, and
    elsewhere only if a piece between those is wider still."""
    if width_of(number, _SIZE) <= most:
        return (number,)
    lines = [""]
    for piece in filter(None, _PIECES.findall(number)):
        if lines[-1] and width_of(lines[-1] + piece, _SIZE) > most:
            lines.append("")
        if width_of(piece, _SIZE) <= most:
            lines[-1] += piece
            continue
        for letter in piece:
            if lines[-1] and width_of(lines[-1] + letter, _SIZE) > most:
                lines.append("")
            lines[-1] += letter
    return tuple(lines)


def set_numbers(
    groups: Sequence[ContentsUnit],
    numbers: Iterable[str],
    heads: Sequence[str],
    total: float,
    width_of: WidthOf,
) -> tuple[tuple[ContentsUnit, ...], ContentsWidths]:
    """Contents with their numbers in lines, and the columns' widths, in millimetres.

    ``numbers`` are all that the whole table has, of which ``groups`` may be a part; ``heads`` are
    its four headings, ``total`` is its width. ``width_of`` gives the width of a text at a size, in
    the unit of that size.
    """
    most = total * _WIDEST - _GAP
    known: dict[str, tuple[str, ...]] = {}

    def lines_of(number: str) -> tuple[str, ...]:
        if number not in known:
            known[number] = number_lines(number, most, width_of)
        return known[number]

    def width(texts: Iterable[str], heading: str) -> float:
        widest = max((width_of(text, _SIZE) for text in texts), default=0.0)
        return round(max(min(width_of(heading, _HEAD_SIZE), most), widest) + _ROUNDING, 3)

    def numbered(line: ContentsLine) -> ContentsLine:
        return replace(line, number_lines=lines_of(line.number))

    def section_of(section: ContentsSection) -> ContentsSection:
        return replace(section, lines=tuple(map(numbered, section.lines)))

    found = tuple(replace(unit, sections=tuple(map(section_of, unit.sections))) for unit in groups)
    sections = [section for unit in groups for section in unit.sections]
    lines = [line for section in sections for line in section.lines]
    every = {*numbers, *(line.number for line in lines)}
    order = width({str(len(section.lines)) for section in sections}, heads[0]) + _GAP
    number = width({part for each in every for part in lines_of(each)}, heads[1]) + _GAP
    page = width({str(line.page) for line in lines if line.page}, heads[3])
    title = round(total - order - number - page - _GAP, 3)
    return found, ContentsWidths(order=order, number=number, title=title, page=page)
