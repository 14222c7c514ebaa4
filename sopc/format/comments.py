"""Which entry of a file each comment belongs to: the one it stands behind, or above.

Comments that are further in than what comes next belong to the end of the list or group before it
that begins where they do.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sopc.catalogue.modeline import schema_named
from sopc.changes import KeyPath
from sopc.format.gaps import COMMENT_ENDS, Gap, Piece, gap
from sopc.load.yaml_reader import YamlDocument
from sopc.load.yaml_scalars import YamlValue

_BLOCK_HEAD = re.compile(rf"[|>][+-]?[1-9]?[+-]?[ \t]+(?P<comment>#[^{COMMENT_ENDS}]*)")
_KEEPS_LINES = re.compile(r"[|>][1-9]?\+")


class Behind(NamedTuple):
    """A comment behind a value, the column in which it begins, counted from 0, and with what it
    goes on in the lines below, in the same column."""

    text: str
    column: int
    more: list[str]
    is_moved: bool = False
    """Whether what it stands behind will be in another line, so that its column says nothing."""

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it."""
        return (self.text, *self.more)


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of a file, by the paths of entries; an empty line among them is ``""``.

    ``head`` stands above everything, ``above`` an entry in lines of their own, ``behind`` in its
    line, ``below`` after the last entry of a list or group. ``offsets`` are where each begins.
    """

    head: tuple[str, ...]
    above: Mapping[KeyPath, list[str]]
    behind: Mapping[KeyPath, Behind]
    below: Mapping[KeyPath, list[str]]
    offsets: tuple[int, ...]

    def any_within(self, start: int, end: int) -> bool:
        """Whether a comment begins within a stretch of the text."""
        at = bisect_left(self.offsets, start)
        return at < len(self.offsets) and self.offsets[at] < end

    def counted(self) -> Counter[str]:
        """How often each is there."""
        lists = (self.head, *self.above.values(), *self.below.values())
        found = Counter(line for lines in lists for line in lines if line)
        found.update(line for each in self.behind.values() for line in each.lines)
        return found


def comments_of(document: YamlDocument) -> Comments:
    """All comments of a file that holds a list or group of lines."""
    walk = _Walk(document)
    head = walk.all()
    return Comments(head, walk.above, walk.behind, walk.below, tuple(sorted(walk.offsets)))


class _Ended(NamedTuple):
    """A list or group whose last entry is behind us, and how far in its comments are at least."""

    path: KeyPath
    column: int


@dataclass(slots=True)
class _Walk:
    """Goes through the text once, from word to word."""

    document: YamlDocument
    at: int = 0
    last: KeyPath | None = None
    """The entry of what was before ``at``, to which a comment in its line belongs."""
    keeps_lines: bool = False
    """Whether empty lines that follow are words of a text."""
    ended: list[_Ended] = field(default_factory=list)
    above: dict[KeyPath, list[str]] = field(default_factory=dict)
    behind: dict[KeyPath, Behind] = field(default_factory=dict)
    below: dict[KeyPath, list[str]] = field(default_factory=dict)
    offsets: list[int] = field(default_factory=list)

    def all(self) -> tuple[str, ...]:
        document = self.document
        head = self._head(self._gap(document.values[()][0]))
        self._value((), document.value, -1)
        self.last = self.last or None
        self._take(self._gap(len(document.text)), (), -1)
        return head

    def _head(self, found: Gap) -> tuple[str, ...]:
        """The comments above the first entry, schema first: those right above it are its own."""
        lines: list[str] = []
        for piece in found.pieces:
            if piece.is_comment:
                self.offsets.append(piece.offset)
                lines += [*([""] if piece.after_blank and lines[-1:] > [""] else []), piece.text]
            elif lines[-1:] > [""]:  # ``---``
                lines.append("")
        if found.ends_blank and lines[-1:] > [""]:
            lines.append("")
        schemas = [line for line in lines if line and schema_named(line)][:1]
        for line in schemas:
            lines.remove(line)
        while lines[:1] == [""]:
            lines = lines[1:] if len(lines) > 1 else []
            schemas.append("")
        if not self.document.value:
            return (*schemas, *lines)
        own = len(lines) - ("", *lines)[::-1].index("")
        self._put_above(_first(self.document.value), lines[own:])
        return (*schemas, *lines[:own])

    def _gap(self, end: int) -> Gap:
        found = gap(self.document.text, self.at, max(self.at, end))
        self.at = max(self.at, end)
        if self.keeps_lines:
            first = tuple(piece._replace(after_blank=False) for piece in found.pieces[:1])
            found = Gap((*first, *found.pieces[1:]), found.ends_blank and bool(first))
        self.keeps_lines = False
        return found

    def _put_above(self, path: KeyPath, lines: list[str]) -> None:
        if lines:
            self.above.setdefault(path, []).extend(lines)

    def _put_behind(self, path: KeyPath, text: str, offset: int, *, is_moved: bool = False) -> None:
        """Put a comment behind an entry; one that is there already comes above it."""
        if path in self.behind:
            self._put_above(path, [*self.behind[path].lines])
        _, column = self.document.lines.position(offset)
        self.behind[path] = Behind(text, column - 1, [], is_moved)

    def _take(self, found: Gap, path: KeyPath, column: int, *, closes: bool = False) -> None:
        """Give the comments before an entry, which begins in a column, to whom they belong.

        The empty path is the end of the text; ``closes`` says that a bracket comes next.
        """
        beside = self.last
        going_on: KeyPath | None = None
        within: int | None = 0  # in which of what has ended; None when in none
        for piece in found.pieces:
            if not piece.is_comment:
                if beside != path and piece.after_blank and path:
                    self._put_above(path, [""])
                beside = self._beside(piece, path)
                within = None if beside == path else within
                going_on = None
                continue
            self.offsets.append(piece.offset)
            if not piece.is_alone and beside is not None:
                if found.pieces[0].text == "," and not piece.text.startswith("# "):
                    self._put_above(beside, [piece.text])  # behind, it would seem to be a text's
                    continue
                self._put_behind(beside, piece.text, piece.offset, is_moved=column == _FAR)
                going_on = beside
                continue
            place = self.document.lines.position(piece.offset)[1] - 1 if piece.is_alone else 0
            first = self.behind[going_on] if going_on is not None else None
            if going_on is not None and first and place == first.column and not piece.after_blank:
                first.more.append(piece.text)
                continue
            going_on = None
            within = self._level(within, place) if place > column else None
            owner, lists = path, self.below if closes or not path else self.above
            if within is not None:
                owner, lists = self.ended[within].path, self.below
            is_apart = piece.after_blank and beside != path
            lists.setdefault(owner, []).extend([*([""] if is_apart else []), piece.text])
        if found.ends_blank and beside != path and path and not closes:
            self._put_above(path, [""])
        self.ended = []

    def _beside(self, sign: Piece, path: KeyPath) -> KeyPath | None:
        """The entry to which a comment behind a sign belongs."""
        if not path and sign.text == ".":  # the end of a document
            return None
        return path if sign.text in ("-", "?") else self.last

    def _level(self, least: int | None, column: int) -> int | None:
        if least is None:
            return None
        places = range(least, len(self.ended))
        return next((each for each in places if self.ended[each].column <= column), None)

    def _value(self, path: KeyPath, value: YamlValue, column: int) -> None:
        """Go through what stands at a path; the list or group that it is in begins in a column."""
        start, end = self.document.values[path]
        if isinstance(value, dict | list):
            if self.document.text[start] in "[{":
                self._take(self._gap(start), path, _FAR)
                self._brackets(path, value, end)
            else:
                self._lines(path, value, column)
        elif start < end:
            self._take(self._gap(start), path, _FAR)
            self._words(path, start, end)
        elif column >= 0:
            self.ended = [_Ended(path, column + 1)]

    def _words(self, path: KeyPath, start: int, end: int) -> None:
        before = self.behind.get(path)
        if before and not before.text.startswith("# "):  # it would seem to be part of the text
            self._put_above(path, [*self.behind.pop(path).lines])
        head = _BLOCK_HEAD.match(self.document.text, start, end)
        if head:
            self.offsets.append(head.start("comment"))
            self._put_behind(path, head["comment"].rstrip(" \t"), head.start("comment"))
        self.keeps_lines = bool(_KEEPS_LINES.match(self.document.text, start, end))
        self.at = end

    def _brackets(self, path: KeyPath, value: YamlValue, end: int) -> None:
        self.at += 1
        self.last = path or None
        for inner, each in _entries(path, value):
            self._entry(inner, each, _FAR)
        self._take(self._gap(end - 1), path, _FAR, closes=True)
        self.at, self.last = end, path or None

    def _lines(self, path: KeyPath, value: YamlValue, column: int) -> None:
        at = self.document.lines.position(self.document.values[path][0])[1] - 1
        for inner, each in _entries(path, value):
            self._entry(inner, each, at)
        self.ended.append(_Ended(path, max(at, column + 1)))

    def _entry(self, path: KeyPath, value: YamlValue, column: int) -> None:
        key = self.document.keys.get(path)
        start = key[0] if key else self.document.values[path][0]
        self._take(self._gap(start), path, column)
        self.last = path
        if key:
            self.at = key[1]
        self._value(path, value, column if column < _FAR else -1)


_FAR = 1 << 30


def _entries(path: KeyPath, value: YamlValue) -> Iterator[tuple[KeyPath, YamlValue]]:
    if isinstance(value, dict):
        yield from (((*path, key), each) for key, each in value.items())
    elif isinstance(value, list):
        yield from (((*path, index), each) for index, each in enumerate(value))


def _first(value: YamlValue) -> KeyPath:
    return next(path for path, _ in _entries((), value))
