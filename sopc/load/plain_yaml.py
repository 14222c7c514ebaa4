"""The YAML that a catalogue uses: what else it offers is refused where it stands."""

import re
import unicodedata
from typing import TypeAlias

import yaml

from sopc.diagnostics import ManualPage
from sopc.language import Hint, Phrase

Extent: TypeAlias = tuple[int, int]
"""The offsets, in characters, at which something begins and ends in its text."""

NOT_PLAIN = ManualPage(
    "YML004",
    """A catalogue uses plain YAML: no anchors, aliases, tags, merge keys.

They save typing, but whoever reads the one place does not see what the other changes. Shared
things have keys of their own, such as the actors of pelaksana.yaml.

Bad::

    pelaksana: &semua [kepala-dinas, staf]

Good::

    pelaksana: [kepala-dinas, staf]""",
    binding="What is not read cannot be printed.",
)

INVISIBLE = ManualPage(
    "YML008",
    """A text has no invisible characters.

Control characters, marks that turn the direction of writing or join letters, and spaces of other
widths come along when text is copied from elsewhere. They are not seen, but printed, searched and
compared.

Bad::

    nama: "Pengelolaan\\u202eSurat"

Good::

    nama: Pengelolaan Surat""",
    binding="Other words would be printed than the editor sees.",
)

# C0 and C1 controls except tab and newline; what is said to be ignored where it cannot be drawn
# (Default_Ignorable_Code_Point of Unicode 16, which has all marks of direction, joiners, selectors
# and tags); marks of annotations; every space but the usual one, and the pattern without dots that
# looks like one; what is no character
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800"
    "\ufffe\uffff]"
)
# where only old readers of YAML end a line, a text is parted for no reason that is seen
_FORBIDDEN_IN_LINE = re.compile(f"(?!\r)(?:{_FORBIDDEN.pattern}|[\u2028\u2029])")
_VALUES = (yaml.ScalarEvent, yaml.CollectionStartEvent)
_UNTAGGED = (None, "!")


class Refused(Exception):
    """The text is not acceptable: code, message, where, and what to do about it."""

    def __init__(self, code: str, message: Phrase, where: Extent, hint: Hint = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
        self.hint = hint


def extent(event: yaml.Event) -> Extent:
    """Where an event of the parser stands in the text."""
    # only events made by hand have no marks
    return event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]


def check_value(event: yaml.Event) -> yaml.ScalarEvent | yaml.CollectionStartEvent:
    """The event, which begins a value. Raises Refused for what is no plain one."""
    if not isinstance(event, _VALUES) or event.anchor:
        raise _shared(event)
    if event.tag not in _UNTAGGED:
        raise _tagged(event)
    if isinstance(event, yaml.ScalarEvent):
        _check_characters(event)
    return event


def check_key(event: yaml.Event) -> str:
    """The word that is a key. Raises Refused for anything else."""
    if isinstance(event, yaml.AliasEvent):
        raise _shared(event)
    if not isinstance(event, yaml.ScalarEvent):
        message = Phrase("a key must be a word")
        hint = Phrase("a text that starts with `[` or `{{` needs quotes")
        raise Refused(NOT_PLAIN.code, message, extent(event), hint)
    if event.tag not in _UNTAGGED:
        raise _tagged(event)
    if event.anchor or (event.value == "<<" and not event.style):
        message = Phrase("anchors and merge keys are not allowed")
        hint = Phrase("write out what is to stand here")
        raise Refused(NOT_PLAIN.code, message, extent(event), hint)
    _check_characters(event)
    return event.value


def _shared(event: yaml.Event) -> Refused:
    message = Phrase("anchors and aliases are not allowed")
    hint = Phrase('write the value out; a text that begins with `&` or `*` needs quotes: `"&…"`')
    return Refused(NOT_PLAIN.code, message, extent(event), hint)


def _tagged(event: yaml.Event) -> Refused:
    hint = Phrase("remove the word that starts with `!`, or put the whole text in quotes")
    return Refused(NOT_PLAIN.code, Phrase("tags are not allowed"), extent(event), hint)


def _check_characters(event: yaml.ScalarEvent) -> None:
    if event.value.isascii() and event.value.isprintable():  # as most are, and nothing forbidden
        return
    found = _FORBIDDEN.search(event.value)
    if found:
        message, hint = invisible(found.group())
        raise Refused(INVISIBLE.code, message, extent(event), hint)


def invisible(character: str) -> tuple[Phrase, Phrase]:
    """What is wrong with an invisible character, and what to do about it."""
    name = f"U+{ord(character):04X}"
    message = Phrase("the invisible character {name} is not allowed", name=name)
    if unicodedata.category(character) == "Zs":
        return message, Phrase("type a usual space instead")
    return message, Phrase("type the text anew, without it")


def first_invisible(text: str, start: int, end: int) -> int | None:
    """The offset of the first invisible character of a stretch, other than ends of lines."""
    found = _FORBIDDEN_IN_LINE.search(text, start, end)
    return found.start() if found else None
