"""A line of a source file as it is shown below a finding, and the signs that underline it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sopc.diagnostics import Place
from sopc.safe import safe

_WIDTH = 120
_NEAR, _BEFORE = 90, 40
"""From which column on a line is shown in part, and how much of it before that column."""
_WIDE_SPACE = "\N{IDEOGRAPHIC SPACE}"


class SourceExcerpt(NamedTuple):
    """What is shown of a line: ``text``, which begins with the character ``start`` of the line.

    Of a long line it is the part around a place, with dots where the line goes on.
    """

    file: str
    line: int
    start: int
    text: str

    @classmethod
    def of(cls, place: Place, lines: Sequence[str]) -> "SourceExcerpt | None":
        """The line in which a place begins; nothing for one after the last line."""
        if not 1 <= place.line <= len(lines):
            return None
        line, column = lines[place.line - 1], place.column - 1
        start = column - _BEFORE if column > _NEAR else 0
        part = safe(line[start : start + _WIDTH].replace("\t", " "))
        dots = "…" if len(line) > start + _WIDTH else ""
        shown = f"…{part}{dots}" if start else f"{part}{dots}"
        return cls(place.file, place.line, start - bool(start), shown)

    def shows(self, place: Place) -> bool:
        """Whether a place is in this line and in the part that is shown."""
        here = (place.file, place.line, place.end_line) == (self.file, self.line, self.line)
        first = self.start + bool(self.start)  # after the dots
        return here and first < place.column and place.end_column <= self.start + _WIDTH

    def underline(self, place: Place, sign: str, beside: Iterable[Place] = ()) -> str:
        """Signs below a place, as far as it is shown, and dashes below others in the line."""
        begin, finish = self._stretch(place)
        others = (self._stretch(other) for other in beside)
        apart = [(*other, "-") for other in others if other[1] <= begin or finish <= other[0]]
        signs, shown = "", 0
        for first, end, each in sorted([(begin, finish, sign), *apart]):
            first = max(first, shown)  # others may overlap one another
            signs += _blank(self._part(shown, first)) + each * _width(self._part(first, end))
            shown = max(end, shown)
        return signs

    def _part(self, first: int, end: int) -> str:
        """Characters of the text, spaces where it has ended."""
        return self.text[first:end].ljust(end - first)

    def _stretch(self, place: Place) -> tuple[int, int]:
        """The characters of the text that are a place's: at least one, to have a sign."""
        first = place.column - 1 - self.start
        shown = len(self.text.rstrip())
        end = place.end_column - 1 - self.start if place.end_line == place.line else shown
        return first, max(first + 1, min(end, shown))


def _blank(text: str) -> str:
    """Spaces as wide as a text, a wide one below a wide character."""
    if text.isascii():
        return " " * len(text)
    return "".join(_WIDE_SPACE if _cells(c) == 2 else " " * _cells(c) for c in text)


def _width(text: str) -> int:
    """How many columns a text takes; at least one, to have a sign."""
    return len(text) if text.isascii() else max(1, sum(map(_cells, text)))


def _cells(character: str) -> int:
    """How many columns of a terminal a character takes."""
    from unicodedata import category, east_asian_width  # few lines are not ASCII

    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
