"""Two texts held against each other word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

_LONGEST: Final = 600
"""Texts of more words are told whole: comparing takes the square of them."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """WordRun in a row that are the same in both texts, gone, or new."""

    kind: Literal["same", "gone", "new"]
    text: str


def words_changed(then: str, now: str) -> tuple[WordRun, ...]:
    """What became of a text: without what is gone it is ``now``, without what is new ``then``."""
    if then == now:
        return _some("same", now)
    one, other = re.findall(r"\S+|\s+", then), re.findall(r"\S+|\s+", now)
    if max(len(one), len(other)) > _LONGEST:
        return (*_some("gone", then), *_some("new", now))
    found: list[WordRun] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found += _some("same", "".join(one[a:b]))
        else:
            found += (*_some("gone", "".join(one[a:b])), *_some("new", "".join(other[c:d])))
    return tuple(found)


def _some(kind: Literal["same", "gone", "new"], text: str) -> tuple[WordRun, ...]:
    return (WordRun(kind, text),) if text else ()
