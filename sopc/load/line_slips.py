"""What people mostly get wrong in a line of YAML, told with the line as it should be."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sopc.language import Hint, Phrase
from sopc.load.plain_yaml import Extent
from sopc.load.written_scalars import in_quotes

_LONGEST = 120
"""So many letters of a line are said."""
_FURTHEST = 60
"""So many lines above the one where a parser stumbled are looked at."""
_BESIDE = 3
"""So many spaces a line can be beside where it belongs; what is further off is of another group."""
_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[\w.-]+:(?: +|$))?(?P<said>.*)")
_QUOTED = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')(?P<rest> *[^\s#,\]}:].*)")
_BRACKETED = re.compile(r"(?:\[[^\[\]]*\]|\{[^{}]*\})(?P<rest> *[^\s#,\]}:].*)")
_CURLY = re.compile('[\u201c\u201d\u201e](?P<inner>[^"\u201c\u201d\u201e]*)[\u201c\u201d]')
_UNSPACED = re.compile(r" *(?:- +)*(?P<key>[A-Za-z_][\w-]*:)(?=[^\s:/])")
_NEEDS_QUOTES = frozenset("%@`*!|>?,")
_ENTRY = re.compile(r" *-(?: |$)")
_OF_A_BLOCK = re.compile(r"[|>] *(?P<text>[^\W\d].*)")
"""What begins a text of many lines, and goes on; before an amount `>` is "more than"."""


class Slip(NamedTuple):
    """What is wrong, where, what to do; and, where it is the one right mend, text and its place."""

    problem: Phrase
    where: Extent
    hint: Hint
    mend: str | None = None


class _Line(NamedTuple):
    """A line: its number, counted from 1, the offset at which it begins, and its parts."""

    number: int
    start: int
    text: str
    said: str
    said_at: int
    column: int
    """How many spaces and dashes are before its key or text."""

    @classmethod
    def of(cls, number: int, start: int, text: str) -> "_Line":
        match = _LINE.fullmatch(text)
        assert match is not None  # every line is of these parts
        said_at, column = match.start("said"), match.end("dashes")
        return cls(number, start, text, match["said"].rstrip(" \t"), start + said_at, column)


def line_slip(text: str, at: int, opened: int | None) -> Slip | None:
    """The slip in the line of an offset, or above it, over which a parser stumbled there.

    ``opened`` is where quotes began that the parser was in.
    """
    lines = _lines_up_to(text, at)
    here = next(lines)
    above = [each for each, _ in zip(lines, range(_FURTHEST), strict=False)]
    return (
        _curly(here)
        or _begins_otherwise(here, at)
        or _begins_with_dash(here, at)
        or _goes_on(here, at)
        or _unclosed(here, above, opened)
        or _unspaced(here, above)
        or _slipped_above(here, above, at)
        or _shifted(here, above, at)
    )


def as_it_should_be(text: str, where: Extent, new: str) -> str:
    """The line in which a stretch of a text stands, with something else in its place."""
    start = max(text.rfind("\n", 0, where[0]), text.rfind("\r", 0, where[0])) + 1
    ends = [at for at in (text.find("\n", where[1]), text.find("\r", where[1])) if at >= 0]
    line = text[start : where[0]] + new + text[where[1] : min(ends, default=len(text))]
    line = line.strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _lines_up_to(text: str, at: int) -> Iterator[_Line]:
    """The line of an offset, then those above it; not the empty ones, nor comments."""
    end = re.compile(r"[\r\n]|$").search(text, at)
    upto = text[: end.start() if end else len(text)]
    every = re.split(r"\r\n|\r|\n", upto)
    stop = len(upto)
    for number in range(len(every), 0, -1):
        line = every[number - 1]
        start = stop - len(line)
        if number == len(every) or (line.strip() and not line.lstrip().startswith("#")):
            yield _Line.of(number, start, line)
        stop = start - (2 if upto[start - 2 : start] == "\r\n" else 1)


def _put(line: _Line, problem: Phrase, new: str, *, is_sure: bool) -> Slip:
    """A slip of all that a line says."""
    said = re.split(r"\s#", line.said, maxsplit=1)[0].rstrip()
    where = (line.said_at, line.said_at + len(said))
    shown = as_it_should_be(line.text, (where[0] - line.start, where[1] - line.start), new)
    hint = Phrase("write `{line}`", line=shown)
    return Slip(problem, where, hint, new if is_sure else None)


def _without_comment(line: _Line) -> str:
    return re.split(r"\s#", line.said, maxsplit=1)[0].rstrip()


def _curly(line: _Line) -> Slip | None:
    """Quotes that are none in YAML around the whole text of a line."""
    match = _CURLY.fullmatch(_without_comment(line))
    if match is None:
        return None
    problem = Phrase("curly quotes do not hold a text together")
    return _put(line, problem, in_quotes(match["inner"]), is_sure=True)


def _begins_otherwise(line: _Line, at: int) -> Slip | None:
    """A text that begins with a sign that means something else in YAML."""
    sign = line.said[:1]
    if sign not in _NEEDS_QUOTES or not sign or at < line.said_at or line.said_at == line.start:
        return None
    if sign in "|>" and re.fullmatch(r"[|>][+-]?\d?[+-]?(?:\s+#.*)?", line.said):
        return None
    if block := _OF_A_BLOCK.fullmatch(_without_comment(line)):
        problem = Phrase("after `|` or `>` the text begins in the next line")
        return _put(line, problem, in_quotes(block["text"]), is_sure=False)
    if line.said_at - line.start == line.column and re.match(r"\*[ \t]", line.said):
        entry = f"- {_without_comment(line)[1:].strip()}"
        return _put(line, Phrase("a list begins with `- `, not `*`"), entry, is_sure=False)
    problem = Phrase("a text that begins with `{sign}` needs quotes", sign=sign)
    return _put(line, problem, in_quotes(_without_comment(line)), is_sure=True)


def _begins_with_dash(line: _Line, at: int) -> Slip | None:
    """A dash behind a key, which begins a list in YAML: for nothing, or of a text."""
    text = _without_comment(line)
    if at != line.said_at or line.said_at == line.start or not re.match(r"-(?: |$)", text):
        return None
    quoted = _put(line, Phrase("a list `- …` may not begin here"), in_quotes(text), is_sure=False)
    if text == "-":
        hint = Phrase("leave the key out where there is nothing, or {write}", write=quoted.hint)
    else:
        hint = Phrase("begin a list in a line of its own; for a text {write}", write=quoted.hint)
    return quoted._replace(hint=hint)


def _goes_on(line: _Line, at: int) -> Slip | None:
    """A text that begins with something in quotes or brackets, and goes on behind them."""
    match = _QUOTED.fullmatch(line.said) or _BRACKETED.fullmatch(line.said)
    if match is None or at < line.said_at + match.start("rest"):
        return None
    if line.said[0] in "\"'":
        problem = Phrase("the text goes on behind the closing quotes")
    else:
        problem = Phrase("the text goes on behind the closing bracket")
    whole = _without_comment(line)
    if whole[0] in "\"'" and whole.endswith(whole[0]) and not match["rest"].startswith(" "):
        whole = whole[1:-1]  # what seemed to close is an apostrophe, or opens quotes within
    quoted = f"'{whole}'" if '"' in whole and "'" not in whole else in_quotes(whole)
    return _put(line, problem, quoted, is_sure=False)


def _unclosed(here: _Line, above: list[_Line], opened: int | None) -> Slip | None:
    """Quotes that are not closed in their line, but by the next ones or never."""
    for line in (here, *above):
        sign = line.said[:1]
        if sign and sign in "\"'":
            if line.said.count(sign) != 1:
                if line is here:
                    continue
                return None
            if opened != line.said_at and (line is here or sign not in here.text):
                return None
            problem = Phrase("these quotes are not closed")
            return _put(line, problem, line.said + sign, is_sure=False)
        if '"' in line.text and line is not here:
            return None
    return None


def _unspaced(here: _Line, above: list[_Line]) -> Slip | None:
    """A key without a space behind its colon."""
    for line in (here, *above[:1]):
        match = _UNSPACED.match(line.text)
        if match is not None and ": " not in line.text:
            end = line.start + match.end("key")
            shown = as_it_should_be(line.text, (match.end("key"), match.end("key")), " ")
            problem = Phrase("a space is missing behind `{key}`", key=match["key"])
            hint = Phrase("write `{line}`", line=shown)
            return Slip(problem, (end, end), hint, " ")
    return None


def _slipped_above(here: _Line, above: list[_Line], at: int) -> Slip | None:
    """A key above that begins further left than those around it, and ends their group there."""
    if len(above) < 2:
        return None
    slipped, before = above[:2]
    indent = len(here.text) - len(here.text.lstrip(" "))
    is_entry = bool(_ENTRY.match(here.text))  # read as more of the text above, up to its colon
    if not is_entry and (at > here.said_at or not re.match(r" *[\w.-]+:(?: |$)", here.text)):
        return None
    is_key = re.fullmatch(r" *[\w.-]+: +[^\s#].*", slipped.text) and slipped.said[0] not in "|>"
    goes_on = before.column > indent if is_entry else before.column == indent
    if not is_key or not goes_on or slipped.column >= before.column:
        return None
    start = slipped.start + slipped.column
    key = slipped.text[slipped.column :].partition(":")[0]
    problem = Phrase("this line does not begin where line {line} does", line=before.number)
    hint = Phrase("begin it with {count} spaces, as there", count=before.column)
    return Slip(problem, (start, start + len(key)), hint)


def _shifted(here: _Line, above: list[_Line], at: int) -> Slip | None:
    """An entry or a key that begins a little beside those that it belongs to."""
    is_entry = bool(_ENTRY.match(here.text))
    is_key = re.match(r" *(?:- +)*[\w.-]+:(?: |$)", here.text)
    if not (is_entry or is_key) or at > here.said_at:
        return None
    indent = len(here.text) - len(here.text.lstrip(" "))
    where = (here.start + indent, here.start + indent + 1)
    for line in above:
        if is_entry and not _ENTRY.match(line.text):
            continue
        column = len(line.text) - len(line.text.lstrip(" ")) if is_entry else line.column
        if column == indent or (is_key and not re.match(r"[\w.-]+:", line.text[line.column :])):
            continue
        if abs(column - indent) > _BESIDE:
            return None
        problem = Phrase("this line does not begin where line {line} does", line=line.number)
        return Slip(problem, where, _begin(column))
    if is_entry and not any(_ENTRY.match(line.text) for line in above):
        problem = Phrase("no list goes on here")
        hint = Phrase("write its key above it, and begin the `-` with two spaces more than the key")
        return Slip(problem, where, hint)
    return None


def _begin(column: int) -> Phrase:
    more = Phrase("if it goes on from the text above, put all of that in quotes")
    if column:
        return Phrase("begin it with {count} spaces, as there; {more}", count=column, more=more)
    return Phrase("begin it without spaces, as there; {more}", more=more)
