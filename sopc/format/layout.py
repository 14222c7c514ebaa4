"""A file's data and comments → its lines in the one layout."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial

from sopc.catalogue import key_order
from sopc.changes import KeyPath
from sopc.format.comments import Comments
from sopc.format.naming import StepNames
from sopc.format.words import STEP, Spelling, in_lines, in_one_line, is_in_one_line
from sopc.load.written_scalars import in_quotes
from sopc.load.yaml_reader import YamlDocument
from sopc.load.yaml_scalars import YamlValue

WIDTH = 120
"""So many characters has a line at most in which a list stands in brackets."""
_LISTS_OF_NAMES = ("pelaksana", "dasar_hukum")
"""Which keys have their names in brackets."""
_BETWEEN = "  "
"""What is at least between a value and the comment behind it."""
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_IN_WORDS = re.compile(r"[\s\[\]{}]")
_SIGNS = ("-", "?", ":")
"""Words without quotes that are others where a line begins."""


class _Way(Enum):
    """What becomes of a list or group in brackets that is longer than a line."""

    IN_ONE_LINE = "it stays in its line"
    FILLED = "its entries fill several lines"
    BROKEN = "each entry has its own line"


def lines_of(
    document: YamlDocument, comments: Comments, naming: StepNames, *, is_sop: bool
) -> list[str]:
    """The lines of a file that holds a list or group of lines."""
    layout = _Layout(document, comments, naming, is_sop)
    found = list(comments.head)
    if document.value:
        found += layout.block((), document.value, 0)
    else:
        found += ["[]" if document.value == [] else "{}", *comments.below.get((), ())]
    while not found[-1] and not layout.ends_with_kept_lines:
        found.pop()
    return found


@dataclass(slots=True)
class _Layout:
    document: YamlDocument
    comments: Comments
    naming: StepNames
    is_sop: bool
    ends_with_kept_lines: bool = False
    """Whether the last text has empty lines of its own at its end."""
    brackets: "dict[KeyPath, tuple[list[str] | None, _Way]]" = field(default_factory=dict)

    def block(
        self, path: KeyPath, value: YamlValue, column: int, *, without_first: bool = False
    ) -> list[str]:
        """The lines of a list or group, each entry in its own; its first may have its comments
        elsewhere (``without_first``)."""
        found: list[str] = []
        for index, (inner, each) in enumerate(self._entries(path, value)):
            above = self._above(inner, each, column)
            if not index:
                above = [] if without_first else _without_blank(above)
            found += _commented(above, column)
            found += self._entry(inner, each, column)
        return [*found, *_commented(self.comments.below.get(path, ()), column)]

    def _entries(self, path: KeyPath, value: YamlValue) -> list[tuple[KeyPath, YamlValue]]:
        if isinstance(value, list):
            return [((*path, index), each) for index, each in enumerate(value)]
        assert isinstance(value, dict)
        code = self.naming.codes.get(path)
        entries: dict[str, YamlValue] = {**value, "kode": code} if code else value
        order = self._order(path)
        keys = _ordered(list(entries), order) if order else list(entries)
        return [((*path, key), entries[key]) for key in keys]

    def _order(self, path: KeyPath) -> Sequence[str]:
        if not self.is_sop:
            return ()
        match path:
            case ():
                return key_order.SOP
            case ("langkah", int()):
                return key_order.STEP
            case ("langkah", int(), "rangkaian", int()):
                return key_order.PART
        return ()

    def _above(self, path: KeyPath, value: YamlValue, column: int) -> list[str]:
        """The comments above an entry: for an item of a list also those of what begins its line."""
        found = list(self.comments.above.get(path, ()))
        behind = self.comments.behind.get(path)
        if behind and behind.more and self._words_in_block(path, value):
            found += behind.more  # below its first line they would be words
        if not isinstance(path[-1], int) or not self._is_block(path, value, column):
            return found
        if behind:
            found += behind.lines
        inner, first = self._entries(path, value)[0]
        return found + _without_blank(self._above(inner, first, column + len(STEP)))

    def _is_block(self, path: KeyPath, value: YamlValue, column: int) -> bool:
        return isinstance(value, dict | list) and self._bracketed(path, value, column) is None

    def _entry(self, path: KeyPath, value: YamlValue, column: int) -> list[str]:
        head = self._head(path, column)
        if isinstance(value, dict | list):
            bracketed = self._bracketed(path, value, column)
            if bracketed is not None:
                return self._text(path, bracketed, head, column)
            deeper, in_list = column + len(STEP), isinstance(path[-1], int)
            lines = self.block(path, value, deeper, without_first=in_list)
            if in_list:
                return [f"{head} {lines[0][deeper:]}", *lines[1:]]
            return [*self._with_behind(head, path), *lines]
        return self._text(path, self._words(path, value), head, column)

    def _text(self, path: KeyPath, words: Spelling, head: str, column: int) -> list[str]:
        self.ends_with_kept_lines = words.is_block and "+" in words.first
        lines = [f"{head} {words.first}" if words.first else head]
        lines += [" " * column + line if line else "" for line in words.rest]
        if words.is_block:
            lines[0] = self._with_behind(lines[0], path)[0]
        else:
            lines[-1:] = self._with_behind(lines[-1], path)
        return [*lines, *_commented(self.comments.below.get(path, ()), column + len(STEP))]

    def _words_in_block(self, path: KeyPath, value: YamlValue) -> bool:
        return not isinstance(value, dict | list) and self._words(path, value).is_block

    def _head(self, path: KeyPath, column: int) -> str:
        return " " * column + ("-" if isinstance(path[-1], int) else f"{self._key(path)}:")

    def _key(self, path: KeyPath) -> str:
        key = str(path[-1])
        if path not in self.document.keys:
            return key
        raw = self.document.text[slice(*self.document.keys[path])]
        if not is_in_one_line(raw):
            return in_quotes(key)
        return in_one_line(key, raw, may_stay=raw not in _SIGNS)

    def _words(self, path: KeyPath, value: YamlValue) -> Spelling:
        if path not in self.document.values or path in self.naming.targets:
            return Spelling(self.naming.targets.get(path, str(value)))
        raw = self.document.text[slice(*self.document.values[path])]
        behind = self.comments.behind.get(path)
        # `#1` behind a text without quotes could have been meant to be part of it
        is_doubtful = behind is not None and not behind.text.startswith("# ")
        return in_lines(value, raw, may_stay=raw not in _SIGNS, keeps_quotes=is_doubtful)

    def _with_behind(self, line: str, path: KeyPath) -> list[str]:
        """A line with the comment behind it, which may go on below."""
        found = self.comments.behind.get(path)
        if found is None:
            return [line]
        begun = f"{line}{_BETWEEN}".ljust(0 if found.is_moved else found.column)
        return [begun + found.text, *_commented(found.more, len(begun))]

    def _bracketed(self, path: KeyPath, value: YamlValue, column: int) -> Spelling | None:
        """What stands in brackets, where it shall; None where entries have their own lines."""
        if not value:
            return Spelling("[]" if isinstance(value, list) else "{}")
        if path not in self.brackets:
            self.brackets[path] = self._could_be_bracketed(path, value)
        parts, way = self.brackets[path]
        if parts is None:
            return None
        signs = "[]" if isinstance(value, list) else "{}"
        text = signs[0] + ", ".join(parts) + signs[1]
        room = WIDTH - len(self._head(path, column)) - 1
        if len(text) <= room or way is _Way.IN_ONE_LINE:
            return Spelling(text)
        return _filled(parts, room, column) if way is _Way.FILLED else None

    def _could_be_bracketed(
        self, path: KeyPath, value: YamlValue
    ) -> "tuple[list[str] | None, _Way]":
        """What could stand in brackets, and what becomes of it where it is too long."""
        start, end = self.document.values[path]
        if self.document.text[start] not in "[{":
            are_names = path[-1] in _LISTS_OF_NAMES and self._are_names(path, value)
            return (self._parts(path, value) if are_names else None), _Way.BROKEN
        if self.comments.any_within(start, end):
            return None, _Way.BROKEN
        parts = self._parts(path, value)
        if isinstance(value, list):
            are_short = parts is not None and not any(_IN_WORDS.search(part) for part in parts)
            return parts, _Way.FILLED if are_short else _Way.BROKEN
        is_one_line = is_in_one_line(self.document.text[start:end])
        return parts, _Way.IN_ONE_LINE if is_one_line else _Way.BROKEN

    def _are_names(self, path: KeyPath, items: YamlValue) -> bool:
        """Whether a list holds nothing but names, and no comment."""
        if not isinstance(items, list):
            return False
        inner = [(*path, index) for index in range(len(items))]
        if any(each in self.comments.behind for each in inner):
            return False
        # an empty line is no comment
        if any(any(self.comments.above.get(each, ())) for each in inner):
            return False
        if any(any(self.comments.below.get(each, ())) for each in (path, *inner)):
            return False
        return all(isinstance(item, str) and _NAME.fullmatch(item) for item in items)

    def _parts(self, path: KeyPath, value: YamlValue) -> list[str] | None:
        """The entries of a list or group, each in a line; None where a text takes several."""
        parts = []
        for inner, each in self._entries(path, value):
            if isinstance(each, dict | list):
                within = self._parts(inner, each)
                signs = "[]" if isinstance(each, list) else "{}"
                text = None if within is None else signs[0] + ", ".join(within) + signs[1]
            else:
                words = self._words(inner, each)
                text = None if words.rest else words.first or "null"
            if text is None:
                return None
            parts.append(text if isinstance(value, list) else f"{self._key(inner)}: {text}")
        return parts


def _filled(parts: list[str], room: int, column: int) -> Spelling:
    """A list in brackets, as many entries in each line as it has room for."""
    lines = ["["]
    for index, part in enumerate(parts):
        sign = "]" if index == len(parts) - 1 else ","
        gap = " " if index and lines[-1] != STEP else ""
        if lines[-1].strip(" [") and len(lines[-1]) + len(gap) + len(part) + len(sign) > room:
            lines.append(STEP)
            room, gap = WIDTH - column, ""
        lines[-1] += gap + part + sign
    return Spelling(lines[0], tuple(lines[1:]))


def _without_blank(lines: list[str]) -> list[str]:
    return lines[1:] if lines[:1] == [""] else lines


def _commented(lines: Sequence[str], column: int) -> Iterator[str]:
    return (" " * column + line if line else "" for line in lines)


def _ordered(keys: list[str], order: Sequence[str]) -> list[str]:
    """Keys in their order; one that is not in it stays behind the one that it is behind."""
    ranks: dict[str, int] = {}
    last = -1
    for key in keys:
        last = order.index(key) if key in order else last
        ranks[key] = last
    return sorted(keys, key=partial(dict.__getitem__, ranks))
