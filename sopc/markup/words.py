"""Texts with marks, and what they say without: the words that reach all but the printed page.

A text that has marks is a ``Words``, which as a string is its words alone. So whoever writes a
title into an outline, a message or a table need not know of marks; who prints pages asks for them.
"""

import re
from collections.abc import Callable

from sopc.markup.blocks import unkept
from sopc.markup.spans import Hyperlink, Italic, Span, spans

_IN_LINE = re.compile(r"[*\\]|://|mailto:", re.ASCII | re.IGNORECASE)
"""Without one of these a line is its words."""
_MARKS = re.compile(rf"\n|{_IN_LINE.pattern}", re.ASCII | re.IGNORECASE)
"""And a text without these."""
_ADDRESS = re.compile(r"https?://|mailto:", re.ASCII | re.IGNORECASE)
_ITEM = re.compile(r"^( *)(\\*- )|^( *[0-9]{1,3})(\\*\. )", re.MULTILINE)


class Words(str):
    """The words of a marked text, in the lines in which they stand; in a sentence, in one line."""

    __slots__ = ("marked",)
    marked: str

    def __new__(cls, marked: str) -> "Words":
        words = super().__new__(cls, words_in(marked))
        words.marked = marked
        return words

    def __reduce__(self) -> tuple[type["Words"], tuple[str]]:
        return Words, (self.marked,)  # worker processes get catalogues

    def __format__(self, spec: str) -> str:
        return format(one_line(self), spec)


def as_words(marked: str) -> str:
    """A text as the catalogue holds it: a ``Words`` if it has marks, else as it is."""
    return Words(marked) if _MARKS.search(marked) else marked


def marked(text: str) -> str:
    """A text of the catalogue as it was written; words with signs of marks are kept as words."""
    if isinstance(text, Words):
        return text.marked
    return escape(text) if _MARKS.search(text) else text


def joined(*parts: str) -> str:
    """Texts of the catalogue, and words between them, as one text."""
    return as_words("".join(map(marked, parts)))


def words_in(marked: str) -> str:
    """The words of a marked text, line by line. The signs of lists stay, being words on paper."""
    return _said(marked, lambda words, _: words)


def said_in(marked: str) -> str:
    """What a marked text says, to be compared: its words and where its links lead."""
    return _said(marked, lambda words, to: words if words == to else f"[{words}]({to})")


def one_line(text: str) -> str:
    """Words in one line, as titles and tables have them."""
    return " ".join(line.strip() for line in str(text).split("\n") if line.strip())


def escape(words: str) -> str:
    """The marked text that says these words, whatever signs are among them."""
    kept = _ADDRESS.sub(lambda found: "\\" + found.group(), words.replace("*", "\\*"))
    return _ITEM.sub(_kept, kept) if "\n" in words or "\\" in words else kept


def _kept(item: re.Match[str]) -> str:
    before, sign = (part for part in item.groups() if part is not None)
    return f"{before}\\{sign}"


def _said(marked: str, link: Callable[[str, str], str]) -> str:
    def said(parts: tuple[Span, ...]) -> str:
        return "".join(map(word, parts))

    def word(span: Span) -> str:
        match span:
            case Italic():
                return said(span.spans)
            case Hyperlink():
                return link(said(span.spans), span.address)
        return span

    lines = marked.split("\n")
    return "\n".join(said(spans(unkept(line))) if _IN_LINE.search(line) else line for line in lines)
