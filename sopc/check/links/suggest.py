"""Hints for keys that no registry has, at a bounded cost however many there are."""

from collections.abc import Iterable

from sopc.diagnostics import did_you_mean
from sopc.language import Hint

_MOST = 200
"""Comparing a word with all known ones takes milliseconds; who has more slips than these has a
registry missing, and no use for guesses."""


class Suggest:
    """``suggest(word)`` names the closest known word, for the first some hundred words asked."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = list(known)
        self._given: dict[str, Hint] = {}

    def __call__(self, word: str) -> Hint:
        if word not in self._given:
            if len(self._given) >= _MOST:
                return ""
            self._given[word] = did_you_mean(word, self._known)
        return self._given[word]
