"""The filters that templates have besides those of Jinja2."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from markupsafe import Markup

_WORD = re.compile(r"(?:<[^>]*>|[^\s<])+")
"""A word of HTML, with the tags that touch it."""
_BREAK = "<br>"


def part_words(part: str) -> str:
    """A part of an SOP in words: ``langkah[5].pelaksana`` → ``Langkah 5: pelaksana``."""
    words = re.sub(r"\[(\d+)\]", r" \1", part).replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]


def in_lines(text: str, most: int = 46) -> tuple[str, ...]:
    """A title in lines of about equal length, none longer than ``most`` letters if it can be.

    HTML stays HTML: its lines are kept, and its tags are no letters.
    """
    if not isinstance(text, Markup):
        return tuple(_even(text.split(), len, most))
    lines = [_WORD.findall(line) for line in str(text).split(_BREAK)]
    return tuple(Markup(line) for words in lines for line in _even(words, _letters, most))


def _letters(word: str) -> int:
    return len(Markup(word).striptags())


def _even(words: Sequence[str], length: Callable[[str], int], most: int) -> Iterator[str]:
    """Words in lines of about equal length."""
    ends = list(accumulate(length(word) + 1 for word in words))
    start = 0
    for remaining in range(-(-(ends[-1] - 1) // most) if ends else 1, 1, -1):
        before = ends[start - 1] if start else 0
        goal = before + (ends[-1] - 1 - before) / remaining + 1
        if start + 1 >= len(words):
            break
        near = bisect_left(ends, goal, start, len(words) - 1)
        cuts = range(max(near, start + 1), min(near + 1, len(words) - 1) + 1)
        cut = min(cuts, key=lambda i: abs(ends[i - 1] - goal))
        yield " ".join(words[start:cut])
        start = cut
    yield " ".join(words[start:])
