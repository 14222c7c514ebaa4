"""Two changes of one file's bytes, made of the same, put together line by line."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sopc.load.yaml_reader import read_yaml


class _Hunk(NamedTuple):
    """What takes the place of some lines: those from ``start`` up to, not including, ``end``."""

    start: int
    end: int
    lines: Sequence[bytes]


def merged(base: bytes | None, mine: bytes | None, theirs: bytes | None) -> bytes | None:
    """What ``theirs`` is with what ``mine`` changed of ``base``; None is no file.

    Raises ValueError where both changed the same place, or what comes of it is not to be read.
    """
    if theirs == base or mine == theirs:
        return mine
    if mine == base:
        return theirs
    if base is None or mine is None or theirs is None:
        raise ValueError("one of them is gone")
    lines = base.splitlines(keepends=True)
    ours, others = list(_hunks(lines, mine)), list(_hunks(lines, theirs))
    if any(_meet(one, other) for one in ours for other in others if one != other):
        raise ValueError("both changed the same lines")
    found, done = bytearray(), 0
    for hunk in sorted({(h.start, h.end, tuple(h.lines)) for h in (*ours, *others)}):
        found += b"".join([*lines[done : hunk[0]], *hunk[2]])
        done = hunk[1]
    found += b"".join(lines[done:])
    if read_yaml(bytes(found), "")[0] is None and read_yaml(theirs, "")[0] is not None:
        raise ValueError("it would not be read")
    return bytes(found)


def _hunks(base: Sequence[bytes], after: bytes) -> Iterator[_Hunk]:
    lines = after.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, base, lines, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _Hunk(i1, i2, lines[j1:j2])


def _meet(one: _Hunk, other: _Hunk) -> bool:
    """Whether two changes are of the same lines, or one puts something in where the other is."""
    if one.start < one.end and other.start < other.end:
        return one.start < other.end and other.start < one.end
    return one.start <= other.end and other.start <= one.end
