"""Where in a file one is typing, also while it is no YAML: as between two keys it is not.

The text before the cursor is looked at line by line, as the files of a catalogue are written:
groups and lists by their indentation, brackets and braces within. What is odd leads nowhere, and
nothing is offered there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sopc.lines import split

_KEY = re.compile(  # of a bounded length: it is looked for at every word
    r"""("(?:[^"\\]|\\.){0,200}"|'[^']{0,200}'"""
    r"""|[^\s\#\[\]{}"',:&*!|>%@`-][^\#\[\]{}"',:]{0,200}?)[ \t]{0,20}:(?=[ \t]|$)"""
)
_BLOCK_TEXT = re.compile(r"[|>][0-9+-]*[ \t]*(#.*)?")
_DASH = re.compile(r"-(?=[ \t]|$)[ \t]*")
_WORD = re.compile(r"""[^\s\[\]{},"']*$""")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*(\"|$)|'[^']*('|$)")


@dataclass(frozen=True, slots=True)
class Cursor:
    """What stands around a place in a text.

    ``path`` has the keys around it, outermost first, without places in lists. ``is_value``: behind
    a key in its line, or in brackets, where no group begins. ``word`` is what was typed of a word,
    ``siblings`` are the keys that the group has above. ``in_braces``: in a group within braces.
    """

    path: tuple[str, ...]
    word: str
    is_value: bool = False
    in_braces: bool = False
    siblings: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Group:
    """A group whose keys stand in one column, or one in braces; a list in brackets has no keys."""

    column: int
    key: str | None = None
    keys: set[str] = field(default_factory=set)
    closes_with: str = ""


def cursor_at(text: str, offset: int) -> Cursor | None:
    """Where one is typing. None within a comment, or in a text of several lines."""
    lines = split(text[:offset]) or [""]
    if text[:offset].endswith(("\n", "\r")):
        lines.append("")
    return _Scan().cursor(lines)


class _Scan:
    """Reads line after line, and knows the groups that are open; one instance reads one text."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self.flows: list[_Group] = []
        self.text_within: int | None = None  # the column of the key of a text of several lines

    def cursor(self, lines: list[str]) -> Cursor | None:
        for line in lines[:-1]:
            self._line(line)
        last = lines[-1]
        column = len(last) - len(last.lstrip(" "))
        if self.text_within is not None and (column > self.text_within or not last.strip()):
            return None
        if last.lstrip().startswith("#") or re.search(r"\s#", _QUOTED.sub('""', last)):
            return None
        return self._last(last)

    def _line(self, line: str) -> None:
        stripped = line.strip(" \t")
        column = len(line) - len(line.lstrip(" "))
        if self.text_within is not None:
            if not stripped or column > self.text_within:
                return
            self.text_within = None
        if self.flows:
            self._flow(line, 0)
        elif stripped and not stripped.startswith("#"):
            value = self._groups(line, column)
            if _BLOCK_TEXT.fullmatch(line[value:].strip(" \t")):
                self.text_within = self.groups[-1].column if self.groups else 0
            elif line[value : value + 1] in ("[", "{"):
                self._flow(line, value)

    def _groups(self, line: str, column: int) -> int:
        """Open the groups that begin in a line; where its value begins."""
        at, is_new = column, False
        while dash := _DASH.match(line, at):
            self._leave(at + 1)
            at, is_new = dash.end(), True
        key = _KEY.match(line, at)
        self._leave(at if is_new else at + 1)
        if key is None:
            return at
        if not self.groups or self.groups[-1].column != at:
            self.groups.append(_Group(at))
        self._name(self.groups[-1], key[1])
        return key.end() + len(line[key.end() :]) - len(line[key.end() :].lstrip(" \t"))

    def _leave(self, column: int) -> None:
        """Close the groups from a column on."""
        while self.groups and self.groups[-1].column >= column:
            self.groups.pop()

    @staticmethod
    def _name(group: _Group, written: str) -> None:
        group.key = written.strip("\"' \t")
        group.keys.add(group.key)

    def _flow(self, line: str, at: int) -> int:
        """Read what stands in brackets and braces; where the line's last word begins."""
        begin = at
        while at < len(line):
            sign = line[at]
            if sign in "[{":
                self.flows.append(_Group(0, closes_with="]" if sign == "[" else "}"))
            elif sign in "]}" and self.flows:
                self.flows.pop()
                if not self.flows:
                    return at + 1
            elif sign == "," and self.flows:
                self.flows[-1].key = None
            elif sign == "#" and line[at - 1 : at] in ("", " ", "\t"):
                return at
            elif self.flows and self.flows[-1].closes_with == "}" and self.flows[-1].key is None:
                key = _KEY.match(line, at)
                if key is not None:
                    self._name(self.flows[-1], key[1])
                    at = begin = key.end()
                    continue
            quoted = _QUOTED.match(line, at) if line[at - 1 : at] in "[{,: " else None
            at = quoted.end() if quoted else at + 1
            if sign in "[{,]}":
                begin = at
        return begin

    def _last(self, line: str) -> Cursor | None:
        column = len(line) - len(line.lstrip(" "))
        word = _word(line)
        if self.flows:
            self._flow(line, 0)
            return self._in_flow(word) if self.flows else None
        start = self._groups(line, column)
        if line[start : start + 1] in ("[", "{"):
            self._flow(line, start)
            return self._in_flow(word) if self.flows else None
        keyed = bool(self.groups) and self._is_behind_key(line)
        if " " in line[start:].rstrip(" \t") or _BLOCK_TEXT.fullmatch(line[start:]):
            return None
        path = [group.key or "" for group in self.groups]
        if keyed:
            return Cursor(tuple(path), word, is_value=True)
        top = self.groups[-1] if self.groups else None
        if top is not None and top.column == start:  # a key beside others
            return Cursor(tuple(path[:-1]), word, siblings=frozenset(top.keys))
        return Cursor(tuple(path), word)

    @staticmethod
    def _is_behind_key(line: str) -> bool:
        at = len(line) - len(line.lstrip(" "))
        while dash := _DASH.match(line, at):
            at = dash.end()
        return _KEY.match(line, at) is not None

    def _in_flow(self, word: str) -> Cursor:
        path = [group.key or "" for group in self.groups]
        path += [each.key for each in self.flows[:-1] if each.key is not None]
        inner = self.flows[-1]
        if inner.closes_with == "}" and inner.key is None:
            return Cursor(tuple(path), word, in_braces=True, siblings=frozenset(inner.keys))
        if inner.key is not None:
            path.append(inner.key)
        return Cursor(tuple(path), word, is_value=True, in_braces=True)


def _word(line: str) -> str:
    found = _WORD.search(line)
    return found[0] if found else ""


def keys_below(text: str, offset: int, column: int) -> Iterator[str]:
    """The keys that stand below a line in the same column: those of the same group."""
    for line in split(text[offset:])[1:]:
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent < column:
            return
        key = _KEY.match(line, column) if indent == column else None
        if key is not None:
            yield key[1].strip("\"'")
