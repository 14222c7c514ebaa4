"""Titles in lines of about equal width: where they are broken, and how large they are set.

No line ends in a small word (*dan*, *of*) and none but the first of two is a single word, where
that can be helped.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, inf

from markupsafe import Markup

from sopc.render.text_lines import WidthOf

_WORD = re.compile(r"(?:<[^>]*>|[^\s<])+")
"""A word of HTML, with the tags that touch it."""
_BREAK = "<br>"
_LEANING = frozenset(
    (
        "dan", "atau", "serta", "di", "ke", "dari", "untuk", "bagi", "dalam", "pada", "oleh",
        "dengan", "yang", "and", "or", "of", "the", "a", "an", "for", "in", "on", "to", "by",
        "with",
    )
)  # fmt: skip
"""Words that belong to the one after them."""
_PLACES = frozenset(("provinsi", "kabupaten", "kota", "daerah", "republik"))
"""Words with which a new line is well begun: of whose office the title is."""
_ALONE, _LEANS, _BEGINS = 1.0, 0.15, 0.12
"""What weighs against a break, and for one, beside the square of how uneven a line is."""


def in_lines(text: str, most: int = 46) -> tuple[str, ...]:
    """A title in lines of about equal length, none longer than ``most`` letters if it can be.

    HTML stays HTML: its lines are kept, and its tags are no letters.
    """
    return _lines(text, lambda word: float(len(word)), 1.0, float(most))


@dataclass(frozen=True, slots=True)
class SetTitle:
    """A title as it is set: its lines, and the size of its letters in points."""

    lines: tuple[str, ...]
    size: float


def set_title(
    text: str, room: float, sizes: Sequence[float], width_of: WidthOf, *, upper: bool = True
) -> SetTitle:
    """A title in as few lines as may be, then as large as may be.

    ``room`` is the width of a line in points, ``sizes`` are those to choose from, the largest
    first; ``upper``, it is printed in capitals. Lines that its text has are kept.
    """

    def width(word: str) -> float:
        return width_of(word.upper() if upper else word, 1.0)

    space = width_of(" ", 1.0)
    set_in = {size: _lines(text, width, space, room / size) for size in sizes}
    fewest = min(map(len, set_in.values()))
    return next(SetTitle(lines, size) for size, lines in set_in.items() if len(lines) == fewest)


def _lines(text: str, width: Callable[[str], float], space: float, most: float) -> tuple[str, ...]:
    if not isinstance(text, Markup):
        return tuple(_balanced(text.split(), width, space, most)) or ("",)
    lines = [_WORD.findall(line) for line in str(text).split(_BREAK)]
    bare = [[Markup(word).striptags() for word in words] for words in lines]
    return tuple(
        Markup(line)
        for words, plain in zip(lines, bare, strict=True)
        for line in list(_balanced(words, width, space, most, plain)) or [""]
    )


def _balanced(
    words: Sequence[str],
    width: Callable[[str], float],
    space: float,
    most: float,
    plain: Sequence[str] | None = None,
) -> list[str]:
    """Words in the lines that are best: ``plain`` are the words without marks."""
    bare = [word.lower() for word in plain or words]
    widths = [width(word) for word in plain or words]
    ends = list(accumulate((each + space for each in widths), initial=0.0))
    whole = ends[-1] - space
    if whole <= most or len(words) < 2:
        return [" ".join(words)] if words else []
    goal = whole / ceil(whole / most)
    best, before = [0.0] + [inf] * len(words), [0] * (len(words) + 1)
    for end in range(1, len(words) + 1):
        for start in range(end - 1, -1, -1):
            line = ends[end] - ends[start] - space
            if line > most and start < end - 1:
                break
            found = best[start] + _weight(bare, start, end, line / goal)
            if found < best[end]:
                best[end], before[end] = found, start
    cuts = [len(words)]
    while cuts[-1]:
        cuts.append(before[cuts[-1]])
    cuts.reverse()
    return [" ".join(words[a:b]) for a, b in pairwise(cuts)]


def _weight(words: Sequence[str], start: int, end: int, filled: float) -> float:
    """How bad a line is that holds these words, ``filled`` being 1 when it is as wide as others."""
    weight = (filled - 1) ** 2
    is_last = end == len(words)
    if is_last and end - start == 1 and len(words) > 2:
        weight += _ALONE
    if not is_last and words[end - 1] in _LEANING:
        weight += _LEANS
    if start and words[start] in _PLACES:
        weight -= _BEGINS
    return weight
