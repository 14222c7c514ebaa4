"""What a document prints in the place of words that it does not have."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopc.check.source.printed_words import PrintedWords, Range
from sopc.check.source.quotes import letters
from sopc.check.source.tokens import Word
from sopc.diagnostics import RelatedPlace, place_of
from sopc.language import Phrase
from sopc.lines import Lines

_WORK = 200_000
"""So many words are compared for all texts together: who needs more has named other lines, and no
use for guesses."""
_CELL = 3
"""As much as so many words costs each cell besides."""
_ALIKE = 0.4
"""What shares less of its words is something else."""
_AROUND = 3
"""So many words are shown around a difference."""
_SHOWN = 24
"""And so many of the difference itself."""


@dataclass(frozen=True, slots=True)
class Near:
    """Where a text and the words that are nearest to it differ: in the text, and as printed."""

    of_text: str
    printed: str
    related: tuple[RelatedPlace, ...]


class Nearest:
    """``to(text, ranges)`` finds the cell of a document that shares most words with a text."""

    def __init__(self, words: PrintedWords) -> None:
        self._words, self._left = words, _WORK
        self._lines = Lines.of(words.document.text)

    def to(self, text: str, within: Sequence[Range]) -> Near | None:
        """The nearest words, or None where none are alike, or too many were asked for."""
        spoken = [word for word in text.split() if letters(word)]
        wanted = Counter(map(letters, spoken))
        best, most = None, _ALIKE
        for cell in self._cells(within):
            said = Counter(letters(word.said) for word in cell)
            alike = 2 * (said & wanted).total() / (said.total() + wanted.total())
            if alike > most:
                best, most = cell, alike
        return self._near(spoken, best) if best else None

    def _cells(self, within: Sequence[Range]) -> Iterator[list[Word]]:
        cell: list[Word] = []
        for word in (word for each in within for word in self._words.words(each)):
            self._left -= 1
            if self._left < 0:
                return
            if word.opens_cell and cell:
                self._left -= _CELL
                yield cell
                cell = []
            cell.append(word)
        if cell:
            yield cell

    def _near(self, spoken: Sequence[str], cell: Sequence[Word]) -> Near:
        document = self._words.document
        printed = [document.text[word.start : word.end] for word in cell]
        first, last, end = _differing(spoken, printed)
        begin = min(first, len(cell) - 1)
        stop = max(begin, end - 1)
        place = place_of(document.name, self._lines, cell[begin].start, cell[stop].end)
        related = RelatedPlace(place, Phrase("printed here"))
        return Near(_part(spoken, first, last), _part(printed, first, end), (related,))


def _differing(text: Sequence[str], printed: Sequence[str]) -> tuple[int, int, int]:
    """From which word on both differ, and to before which word of each."""
    least = min(len(text), len(printed))
    same = [letters(a) == letters(b) for a, b in zip(text, printed, strict=False)]
    first = (*same, False).index(False)
    back = zip(reversed(text), reversed(printed), strict=False)
    ends = [letters(a) == letters(b) for a, b in back][: least - first]
    after = (*ends, False).index(False)
    return first, len(text) - after, len(printed) - after


def _part(words: Sequence[str], first: int, last: int) -> str:
    begin, end = max(0, first - _AROUND), min(len(words), last + _AROUND)
    end = min(end, begin + _SHOWN)
    dots = "… " if begin else "", " …" if end < len(words) else ""
    return f"{dots[0]}{' '.join(words[begin:end])}{dots[1]}"
