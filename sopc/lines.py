"""Lines as editors count them: each ends with LF, CR LF or CR, and with nothing else.

Python's ``splitlines`` also parts a text at form feeds and such, YAML at U+0085, U+2028 and U+2029;
an editor that is sent to a line counts none of those.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from io import StringIO
from itertools import accumulate
from typing import NamedTuple

LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line."""


def split(text: str) -> list[str]:
    """A text's lines without their ends."""
    return [line.rstrip("\r\n") for line in StringIO(text, newline="")]


class Lines(NamedTuple):
    """Where in a text its lines begin: ``starts`` are offsets in characters, the first is 0.

    A text that ends with the end of a line has one more, empty, line: a parser can point there.
    """

    starts: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """The lines of a text."""
        starts = array("I", accumulate(map(len, StringIO(text, newline="")), initial=0))
        if text and not text.endswith(("\n", "\r")):
            starts.pop()  # where the text ends, no line begins
        return cls(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character, counted from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def stretch(self, start: int, end: int) -> tuple[int, int, int, int]:
        """The position of a character, and of one at or after it."""
        line, column = self.position(start)
        if line == len(self.starts) or end < self.starts[line]:  # as mostly
            return line, column, line, column + end - start
        return line, column, *self.position(end)
