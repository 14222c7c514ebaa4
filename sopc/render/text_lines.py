"""How many lines a text takes in a width: it is broken as the page engine breaks it.

Words break at spaces, and after hyphens, dashes and slashes between letters; a word that is wider
than the line breaks anywhere. Widths are in the unit of ``WidthOf``'s size.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

WidthOf: TypeAlias = Callable[[str, float], float]
"""The width of a text at a font size, in the unit of that size."""

_WORDS = re.compile(r"[^\s\u200b]+[\s\u200b]*")
_PIECES = re.compile(r"(?<=[^\W\d][-/–—])(?=[^\W\d])|(?<=[–—])(?=\w)")
"""Where a word may break: after a hyphen, slash or dash between letters, and after any dash."""
_ROUNDING = 0.01
"""So much of the unit a line may be too narrow: what widths lose in rounding."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text set in one endless line: where each unbreakable piece begins and ends."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]

    @classmethod
    def of(cls, text: str, size: float, width_of: WidthOf) -> "TextLine":
        """Set a text without line breaks of its own."""
        space = width_of(" ", size)
        advances, widths = [], []
        for word in _WORDS.findall(text):
            bare = word.rstrip("\u200b \t\n\r")
            pieces = _PIECES.split(bare)
            own = [width_of(piece, size) for piece in pieces]
            widths += own
            advances += own
            if len(bare) < len(word) and word[len(bare) :] != "\u200b":
                advances[-1] += space
        starts = list(accumulate(advances, initial=0.0))[:-1]
        ends = (start + width for start, width in zip(starts, widths, strict=True))
        return cls(tuple(starts), tuple(ends))

    @property
    def longest(self) -> float:
        """The width of the longest piece; nothing for no text."""
        pairs = zip(self.starts, self.ends, strict=True)
        return max((end - start for start, end in pairs), default=0.0)

    @property
    def whole(self) -> float:
        """The width of the text in one line."""
        return self.ends[-1] if self.ends else 0.0

    def broken(self, width: float) -> int:
        """Into how many lines it breaks; a text of no words takes none."""
        if not self.ends:
            return 0
        lines, index, position = 0, 0, 0.0
        width = max(width, 1.0) + _ROUNDING
        while True:
            lines += 1
            after = bisect_right(self.ends, position + width, index)
            if after == len(self.ends):
                return lines
            if after > index:
                index, position = after, self.starts[after]
            else:  # no piece fits: as many of its letters as do
                position += width


@dataclass(frozen=True, slots=True)
class Cell:
    """The texts of a table's cell, one below the other; ``indent`` narrows the lines."""

    lines: tuple[TextLine, ...] = ()
    indent: float = 0.0

    @property
    def longest(self) -> float:
        """The width that no word is broken in."""
        return max((line.longest + self.indent for line in self.lines), default=0.0)

    @property
    def whole(self) -> float:
        """The width in which each text takes one line."""
        return max((line.whole + self.indent for line in self.lines), default=0.0)

    def broken(self, width: float) -> int:
        """How many lines it takes."""
        return sum(line.broken(width - self.indent) for line in self.lines)


def cell_of(texts: Iterable[str], size: float, width_of: WidthOf, indent: float = 0.0) -> Cell:
    """A cell of texts; those with line breaks of their own begin new lines there."""
    lines = (line for text in texts for line in text.split("\n"))
    return Cell(tuple(TextLine.of(line, size, width_of) for line in lines), indent)
