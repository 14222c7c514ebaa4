"""Hints for words that nothing has: the closest known one, at a bounded cost however many."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

from sopc.language import Hint, Phrase

_LONGEST = 60
"""Of how many letters words are compared, which takes the square of them."""
_MOST_WORDS = 200
"""Comparing a word with all known ones takes milliseconds; who has more slips than these has a
registry missing, and no use for guesses."""
_MOST_COMPARED = 30_000
"""With how many known words the unknown ones are compared, all in all: for less than a second."""
_MOST_NAMED = 60


def did_you_mean(word: str, known: Iterable[str]) -> Hint:
    """A hint naming the closest known word, or nothing when none is close.

    Words of more than 60 letters are close to none; of known ones, the first 30,000 are compared.
    """
    if len(word) > _LONGEST:
        return ""
    short = (each for each in islice(known, _MOST_COMPARED) if len(each) <= _LONGEST)
    lowered = {each.lower(): each for each in short}
    close = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return Phrase("did you mean `{word}`?", word=lowered[close[0]]) if close else ""


def known_here(known: Iterable[str], most: int = _MOST_NAMED) -> Phrase:
    """A hint naming what is known; of many, the first, and how many more there are."""
    words = list(known)
    keys = ", ".join(words[:most])
    if len(words) <= most:
        return Phrase("known here: {keys}", keys=keys)
    return Phrase("known here: {keys}, and {more} more", keys=keys, more=len(words) - most)


class Suggest:
    """``suggest(word)`` names the closest known word, for the first some hundred words asked.

    For fewer where very many are known: it says nothing of further ones.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = list(known)
        self._given: dict[str, Hint] = {}
        self._most = min(_MOST_WORDS, 1 + _MOST_COMPARED // max(1, len(self._known)))

    def __call__(self, word: str) -> Hint:
        if word not in self._given:
            if len(self._given) >= self._most:
                return ""
            self._given[word] = did_you_mean(word, self._known)
        return self._given[word]
