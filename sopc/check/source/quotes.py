"""Words that are compared as a reader compares them: letters and digits only."""

import re
from unicodedata import normalize

_SIGNS = re.compile(r"[^\w.,]+|_+|(?<!\d)[.,]|[.,](?!\d)")
_LEFT_OUT = re.compile(r"…|\.\.\.")
_BETWEEN_NUMBERS = re.compile(r"…|\.\.\.|[,;]\s")
_NUMBERS = re.compile(r"[\W_]*\d[\d\W_]*")


def letters(text: str) -> str:
    """A text without what does not matter in a comparison: case, spaces, signs.

    A letter or digit of another shape (½, ﬁ, Ａ) counts as the plain ones. A dot or comma between
    two digits stays: V.26.11.1 is another number than V.26.1.11.
    """
    if text.isascii() and text.isalnum():  # as most words are
        return text.lower()
    return _SIGNS.sub("", normalize("NFKC", text).casefold())


def is_numbers(quote: str) -> bool:
    """Whether a quotation is of numbers only: ``3., 4.``."""
    return _NUMBERS.fullmatch(quote) is not None


def passages(quote: str) -> tuple[str, ...]:
    """The letters of a quotation, in the stretches between its ellipses; none of one of signs.

    Of a list of numbers, each is a stretch: between them stand the items.
    """
    between = _BETWEEN_NUMBERS if is_numbers(quote) else _LEFT_OUT
    return tuple(filter(None, map(letters, between.split(quote))))


def quotes(quote: str, text: str) -> bool:
    """Whether a text has a quotation's stretches in their order."""
    within, at = letters(text), 0
    for passage in passages(quote):
        found = within.find(passage, at)
        if found < 0:
            return False
        at = found + len(passage)
    return True
