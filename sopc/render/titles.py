"""Titles in lines of about equal length, by what they measure; none ends in a single word that can
be helped.

Titles are HTML: the lines in which they are written are kept, and tags have no width.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup

from sopc.render.marked import line_html
from sopc.render.text_lines import WidthOf

_WORD = re.compile(r"(?:<[^>]*>|[^\s<])+")
_BREAK = "<br>"
_SIZES = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
"""The sizes of a title that stands on a page of its own, in points: the largest that fits."""
_PITCH = 31 / 26
"""The height of a line beside its letters'."""
_MOST_WORDS = 120
"""A longer title is text: it is broken by the page engine."""
_SLACK = 0.99
"""So much of the width is used: letters in italics are somewhat wider or narrower."""
_LONELY = 4.0
"""What a last line of one word costs, in squares of a whole line left empty."""


def title_lines(title: str, size: float, width: float, bold: WidthOf) -> tuple[Markup, ...]:
    """A title in capitals, in lines of at most so many millimetres, at a size in points.

    ``bold`` gives the width of a text at a size, in the unit of that size. A word that is wider
    than a line stands alone in it.
    """
    written = str(line_html(title)).split(_BREAK)
    return tuple(Markup(line) for each in written for line in _even(each, size, width, bold))


def display_title(
    title: str, width: float, height: float, bold: WidthOf
) -> tuple[tuple[Markup, ...], float]:
    """A title on a page of its own: its lines, and the size in points at which they fit into a
    width and height in millimetres, with no word broken if that can be helped."""
    for size in _SIZES:
        lines = title_lines(title, size, width, bold)
        points = size / 72 * 25.4
        fits = len(lines) * points * _PITCH <= height
        if fits and all(_width(str(line), size, bold) <= width for line in lines):
            return lines, size
    return title_lines(title, _SIZES[-1], width, bold), _SIZES[-1]


def _width(html: str, size: float, bold: WidthOf) -> float:
    words = Markup(html).striptags().upper()
    return bold(words, size / 72 * 25.4)


def _even(line: str, size: float, width: float, bold: WidthOf) -> list[str]:
    words = _WORD.findall(line)
    if len(words) > _MOST_WORDS:
        return [line]
    space = bold(" ", size / 72 * 25.4)
    widths = [_width(word, size, bold) for word in words]
    ends = _best_ends(widths, space, width * _SLACK)
    return [" ".join(words[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _best_ends(widths: Sequence[float], space: float, most: float) -> list[int]:
    """After which words lines end: as few lines as can be, and of those ways the evenest."""
    count = len(widths)
    before = list(accumulate(widths, lambda total, each: total + each + space, initial=0.0))

    def line(start: int, end: int) -> float:
        return before[end] - before[start] - space

    # for each number of words: the fewest lines they take, what that costs, where the last began
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, count + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            length = line(start, end)
            if length > most and start < end - 1:
                break
            lines, cost, _ = best[start]
            empty = max(0.0, 1 - length / most) ** 2
            lonely = _LONELY if end == count and start == end - 1 and start > 0 else 0.0
            ways.append((lines + 1, cost + empty + lonely, start))
        best.append(min(ways))
    ends, end = [], count
    while end:
        ends.append(end)
        end = best[end][2]
    return ends[::-1] or [0]
