"""The text of a document → its words: Markdown, HTML, or plain with tabs between cells."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from sopc.check.source.quotes import letters

_TOKEN = re.compile(
    r"</?(?P<tag>[A-Za-z][A-Za-z0-9]{0,15})[^<>\n]{0,1000}>|(?P<entity>&#?[A-Za-z0-9]{1,16};)"
    r"|(?P<word>[^\W_]{1,99}(?:(?<=\d)[.,](?=\d)[^\W_]{1,99}){0,9})|(?P<cell>[\t\r\n|])"
)
"""A longer word than any is parted: what is compared at once is bounded."""
_CELLS = frozenset({"td", "th", "tr", "table"})


class Word(NamedTuple):
    """A word: what it says, from where to where in the text, and whether a cell begins with it."""

    said: str
    start: int
    end: int
    opens_cell: bool


def words_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words from one place to before another. A line ends a cell, too."""
    opens = True
    for token in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = token.lastgroup
        if kind == "cell" or (kind == "tag" and token["tag"].lower() in _CELLS):
            opens = True
        elif kind != "tag":
            said = unescape(token[0]) if kind == "entity" else token[0]
            if letters(said):
                yield Word(said, token.start(), token.end(), opens)
                opens = False
