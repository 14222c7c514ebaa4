"""The one known word that another is a slip for: what may be written in its place unasked."""

from collections.abc import Container, Iterable

_LONGEST = 60
_MOST_COMPARED = 30_000
"""With how many known words the unknown ones are compared, all in all: for a second or so."""
_SHORT, _LONG = 4, 8
"""From how many letters on a word may differ in one, and in two."""


class Slips:
    """``slips(word)`` is the one known word that is meant for sure, or nothing.

    It differs in capitals, hyphens and such only, or by a slip or two of the pen in a word that is
    long enough, while no other known word is as near. Another digit is never a slip: that is
    another thing.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._folded: dict[str, set[str]] = {}
        self._alike: dict[tuple[str, int], list[str]] = {}
        for each in known:
            if len(each) <= _LONGEST:
                self._folded.setdefault(_folded(each), set()).add(each)
                self._alike.setdefault((_digits(each), len(each)), []).append(each)
        self._left = _MOST_COMPARED

    def __call__(self, word: str, taken: Container[str] = ()) -> str:
        """The word that is meant, of those that are not ``taken``."""
        if not word or len(word) > _LONGEST:
            return ""
        same = self._folded.get(_folded(word), set())
        if same:
            return next(iter(same)) if len(same) == 1 else ""
        most = 0 if len(word) < _SHORT else 1 if len(word) < _LONG else 2
        if not most:
            return ""
        lengths = range(len(word) - most - 1, len(word) + most + 2)
        digits = _digits(word)
        alike = [each for length in lengths for each in self._alike.get((digits, length), ())]
        self._left -= len(alike)
        if self._left < 0:
            return ""
        found: dict[int, list[str]] = {}
        for each in alike:
            if each not in taken:
                found.setdefault(_count(_folded(word), _folded(each)), []).append(each)
        nearest = min(found, default=most + 1)
        # one that is but a slip further could be meant as well, unless a single slip is little
        further = nearest if nearest < most else nearest + 1
        near = [each for slips in {nearest, further} for each in found.get(slips, ())]
        return near[0] if nearest <= most and len(near) == 1 else ""


def _folded(word: str) -> str:
    """A word without capitals, and with one sign for all that part words."""
    return "-".join(word.lower().replace("_", " ").replace("-", " ").split())


def _digits(word: str) -> str:
    return "".join(letter for letter in word if letter.isdigit())


def _count(word: str, other: str) -> int:
    """How many letters are too many, missing, wrong, or in the place of the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        above, before, row = before, row, [i]
        for j, sign in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and (letter, word[i - 2]) == (other[j - 2], sign):
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
