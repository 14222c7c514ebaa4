"""A list of a file with an entry more or less, or in another order: entries take their comments
along, and all else stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sopc.changes import KeyPath
from sopc.edit.entries import (
    after_blank,
    after_comment,
    colon_of,
    content_end,
    is_flow,
    past_line_end,
    start_of,
    start_of_line,
    value_at,
)
from sopc.edit.text_edits import TextEdit, applied, end_of_line
from sopc.load.yaml_reader import YamlDocument


class NoSuchList(Exception):
    """What stands there is no list, or one whose entries cannot be taken apart."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry as it is written: what stands before it and goes with it, itself, and behind it.

    ``space`` is what parts it from the entry before, which stays where it is unless there is
    something before the entry; ``behind`` goes with the entry, behind its comma.
    """

    before: str
    space: str
    body: str
    behind: str = ""


@dataclass(frozen=True, slots=True)
class WrittenList:
    """The text of a list from ``start`` to ``end``, entry by entry."""

    start: int
    end: int
    entries: tuple[_Entry, ...]
    ending: str
    comma: str
    """What parts two entries, beside space; nothing in lists of lines."""
    is_closed: bool = False
    """Whether the last entry has a comma, or the end of its line, too."""
    line_follows: bool = True
    """Whether the line ends behind the list."""

    def put_in(self, place: int, text: str) -> "WrittenList":
        """With one more entry, which is to be at a place from 0."""
        spaces = [each.space for each in self.entries]
        usual = spaces[1] if len(spaces) > 1 else spaces[0]
        if self.comma and not usual:
            usual = " "
        spaces.insert(max(1, place), usual)
        entries = [*self.entries]
        entries.insert(place, _Entry("", "", text))
        return self._parted(entries, spaces)

    def taken_out(self, place: int) -> "WrittenList":
        """Without the entry at a place from 0, of several."""
        spaces = [each.space for each in self.entries]
        del spaces[max(1, place)]
        return self._parted([*self.entries[:place], *self.entries[place + 1 :]], spaces)

    def moved(self, place: int, to: int) -> "WrittenList":
        """With the entry at one place at another, both from 0, once it is there."""
        entries = [*self.entries]
        entries.insert(to, entries.pop(place))
        return self._parted(entries, [each.space for each in self.entries])

    def _parted(self, entries: Sequence[_Entry], spaces: Sequence[str]) -> "WrittenList":
        """With these entries, parted by spaces in their order; what goes with a comment stays."""
        pairs = zip(entries, spaces, strict=True)
        parted = (each if each.before else replace(each, space=space) for each, space in pairs)
        return replace(self, entries=tuple(parted))

    @property
    def text(self) -> str:
        """What is to stand from ``start`` to ``end``."""
        pieces: list[str] = []
        in_comment, last = False, len(self.entries) - 1
        for index, each in enumerate(self.entries):
            lead = each.before + each.space
            if in_comment and lead[:1] not in ("\r", "\n"):
                lead = f"{self.ending}    {lead.lstrip(' ')}"
            comma = self.comma if index < last or self.is_closed else ""
            pieces += [lead, each.body, comma, each.behind]
            in_comment = "#" in each.behind
        whole = "".join(pieces)
        if self.comma:
            return whole + (self.ending if in_comment and not self.line_follows else "")
        return whole if self.is_closed else whole.removesuffix(self.ending)


def written_list(
    document: YamlDocument, path: KeyPath, edits: Sequence[TextEdit] = ()
) -> WrittenList:
    """A list as it is written, with ``edits`` within its entries made.

    Raises NoSuchList where there is none, or entries share lines with each other.
    """
    try:
        value = value_at(document, path)
    except LookupError:
        raise NoSuchList(path) from None
    if not isinstance(value, list) or not value:
        raise NoSuchList(path)
    count = len(value)
    if is_flow(document, path):
        return _in_brackets(document, path, count, edits)
    return _in_lines(document, path, count, edits)


def _in_lines(
    document: YamlDocument, path: KeyPath, count: int, edits: Sequence[TextEdit]
) -> WrittenList:
    text = document.text
    begin = past_line_end(text, after_comment(text, colon_of(document, path)))
    first = start_of(document, (*path, 0))
    column = first - start_of_line(text, first)
    ends = [begin]
    for index in range(count):
        start, end = start_of(document, (*path, index)), content_end(document, (*path, index))
        if text[start_of_line(text, start) : start].strip(" ") or start < ends[-1]:
            raise NoSuchList(path)
        ends.append(own_end(text, end, column))
    ending = end_of_line(text, first)
    is_closed = text[ends[-1] - 1 : ends[-1]] in ("\r", "\n")
    entries = []
    for start, end in pairwise(ends):
        whole = _with_edits(text, start, end, edits)
        whole += "" if whole[-1:] in ("\r", "\n") else ending
        blank = len(whole) - len(whole.lstrip("\r\n"))
        entries.append(_Entry("", whole[:blank], whole[blank:]))
    return WrittenList(begin, ends[-1], tuple(entries), ending, "", is_closed)


def own_end(text: str, end: int, column: int) -> int:
    """Where the lines of an entry end: with comments below it that are further in than its dash."""
    at = past_line_end(text, after_comment(text, end))
    while at < len(text):
        word = at
        while text[word : word + 1] == " ":
            word += 1
        if text[word : word + 1] != "#" or word - at <= column:
            break
        at = past_line_end(text, after_comment(text, word - 1))
    return at


def _in_brackets(
    document: YamlDocument, path: KeyPath, count: int, edits: Sequence[TextEdit]
) -> WrittenList:
    text = document.text
    begin = document.values[path][0] + 1
    at = _past_comment(text, begin)
    entries: list[_Entry] = []
    opened, is_closed = text[begin:at], False
    for index in range(count):
        start, end = document.values[(*path, index)][0], content_end(document, (*path, index))
        comma = after_blank(text, end)
        is_closed = text[comma : comma + 1] == ","
        lead = text[at:start]
        kept = len(lead) - len(_last_space(lead))
        if is_closed and text[end:comma].strip():
            raise NoSuchList(path)  # a comment before its comma
        at = _past_comment(text, comma + 1 if is_closed else end)
        behind = text[comma + 1 : at] if is_closed else text[end:at]
        body = _with_edits(text, start, end, edits)
        entries.append(_Entry(lead[:kept], lead[kept:], body, behind))
    ending = end_of_line(text, begin)
    follows = text[at : at + 1] in ("\r", "\n")
    begin += len(opened)
    return WrittenList(begin, at, tuple(entries), ending, ",", is_closed, follows)


def _last_space(lead: str) -> str:
    """The space before an entry, behind the last comment there."""
    comment = lead.rfind("#")
    if comment < 0:
        return lead
    ends = [at for sign in "\r\n" if (at := lead.find(sign, comment)) >= 0]
    return lead[min(ends) :]


def _past_comment(text: str, offset: int) -> int:
    """Behind a comment in the same line; the offset itself where there is none."""
    end = after_comment(text, offset)
    return end if "#" in text[offset:end] else offset


def _with_edits(text: str, start: int, end: int, edits: Sequence[TextEdit]) -> str:
    within = [
        TextEdit(each.start - start, each.end - start, each.text)
        for each in edits
        if start <= each.start and each.end <= end
    ]
    return applied(text[start:end], within)
