"""A text that goes over several lines with other words in it: its lines stay where they were."""

import re
from collections.abc import Sequence
from itertools import takewhile

from sopc.edit.text_edits import TextEdit, applied
from sopc.load.yaml_reader import read_yaml

_WORD = re.compile(r"\S+")
_HEAD = re.compile(r"[|>][+-]?[1-9]?[+-]?[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")


def respliced(before: str, old: str, new: str) -> str | None:
    """A text as it is written ``before``, with only those words others that are; None where that
    cannot be, or it is written in one line anyway."""
    head = _HEAD.match(before)
    begin = head.end() if head else 0
    if "\n" not in before and "\r" not in before:
        return None
    words = [found.span() for found in _WORD.finditer(before, begin)]
    said, wanted = old.split(), new.split()
    first = _alike(said, wanted)
    rest = min(len(said), len(wanted)) - first
    last = _alike(said[::-1][:rest], wanted[::-1][:rest])
    if len(words) != len(said) or first + last == 0:
        return None
    middle = wanted[first : len(wanted) - last]
    taken = words[first : len(words) - last]
    if taken and middle:
        edit = TextEdit(taken[0][0], taken[-1][1], " ".join(middle))
    elif middle and first:
        edit = TextEdit(words[first - 1][1], words[first - 1][1], " " + " ".join(middle))
    elif middle:
        edit = TextEdit(words[0][0], words[0][0], " ".join(middle) + " ")
    elif taken and first:
        edit = TextEdit(words[first - 1][1], taken[-1][1], "")
    elif taken:
        edit = TextEdit(taken[0][0], words[len(taken)][0], "")
    else:
        return None
    made = applied(before, [edit])
    document, _ = read_yaml(f"- {made}\n- x\n".encode(), "")
    return made if document is not None and document.value == [new, "x"] else None


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two lists begin with alike."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))
