"""The table around a flowchart's SVG: its rules, the lanes' headings and the steps' numbers.

A heading that has no room across its lane is turned upright, as on the printed page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import Form
from sopc.layout.grid import Table
from sopc.render.lanes import TURNED_FROM
from sopc.render.table_text import empty_lanes
from sopc.render.typeface import Typeface

NUMBERS = 26.0
"""Width of the column of step numbers."""
_LINE, _SIZE = 10.0, 8.4
_AROUND = 4.0
"""Free on both sides of a heading together."""
_LONGER = 2.0
_BESIDE = 28.0
"""How far below a row's top its number stands at most: beside the first box."""


@dataclass(frozen=True, slots=True)
class LaneHeading:
    """A lane's heading in lines, across or ``upright``, and how high it is."""

    lines: tuple[str, ...]
    upright: bool
    height: float


def headings(
    entry: Entry, catalogue: Catalogue, lanes: Sequence[tuple[float, float]], face: Typeface
) -> list[LaneHeading]:
    """The headings of an SOP's lanes, each between two edges."""
    empty = empty_lanes(entry.sop)
    many = len(lanes) >= TURNED_FROM
    return [
        _heading(catalogue.actors[key].lines, right - left - _AROUND, face, turned=many or none)
        for key, (left, right), none in zip(entry.sop.lanes, lanes, empty, strict=True)
    ]


def _heading(lines: Sequence[str], width: float, face: Typeface, *, turned: bool) -> LaneHeading:
    longest = max(face.width(word, _SIZE) for line in lines for word in _words(line))
    if not turned and longest <= width:
        across = [part for line in lines for part in _wrap(line, width, face)]
        return LaneHeading(tuple(across), upright=False, height=_LINE * len(across))
    most, whole = width // _LINE, sum(face.width(line, _SIZE) for line in lines)
    length = longest
    while True:
        broken = tuple(part for line in lines for part in _wrap(line, length, face))
        if len(broken) <= max(most, 1) or length > whole:
            longest = max(face.width(line, _SIZE) for line in broken)
            return LaneHeading(broken, upright=True, height=longest)
        length += _LONGER


def _words(text: str) -> list[str]:
    return text.replace("/", "/ ").split() or [""]


def _wrap(text: str, width: float, face: Typeface) -> list[str]:
    lines: list[str] = []
    for word in _words(text):
        longer = f"{lines[-1]} {word}".replace("/ ", "/") if lines else word
        if lines and face.width(longer, _SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def head_height(heads: Sequence[LaneHeading]) -> float:
    """The height of the table's head."""
    return 2 * _AROUND + max(head.height for head in heads)


def frame(
    table: Table,
    heads: Sequence[LaneHeading],
    left: float,
    y: float,
    printed: tuple[Entry, Form],
) -> Iterator[str]:
    """The table's rules, the lanes' headings and the steps' numbers; its head begins at ``y``."""
    rows, (entry, form) = table.rows, printed
    bottom, right = max(b for _, b in rows.values()), table.lanes[-1][1]
    top = table.extent[0]
    yield (
        f'<rect class="head" x="{left:.2f}" y="{y:.2f}" '
        f'width="{right - left:.2f}" height="{top - y:.2f}"/>'
    )
    for x in (left, *(lane[0] for lane in table.lanes), right):
        yield f'<path class="rule" d="M{x:.2f} {y:.2f}V{bottom:.2f}"/>'
    for level in (y, *(a for a, _ in rows.values()), bottom):
        yield f'<path class="rule" d="M{left:.2f} {level:.2f}H{right:.2f}"/>'
    for head, lane in zip(heads, table.lanes, strict=True):
        yield from _head(head, sum(lane) / 2, (y + top) / 2)
    for step, (a, b) in rows.items():
        number = form.chart.numbered(entry.sop.steps[step - 1].printed_number(step))
        if number:
            yield words_at(number, left + NUMBERS / 2, min((a + b) / 2 + 3, a + _BESIDE), 9)


def _head(head: LaneHeading, x: float, y: float) -> Iterator[str]:
    """A heading around a point."""
    start = -_LINE * len(head.lines) / 2 + _LINE * 0.75
    for index, line in enumerate(head.lines):
        by = start + index * _LINE
        if head.upright:
            yield words_at(line, x + by, y, _SIZE, bold=True, upright=True)
        else:
            yield words_at(line, x, y + by, _SIZE, bold=True)


def words_at(
    words: str, x: float, y: float, size: float, *, bold: bool = False, upright: bool = False
) -> str:
    """A line of text around ``x`` on the baseline ``y``; read from below where it is upright."""
    weight = ' font-weight="bold"' if bold else ""
    turn = f' transform="rotate(-90 {x:.2f} {y:.2f})"' if upright else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:.2f}"{weight} '
        f'text-anchor="middle"{turn}>{escape(words)}</text>'
    )
