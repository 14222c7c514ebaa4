"""Places of a text, as sopc counts them and as an editor's client does.

sopc counts lines and characters from 1; a client counts lines from 0, and in a line the units of
an encoding that both have agreed on: two for a character beyond the 16 bits of UTF-16.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

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
    _counted: dict[int, Sequence[int]] = field(default_factory=dict, compare=False)

    @cached_property
    def lines(self) -> Lines:
        """Where lines begin."""
        return Lines.of(self.text)

    def position(self, offset: int) -> types.Position:
        """A client's position of a character, or of the end of the text."""
        line, column = self.lines.position(offset)
        if self._is_plain:
            return types.Position(line - 1, column - 1)
        return types.Position(line - 1, self._before(line - 1)[column - 1])

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
        if self._is_plain:
            return min(begin + position.character, end)
        before = self._before(position.line)
        # of what comes before a letter as much as there is: within one, its start
        return min(begin + bisect_right(before, position.character) - 1, end)

    @cached_property
    def _is_plain(self) -> bool:
        """Whether both count alike: each letter is one."""
        return self.encoding == types.PositionEncodingKind.Utf32 or self.text.isascii()

    def _before(self, index: int) -> Sequence[int]:
        """How much a client counts before each letter of a line, and before what follows it. Kept:
        a line may be as long as a file, and be asked about at every word."""
        if index not in self._counted:
            begin = self.lines.starts[index]
            end = self.lines.starts[index + 1] if index + 1 < len(self.lines.starts) else None
            counted = (units(sign, self.encoding) for sign in self.text[begin:end])
            self._counted[index] = array("L", accumulate(counted, initial=0))
        return self._counted[index]

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
