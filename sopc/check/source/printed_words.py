"""The words of a source document, in which passages are looked up.

Letters and digits only are compared (``quotes.letters``): tags of HTML, marks of Markdown and the
ends of lines are none. A passage begins and ends where words do. Looking one up costs as much as
it is long, whatever the length of the document.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import TypeAlias

from sopc.catalogue.document import Document
from sopc.check.source.quotes import letters
from sopc.check.source.spellings import Spellings
from sopc.check.source.tokens import Word, words_of
from sopc.lines import Lines

Range: TypeAlias = tuple[int, int]
"""From one offset of a document's letters to before another."""

_KEY = 6
"""So many letters of a passage are looked up at once."""
_WORK = 5_000_000
"""So many letters are compared for a passage at the most, which few documents need."""
_PIECES = 4
"""In so many pieces a text may be: rows of tables are broken by pages."""
_LEAST = 12
"""So many letters each piece has: less stands in many cells, and would excuse a word put in."""


class PrintedWords:
    """A document's letters, where its words, cells and lines begin among them."""

    def __init__(self, document: Document, spellings: Spellings) -> None:
        """With ``spellings`` the document says what was meant by its slips."""
        self.document = document
        self._lines = Lines.of(document.text)
        words, places, opens = _unpacked(document.text)
        said: list[str] = []
        self._starts, self._cells, self._raw = array("I"), array("I"), array("I")
        length = 0
        for begin, meant in spellings.read(words):
            if opens[begin]:
                self._cells.append(length)
            for part in meant:
                self._starts.append(length)
                self._raw.append(places[begin])
                said.append(letters(part))
                length += len(said[-1])
        self._letters = "".join(said)
        self._keys: dict[int, dict[str, array[int]]] = {}

    @property
    def whole(self) -> Range:
        """All of it."""
        return 0, len(self._letters)

    def lines(self, first: int, last: int) -> Range:
        """The letters of the lines from one to another, counted from 1."""
        return self._before_line(first), self._before_line(last + 1)

    def _before_line(self, line: int) -> int:
        if line > len(self._lines.starts):
            return len(self._letters)
        word = bisect_left(self._raw, self._lines.starts[line - 1])
        return self._starts[word] if word < len(self._starts) else len(self._letters)

    def words(self, within: Range) -> Iterator[Word]:
        """The document's own words in a range."""
        first, last = (bisect_left(self._starts, at) for at in within)
        if first < last:
            text = self.document.text
            end = self._raw[last] if last < len(self._raw) else len(text)
            yield from words_of(text, self._raw[first], end)

    def end_of(self, passage: str, within: Range) -> int | None:
        """Where the first occurrence of a passage of letters ends, whole or in pieces; or None."""
        for start in self._like(passage, _KEY, within):
            end = start + len(passage)
            if end <= within[1] and self._letters.startswith(passage, start) and self._is_end(end):
                return end
        return self._end_in_pieces(passage, within)

    def _end_in_pieces(self, passage: str, within: Range) -> int | None:
        """The same where the ends of pages break it: pieces end and begin where cells do."""
        rest, at = passage, within[0]
        if len(passage) < 2 * _LEAST:
            return None
        for _ in range(_PIECES):
            best = (0, 0)
            for start in self._like(rest, _KEY, (at, within[1])):
                if len(rest) == len(passage) or _has(self._cells, start):
                    end = start + self._common(rest, start)
                    if end - start == len(rest) and end <= within[1] and self._is_end(end):
                        return end
                    cell = self._cells[bisect_right(self._cells, end) - 1]
                    best = max(best, (cell - start, cell))
            taken, at = best
            if min(taken, len(rest) - taken) < _LEAST:
                return None
            rest = rest[taken:]
        return None

    def _common(self, passage: str, start: int) -> int:
        """How many letters of a passage stand at an offset."""
        least, most = 0, len(passage)
        while least < most:
            middle = (least + most + 1) // 2
            if self._letters.startswith(passage[:middle], start):
                least = middle
            else:
                most = middle - 1
        return least

    def _like(self, passage: str, count: int, within: Range) -> Iterator[int]:
        """Where words begin with the first letters of a passage."""
        key = passage[:count]
        places = self._index(len(key)).get(key, array("I"))
        first, last = (bisect_left(places, at) for at in within)
        most = max(1, _WORK // len(passage))
        return (places[index] for index in islice(range(first, last), most))

    def _index(self, count: int) -> "dict[str, array[int]]":
        if count not in self._keys:
            index: dict[str, array[int]] = {}
            for start in self._starts:
                index.setdefault(self._letters[start : start + count], array("I")).append(start)
            self._keys[count] = index
        return self._keys[count]

    def _is_end(self, at: int) -> bool:
        return at == len(self._letters) or _has(self._starts, at)


def _unpacked(text: str) -> "tuple[list[str], array[int], bytearray]":
    """The words of a text: what they say, where they begin, and whether they begin a cell."""
    words, places, opens = [], array("I"), bytearray()
    for word in words_of(text):
        words.append(word.said)
        places.append(word.start)
        opens.append(word.opens_cell)
    return words, places, opens


def _has(ascending: "array[int]", value: int) -> bool:
    at = bisect_left(ascending, value)
    return at < len(ascending) and ascending[at] == value
