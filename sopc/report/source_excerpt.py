"""A line of a source file as it is shown below a finding, and the signs that underline it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import category, east_asian_width

from sopc.diagnostics import Place

_WIDTH = 120
_NEAR, _BEFORE = 90, 40
"""From which column on a line is shown in part, and how much of it before that column."""
_WIDE_SPACE = "\N{IDEOGRAPHIC SPACE}"


def safe(text: str) -> str:
    """Text that cannot steer a terminal or reorder what is shown."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


@dataclass(frozen=True, slots=True)
class SourceExcerpt:
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
        stretches = [(*self._stretch(place), sign)]
        stretches += [(*self._stretch(other), "-") for other in beside]
        last = max(end for _, end, _ in stretches)
        shown = self.text.ljust(last)
        signs = (self._below(shown[index], index, stretches) for index in range(last))
        return "".join(signs)

    def _stretch(self, place: Place) -> tuple[int, int]:
        """The characters of the text that are a place's: at least one, to have a sign."""
        first = place.column - 1 - self.start
        shown = len(self.text.rstrip())
        end = place.end_column - 1 - self.start if place.end_line == place.line else shown
        return first, max(first + 1, min(end, shown))

    def _below(self, character: str, index: int, stretches: Sequence[tuple[int, int, str]]) -> str:
        """What stands below a character: as wide as it is, so that columns stay aligned."""
        width = _cells(character)
        for first, end, sign in stretches:
            if first <= index < end:
                return sign * max(width, index == first)
        return _WIDE_SPACE if width == 2 else " " * width


def _cells(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
