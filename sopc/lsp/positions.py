"""Places of a text, as sopc counts them and as an editor's client does.

sopc counts lines and characters from 1; a client counts lines from 0, and in a line the units of
an encoding that both have agreed on: two for a character beyond the 16 bits of UTF-16.
"""

from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types

from sopc.diagnostics import Place
from sopc.lines import Lines

_ENDS = "\r\n"


def units(text: str, encoding: types.PositionEncodingKind | str) -> int:
    """How long a client counts a text."""
    if encoding == types.PositionEncodingKind.Utf32:
        return len(text)
    if encoding == types.PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True)
class Positions:
    """The lines of one text, for a client that counts by an encoding."""

    text: str
    encoding: types.PositionEncodingKind | str

    @cached_property
    def lines(self) -> Lines:
        """Where lines begin."""
        return Lines.of(self.text)

    def position(self, offset: int) -> types.Position:
        """A client's position of a character, or of the end of the text."""
        line, _ = self.lines.position(offset)
        begin = self.lines.starts[line - 1]
        return types.Position(line - 1, units(self.text[begin:offset], self.encoding))

    def span(self, start: int, end: int) -> types.Range:
        """A client's range, from one character up to another."""
        return types.Range(self.position(start), self.position(end))

    def range_of(self, place: Place) -> types.Range:
        """A client's range of a place. What lies outside the text, as changed since, is its end."""
        start = self._offset(place.line, place.column)
        return self.span(start, max(start, self._offset(place.end_line, place.end_column)))

    def offset(self, position: types.Position) -> int:
        """The character at a client's position; within one, its start; beyond a line, its end."""
        if position.line >= len(self.lines.starts):
            return len(self.text)
        begin, end = self._line(position.line)
        line = self.text[begin:end]
        if line.isascii():
            return begin + min(position.character, len(line))
        counted = 0
        for index, sign in enumerate(line):
            counted += units(sign, self.encoding)
            if counted > position.character:
                return begin + index
        return end

    def _offset(self, line: int, column: int) -> int:
        if line > len(self.lines.starts):
            return len(self.text)
        begin, end = self._line(line - 1)
        return min(begin + column - 1, end)

    def _line(self, index: int) -> tuple[int, int]:
        """Where a line begins and ends, without what ends it."""
        starts = self.lines.starts
        begin = starts[index]
        end = starts[index + 1] if index + 1 < len(starts) else len(self.text)
        return begin, begin + len(self.text[begin:end].rstrip(_ENDS))
