"""Pages of plain text, paragraph by paragraph: what is translated, and what is shown as written.

A page is a heading, paragraphs, and examples: indented lines below a line that ends in ``::``. A
paragraph is translated as a whole, however its lines are broken; of an example, its comments.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from textwrap import fill

from sopc.language import Translate

_WIDTH = 100
_INDENT = "    "
_COMMENT = re.compile(r"(^\s*|\s{2,})#\s(?P<words>.*)$")


def texts_of(page: str) -> Iterator[str]:
    """What of a page has to be translated: its paragraphs, and the comments of its examples."""
    for lines in _blocks(page):
        if lines[0].startswith(_INDENT):
            yield from (found["words"] for found in map(_COMMENT.search, lines) if found)
        elif lines[0]:
            yield " ".join(lines)


def in_language(page: str, say: Translate) -> str:
    """The page in another language; a paragraph without translation stays as it is."""
    return "\n".join(line for lines in _blocks(page) for line in _said(lines, say))


def _blocks(page: str) -> Iterator[list[str]]:
    """A page's lines in order, in runs: of a paragraph, of an example, of empty lines."""
    for _, lines in groupby(page.splitlines(), lambda line: (not line, line[:4] == _INDENT)):
        yield [*lines]


def _said(lines: list[str], say: Translate) -> list[str]:
    if lines[0].startswith(_INDENT):
        return [_said_comment(line, say) for line in lines]
    text = " ".join(lines)
    said = say(text)
    return lines if said == text else fill(said, _WIDTH, break_on_hyphens=False).splitlines()


def _said_comment(line: str, say: Translate) -> str:
    found = _COMMENT.search(line)
    return line if found is None else line[: found.start("words")] + say(found["words"])
