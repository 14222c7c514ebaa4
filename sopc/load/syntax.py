"""What a YAML parser stumbles over, in the words of those who write the files."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from sopc.diagnostics import Diagnostic, Edit, Fix, ManualPage, Place, RelatedPlace
from sopc.language import Hint, Phrase
from sopc.load.line_slips import Slip, line_slip
from sopc.load.plain_yaml import INVISIBLE, Extent, first_invisible, invisible
from sopc.load.text_mends import without_invisible

FAULTY = ManualPage(
    "YML001",
    """A file is YAML.

Mostly a text with a colon in it that lacks quotes, a quote that is not closed, or a line that is
not indented as those around it.

Bad::

    nama: Rapat: persiapan

Good::

    nama: "Rapat: persiapan\"""",
    binding="What cannot be read cannot be printed.",
)

CONTROL_CHARACTER = "control characters are not allowed"
_INDENTATION = Phrase("check the indentation of this line and the quotes before it")
_TAB = Phrase("a tab does not indent")
_SPACES = Phrase("indent with spaces, not tabs")
_NO_HINT: Hint = ""
_SINGLE_QUOTES = Phrase("write the text in single quotes, or the backslash twice")
_QUOTE_ALL = Phrase("put the whole text in quotes")
_KEY_OR_INDENT = Phrase(
    "write `key: value` with a space behind the colon, or indent what goes on from the line above"
)
_QUOTE_COLON = Phrase('a text with `: ` in it needs quotes: uraian: "Rapat: persiapan"')
_NO_DIRECTIVE = Phrase("remove the line that begins with `%`")
_ALIGN = Phrase("indent this line like those that belong together with it")

_NO_COLON = "could not find expected ':'"
NO_KEY_HERE = "mapping values are not allowed in this context"
_DASHES_WITHIN = "found unexpected document indicator"
_NO_TOKEN = "found character that cannot start any token"
_NO_START = "did not find expected <document start>"
_EXPLAINED: Mapping[str, tuple[Phrase, Hint]] = {
    NO_KEY_HERE: (
        Phrase("no `key: value` may stand here"),
        _QUOTE_COLON,
    ),
    _NO_TOKEN: (
        Phrase("no value begins with this character"),
        Phrase("indent with spaces, not tabs; quote a text that begins with %, @ or `"),
    ),
    "found a tab character that violates indentation": (_TAB, _SPACES),
    "found a tab character where an indentation space is expected": (
        _TAB,
        _SPACES,
    ),
    "did not find expected key": (Phrase("a new `key: value` was expected here"), _INDENTATION),
    _NO_COLON: (Phrase("this line has no `key:`"), _KEY_OR_INDENT),
    "did not find expected '-' indicator": (
        Phrase("a list goes on with `- …`, or ends with less indentation"),
        _INDENTATION,
    ),
    "block sequence entries are not allowed in this context": (
        Phrase("a list `- …` may not begin here"),
        Phrase("begin the list in a line of its own"),
    ),
    "did not find expected ',' or ']'": (Phrase("a `,` or `]` was expected here"), ""),
    "did not find expected ',' or '}'": (Phrase("a `,` or `}}` was expected here"), ""),
    "found unexpected end of stream": (Phrase("the file ends within quotes"), ""),
    _DASHES_WITHIN: (Phrase("`---` or `...` stands within quotes"), ""),
    "found unknown escape character": (
        Phrase("in double quotes, this character has no meaning after a backslash"),
        _SINGLE_QUOTES,
    ),
    "did not find expected hexdecimal number": (
        Phrase("in double quotes, digits were expected after this backslash"),
        _SINGLE_QUOTES,
    ),
    "found invalid Unicode character escape code": (
        Phrase("in double quotes, this escape stands for no character"),
        _SINGLE_QUOTES,
    ),
    "found unexpected ':'": (
        Phrase("within brackets, a space belongs behind this colon"),
        Phrase("write `key: value`, or put a text that ends with a colon in quotes"),
    ),
    "found incompatible YAML document": (
        Phrase(
            "a line that begins with `%` says how to read YAML, and this one cannot be followed"
        ),
        _NO_DIRECTIVE,
    ),
    "did not find expected node content": (
        Phrase("a value was expected here"),
        Phrase("close the bracket before it, or put the whole text in quotes"),
    ),
    "did not find expected alphabetic or numeric character": (
        Phrase("a text that begins with `&` or `*` needs quotes"),
        _QUOTE_ALL,
    ),
    "found undefined tag handle": (Phrase("a text that begins with `!` needs quotes"), _QUOTE_ALL),
    "did not find expected comment or line break": (
        Phrase("after `|` or `>` the text begins in the next line"),
        Phrase("put a text that begins with `|` or `>` in quotes"),
    ),
    "did not find expected <document start>": (
        Phrase("here the text had already ended"),
        Phrase("check the brackets and quotes before it, and for a line `...`"),
    ),
    CONTROL_CHARACTER: (
        Phrase("a control character is not allowed"),
        Phrase("type the text anew, without it"),
    ),
}
"""By libyaml's own words for it; "hexdecimal" is how they are spelt there."""

_MOST_MARKS = 6
"""So many lines of git are shown: those of two places."""
_QUOTES = "while scanning a quoted scalar"
_BRACKETS = {"while parsing a flow sequence": "[", "while parsing a flow mapping": "{"}


_MERGE = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r]|$)", re.MULTILINE)
"""The lines that git puts between two versions that it could not join."""


class Stumble(NamedTuple):
    """What a parser says: the ``problem``, the offset in the text at which it noticed, in what it
    was then (``context``), and the offset at which that had been ``opened``."""

    problem: str
    at: int
    context: str = ""
    opened: int | None = None


def syntax_error(text: str, stumble: Stumble, place: Callable[[Extent], Place]) -> Diagnostic:
    """A diagnostic for what a parser stumbled over; ``place`` tells that of a stretch.

    A parser notices a fault where it cannot go on, which may be lines behind the cause.
    """

    def spot(offset: int) -> Place:
        at = place((offset, offset))
        return Place(at.file, at.line, at.column)

    merge = [place(match.span()) for match in islice(_MERGE.finditer(text), _MOST_MARKS)]
    if merge:
        return _unmerged(merge)
    slip = None if first_invisible(text, 0, stumble.at + 1) is not None else _slip(text, stumble)
    if slip is not None:
        message = Phrase("not valid YAML: {problem}", problem=slip.problem)
        where = place(slip.where) if slip.where[0] < slip.where[1] else spot(slip.where[0])
        fix = None
        if slip.mend is not None:
            label = Phrase("write it as the hint says")
            fix = Fix(label, (Edit(place(slip.where), slip.mend),))
        return Diagnostic(FAULTY.code, message, where, slip.hint, fix=fix)
    cause, explained = _cause(text, stumble)
    problem, hint = explained
    hidden = first_invisible(text, _line_start(text, cause.at), stumble.at + 1)
    if hidden is not None and stumble.problem != CONTROL_CHARACTER:
        message, instead = invisible(text[hidden])
        fix = without_invisible(text, (hidden, stumble.at + 1), place)
        return Diagnostic(INVISIBLE.code, message, spot(hidden), instead, fix=fix)
    opened = None if cause.opened is None else spot(cause.opened)
    related: tuple[RelatedPlace, ...] = ()
    if opened is not None and (cause.context in _BRACKETS or cause.context == _QUOTES):
        related = (RelatedPlace(opened, Phrase("opened here")),)
        hint = hint if hint is _QUOTE_COLON else _to_close(cause.context, opened)
    message = Phrase("not valid YAML: {problem}", problem=problem)
    at = cause.at
    if related and not text[at:].strip() and cause.opened is not None:
        at, related = cause.opened, ()  # nothing stands where the file ends
    return Diagnostic(FAULTY.code, message, spot(at), hint or _INDENTATION, related=related)


def _slip(text: str, stumble: Stumble) -> Slip | None:
    """The slip in a line that explains it, unless that is a colon's or a tab's."""
    start = _line_start(text, stumble.at)
    is_colon = stumble.problem == NO_KEY_HERE and ": " in text[start : stumble.at]
    is_tab = text[stumble.at : stumble.at + 1] == "\t" or "\t" in text[start : stumble.at]
    is_within = stumble.context in _BRACKETS
    is_told = stumble.problem in (CONTROL_CHARACTER, _DASHES_WITHIN)  # by what stands there
    if is_told or is_tab or is_within or text.startswith("%"):
        return None
    opened = stumble.opened if stumble.context == _QUOTES else None
    slip = line_slip(text, stumble.at if opened is None else opened, opened)
    return slip if not is_colon or (slip is not None and slip.mend is not None) else None


def _unmerged(marks: Sequence[Place]) -> Diagnostic:
    problem = Phrase(
        "a merge is not finished: git could not join two versions, and wrote both, with lines of "
        "`<<<<<<<`, `=======` and `>>>>>>>` around them"
    )
    message = Phrase("not valid YAML: {problem}", problem=problem)
    hint = Phrase("keep one of the two versions, and remove these lines")
    related = tuple(RelatedPlace(mark, Phrase("one of these lines")) for mark in marks[1:])
    return Diagnostic(FAULTY.code, message, marks[0], hint, related=related)


def _to_close(context: str, opened: Place) -> Phrase:
    if context == _QUOTES:
        return Phrase(
            "close the quotes that line {line}, column {column} opened",
            line=opened.line,
            column=opened.column,
        )
    return Phrase(
        "close the `{bracket}` of line {line}, column {column}",
        bracket=_BRACKETS[context],
        line=opened.line,
        column=opened.column,
    )


def _cause(text: str, stumble: Stumble) -> tuple[Stumble, tuple[Phrase, Hint]]:
    """Where the cause lies of what a parser stumbled over, and the words for it."""
    problem, at, context, opened = stumble
    usual: tuple[Phrase, Hint] = _EXPLAINED.get(
        problem, (Phrase("it cannot be read from here on"), _NO_HINT)
    )
    if problem == _NO_COLON and opened is not None:
        return Stumble(problem, opened), usual
    if problem == _NO_TOKEN and text[at : at + 1] == "\t":
        return stumble, (_TAB, _SPACES)
    if text.startswith("%") and (problem == _NO_START or not text[:at].count("\n")):
        return Stumble(problem, 0), _EXPLAINED["found incompatible YAML document"]
    start = _line_start(text, at)
    if problem == NO_KEY_HERE and ": " not in text[start:at]:
        return _out_of_line(text, start)
    within = context in _BRACKETS and opened is not None and opened >= start
    if within and text[at : at + 1] == ":":
        return stumble, (usual[0], _QUOTE_COLON)
    return stumble, usual


def _out_of_line(text: str, start: int) -> tuple[Stumble, tuple[Phrase, Hint]]:
    """A key that does not fit the lines before it: one of them is no key, or it is shifted."""
    before = text[:start].rstrip()
    above = _line_start(text, len(before))
    if before and ":" not in before[above:]:
        return Stumble(_NO_COLON, above + _indentation(text, above)), _EXPLAINED[_NO_COLON]
    return Stumble(NO_KEY_HERE, start + _indentation(text, start)), (
        _EXPLAINED[NO_KEY_HERE][0],
        _ALIGN,
    )


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _indentation(text: str, start: int) -> int:
    line = text[start : start + 1000]
    return len(line) - len(line.lstrip(" "))
