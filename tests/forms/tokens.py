"""A form and a catalogue in which every word is a token of its own, made of four letters.

The form's tokens begin with ``q``, the catalogue's with ``w``: what else is printed is in the code.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

_PIECES = re.compile(r"(\{[a-z_]+\})|[^\W\d_]+")
_LETTERS = "bcdghjklmnprstvxyz"  # no vowels, which make words, and none that join to ligatures


class Tokens:
    """Gives out tokens, each once."""

    def __init__(self, first: str) -> None:
        self._first = first
        self._rest = product(_LETTERS, repeat=3)
        self.given: list[str] = []

    def new(self) -> str:
        """A token that was not there before."""
        token = self._first + "".join(next(self._rest))
        self.given.append(token)
        return token

    def in_place_of(self, text: str) -> str:
        """A text with a token for each word; places for values stay."""
        return _PIECES.sub(lambda found: found[1] or self.new(), text)

    def throughout(self, data: Any) -> Any:
        """Data with tokens for all words in it."""
        if isinstance(data, dict):
            return {key: self.throughout(each) for key, each in data.items()}
        if isinstance(data, list):
            return [self.throughout(each) for each in data]
        return self.in_place_of(data) if isinstance(data, str) else data


def words_in(text: str) -> Iterator[str]:
    """The words of a text in lower case; single letters and Roman numbers are none."""
    for word in re.findall(r"[^\W\d_]{2,}", text):
        if not re.fullmatch("[IVX]+", word):
            yield word.lower()


def is_token(word: str) -> bool:
    """Whether a word is a token, or several written together."""
    return re.fullmatch(rf"([qw][{_LETTERS}]{{3}})+", word) is not None
