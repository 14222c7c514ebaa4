"""What a YAML parser stumbles over, in the words of those who write the files."""

from collections.abc import Mapping

from sopc.diagnostics import Diagnostic, ManualPage, Place, RelatedPlace
from sopc.language import Hint, Phrase

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
_SPACES = Phrase("indent with spaces, not tabs")
_SINGLE_QUOTES = Phrase("write the text in single quotes, or the backslash twice")
_QUOTE_ALL = Phrase("put the whole text in quotes")

_EXPLAINED: Mapping[str, tuple[Phrase, Hint]] = {
    "mapping values are not allowed in this context": (
        Phrase("no `key: value` may stand here"),
        Phrase('a text with `: ` in it needs quotes: uraian: "Rapat: persiapan"'),
    ),
    "found character that cannot start any token": (
        Phrase("no value begins with this character"),
        Phrase("indent with spaces, not tabs; quote a text that begins with %, @ or `"),
    ),
    "found a tab character that violates indentation": (Phrase("a tab does not indent"), _SPACES),
    "found a tab character where an indentation space is expected": (
        Phrase("a tab does not indent"),
        _SPACES,
    ),
    "did not find expected key": (Phrase("a new `key: value` was expected here"), _INDENTATION),
    "could not find expected ':'": (Phrase("this line has no `key:`"), _INDENTATION),
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
    "found unexpected document indicator": (Phrase("`---` or `...` stands within quotes"), ""),
    "found unknown escape character": (
        Phrase("in double quotes, this character has no meaning after a backslash"),
        _SINGLE_QUOTES,
    ),
    "did not find expected hexdecimal number": (
        Phrase("in double quotes, digits were expected after this backslash"),
        _SINGLE_QUOTES,
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
        Phrase("check the brackets and quotes before it"),
    ),
    CONTROL_CHARACTER: (
        Phrase("a control character is not allowed"),
        Phrase("type the text anew, without it"),
    ),
}
"""By libyaml's own words for it; "hexdecimal" is how they are spelt there."""

_QUOTES = "while scanning a quoted scalar"
_BRACKETS = {"while parsing a flow sequence": "[", "while parsing a flow mapping": "{"}


def syntax_error(problem: str, place: Place, context: str, opened: Place | None) -> Diagnostic:
    """A diagnostic for a parser's ``problem``, found at ``place`` in a thing ``opened`` before."""
    message, hint = _EXPLAINED.get(problem, (Phrase("it cannot be read from here on"), ""))
    related: tuple[RelatedPlace, ...] = ()
    if opened is not None and (context in _BRACKETS or context == _QUOTES):
        related = (RelatedPlace(opened, Phrase("opened here")),)
    if opened is not None and context in _BRACKETS:
        hint = Phrase(
            "close the `{bracket}` of line {line}, column {column}",
            bracket=_BRACKETS[context],
            line=opened.line,
            column=opened.column,
        )
    elif opened is not None and context == _QUOTES:
        hint = Phrase(
            "close the quotes that line {line}, column {column} opened",
            line=opened.line,
            column=opened.column,
        )
    message = Phrase("not valid YAML: {problem}", problem=message)
    return Diagnostic(FAULTY.code, message, place, hint or _INDENTATION, related=related)
