"""What stands between the words of a YAML text: comments, empty lines, signs."""

import re
from typing import NamedTuple

COMMENT_ENDS = "\r\n\x85\u2028\u2029"
"""Where YAML ends a line, and with it a comment."""
_PIECE = re.compile(
    rf"(?P<comment>\#[^{COMMENT_ENDS}]*)|(?P<end>\r\n|[{COMMENT_ENDS}])|(?P<sign>[^ \t\ufeff])",
)


class Piece(NamedTuple):
    """A comment, or a sign that is no part of a word (``text``), and what is before it.

    ``is_alone``: nothing but spaces is before it in its line. ``after_blank``: an empty line is
    between it and what is above.
    """

    offset: int
    text: str
    is_comment: bool
    is_alone: bool
    after_blank: bool


class Gap(NamedTuple):
    """The pieces of a stretch, and whether it ends with an empty line."""

    pieces: tuple[Piece, ...]
    ends_blank: bool


def gap(text: str, start: int, end: int) -> Gap:
    """What is between two words. At the start of a text, a line begins."""
    pieces = []
    alone, ends = start == 0, 1 if start == 0 else 0
    for match in _PIECE.finditer(text, start, end):
        if match["end"] is not None:
            alone, ends = True, ends + 1
            continue
        is_comment = match["comment"] is not None
        said = match.group().rstrip(" \t")
        pieces.append(Piece(match.start(), said, is_comment, alone, ends > 1))
        alone, ends = False, 0
    return Gap(tuple(pieces), ends > 1)
