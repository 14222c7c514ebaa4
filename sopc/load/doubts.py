"""Texts that YAML reads otherwise than who wrote them mostly meant: what is lost without a word."""

import re
from collections.abc import Iterable, Iterator

from sopc.diagnostics import Doubt, DoubtKind
from sopc.lines import LINE_END
from sopc.load.plain_yaml import Extent
from sopc.load.written_scalars import in_quotes, written

_COMMENT = re.compile(r"(?<=[^\s#])[ \t]+(?P<said>#[^\s#!](?:[^ \t\r\n]|[ \t]+(?![ \t#\r\n]|\Z))*)")
"""What is read as a comment, up to another; ``# so`` is one, and ``#!`` or ``##`` is no text."""
_SIGN = r"[–—•·▪●○◦*‣-]"
_MARKER = rf"(?:{_SIGN}[ \t]*|\(?(?:[0-9]{{1,2}}|[a-z])[.)][ \t]+)(?=\S)"
_ENTRY = re.compile(rf"[ \t]*{_MARKER}")
_LISTED = re.compile(rf"[\r\n][ \t]*{_MARKER}")
_SIGNED_ENTRY = re.compile(rf"(?P<indent>[ \t]*){_SIGN}[ \t]*(?P<text>\S.*)")
_CURLY = re.compile('[“”„‘’](?P<inner>[^"“”„‘’]+)[“”‘’]')
_OPENS_OTHERWISE = frozenset("'\"[{|>")


def doubts(text: str, values: Iterable[Extent]) -> Iterator[Doubt]:
    """The doubtful texts without quotes among the values of a file, by where they stand."""
    cut = {match.start(): match.span("said") for match in _COMMENT.finditer(text)}
    has_quotes = any(sign in text for sign in "“”„‘’")
    if not cut and not has_quotes and not _LISTED.search(text):
        return
    for value in values:
        start, end = value
        if start == end or text[start] in _OPENS_OTHERWISE:
            continue
        if end in cut and text[start:end] != "-":
            yield _cut(text, value, cut[end])
        said = text[start:end]
        if has_quotes and (match := _CURLY.fullmatch(said)):
            mend = written(match["inner"])
            yield Doubt(DoubtKind.CURLY_QUOTES, value, value, said, value, mend)
        if "\n" in said or "\r" in said:
            yield from _typed(text, value)


def _cut(text: str, value: Extent, comment: Extent) -> Doubt:
    said = text[slice(*comment)]
    whole = (value[0], comment[1])
    is_one_line = LINE_END.search(text, *whole) is None
    mend = in_quotes(text[slice(*whole)]) if is_one_line else ""
    return Doubt(DoubtKind.COMMENT, value, comment, said, whole, mend)


def _typed(text: str, value: Extent) -> Iterator[Doubt]:
    """A list whose entries begin with other signs than YAML's, which is read as one text."""
    lines = LINE_END.split(text[slice(*value)])
    if not _ENTRY.match(lines[0]) or not any(map(_ENTRY.match, lines[1:])):
        return
    first = lines[0]
    where = (value[0], value[0] + len(first))
    yield Doubt(DoubtKind.LIST, value, where, first.strip(), value, _as_list(text, value, lines))


def _as_list(text: str, value: Extent, lines: list[str]) -> str:
    """The same with the dashes of a list, where each line is an entry and stands on its own."""
    start = max(text.rfind("\n", 0, value[0]), text.rfind("\r", 0, value[0])) + 1
    indent = text[start : value[0]]
    entries = [_SIGNED_ENTRY.fullmatch(line) for line in (indent + lines[0], *lines[1:])]
    if indent.strip(" ") or not indent:
        return ""
    words = [each["text"].rstrip() for each in entries if each and each["indent"] == indent]
    if len(words) != len(lines):
        return ""
    end = next(LINE_END.finditer(text, *value)).group()
    return f"{end}{indent}".join(f"- {written(each)}" for each in words)
