"""A marked text → its blocks: lines, and lists that hold lines and lists again.

A line that begins with ``- `` or ``1. `` is an item of a list, with the lines below it that stand
further in; items that do so are a list within it. A text of one line is no list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

MOST_LEVELS = 4
"""What would be a list within so many lists is lines."""
_ITEM = re.compile(r" *(?:-|(?P<number>[0-9]{1,3})\.) +(?=\S)")
_KEPT = re.compile(r"^( *)\\(\\*- )|^( *[0-9]{1,3})\\(\\*\. )")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of words, marked still (see ``spans``); some between others may be empty."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``number`` is as printed, and None for a dash."""

    number: int | None
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its items have either numbers, each greater than the last, or dashes."""

    items: tuple[Item, ...]


Block: TypeAlias = Paragraph | Listing


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text, top to bottom."""
    lines = text.split("\n")
    if sum(map(bool, map(str.strip, lines))) <= 1:
        return tuple(_lines(lines))
    return tuple(_blocks(lines, 0))


def unkept(line: str) -> str:
    """A line without the backslash for which it is no item of a list."""
    return _KEPT.sub(lambda found: "".join(filter(None, found.groups())), line)


def _blocks(lines: Sequence[str], level: int) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        kind = _kind(lines[at], level)
        end = at + 1
        if kind is None:
            while end < len(lines) and _kind(lines[end], level) is None:
                end += 1
            yield from _lines(lines[at:end])
        else:
            items: list[Item] = []
            end = at
            while end < len(lines) and _kind(lines[end], level) == kind:
                start, end = end, _end(lines, end)
                items.append(_item(lines[start:end], level, items[-1] if items else None))
            yield Listing(tuple(items))
        at = end


def _kind(line: str, level: int) -> bool | None:
    """Whether a line's item has a number; None when it is no item."""
    found = _ITEM.match(line) if level < MOST_LEVELS else None
    return found and found["number"] is not None


def _end(lines: Sequence[str], at: int) -> int:
    """Where the item ends that begins at a line: before one that is not further in."""
    indent = _indent(lines[at])
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
        end += 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _item(lines: Sequence[str], level: int, before: Item | None) -> Item:
    found = _ITEM.match(lines[0])
    assert found is not None
    number = int(found["number"]) if found["number"] else None
    if number is not None and before is not None and before.number is not None:
        number = max(number, before.number + 1)  # 1. 1. 1. is counted
    first: tuple[str, ...] = (lines[0][found.end() :],)
    rest = tuple(_blocks(lines[1:], level + 1))
    if rest and isinstance(rest[0], Paragraph):
        first, rest = first + rest[0].lines, rest[1:]
    return Item(number, (Paragraph(first), *rest))


def _lines(lines: Sequence[str]) -> Iterator[Paragraph]:
    """Lines as a block, without empty ones around them; no block when there is nothing else."""
    full = [index for index, line in enumerate(lines) if line.strip()]
    if full:
        yield Paragraph(tuple(line.strip(" ") for line in lines[full[0] : full[-1] + 1]))
