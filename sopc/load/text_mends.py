"""The one safe mend of a text that is no YAML, or no plain one, where there is one."""

import re
import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from sopc.diagnostics import Edit, Fix, Place
from sopc.language import Phrase
from sopc.load.plain_yaml import Extent, first_invisible
from sopc.load.written_scalars import in_quotes

PlaceOf: TypeAlias = Callable[[Extent], Place]
"""Tells the place of a stretch of the text."""

_NO_WIDTH = frozenset("\u00ad\u200b\u2060\ufeff")
"""What is nothing but a place at which a line may end, or may not."""
_IN_LINE = re.compile(
    r"[ \t]*(?:- +)*(?P<key>[^\s'\"#\[\]{},&*!|>%@`:-][^:#\r\n]*):[ ]+(?P<text>.+)"
)
_IN_BRACES = re.compile(
    r"[{,]\s*(?P<key>\w[\w-]*):[ ]+(?P<text>[^\s'\"#\[\]{},&*!|>%@`][^'\"\[\]{},]*)"
)
_GOES_ON = re.compile(r"\s*(?:\}|,\s*(?:\w[\w-]*:(?=\s)|\}))")
_BEGINS_OTHERWISE = frozenset("'\"[]{}&*!|>%@`#,")


def with_quotes(text: str, at: int) -> tuple[Extent, str] | None:
    """The text with a colon in it that a parser stumbled over at an offset, and it in quotes."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    end = re.compile(r"[\r\n]|$").search(text, start)
    line = text[start : end.start() if end else len(text)]
    found = _between_braces(line, at - start) or _whole_line(line, at - start)
    if found is None:
        return None
    first, last = start + found[0], start + found[1]
    return (first, last), in_quotes(text[first:last])


def _whole_line(line: str, at: int) -> Extent | None:
    """The text behind the key of a line, up to its comment."""
    match = _IN_LINE.fullmatch(line)
    if match is None or match["text"][0] in _BEGINS_OTHERWISE or not match.start("text") <= at:
        return None
    said = re.split(r"\s#", match["text"], maxsplit=1)[0].rstrip()
    if ": " not in said and not said.endswith(":"):
        return None
    return match.start("text"), match.start("text") + len(said)


def _between_braces(line: str, at: int) -> Extent | None:
    """The text within braces that an offset lies in, if what follows it is a key or their end."""
    for match in _IN_BRACES.finditer(line):
        end = match.start("text") + len(match["text"].rstrip())
        if match.start("text") <= at <= end and ": " in match["text"]:
            return (match.start("text"), end) if _GOES_ON.match(line, end) else None
    return None


def without_invisible(text: str, where: Extent, place_of: PlaceOf) -> Fix | None:
    """Usual spaces for those of other widths, and nothing for what has no width and no meaning.

    Marks that turn the direction of writing, join letters or control a machine are for those who
    know what was meant.
    """
    edits = []
    start, end = where
    at = first_invisible(text, start, end)
    while at is not None:
        if unicodedata.category(text[at]) == "Zs":
            edits.append(Edit(place_of((at, at + 1)), " "))
        elif text[at] in _NO_WIDTH:
            edits.append(Edit(place_of((at, at + 1)), ""))
        else:
            return None
        at = first_invisible(text, at + 1, end)
    if not edits or text[start : start + 1] in ("\ufeff",):
        return None
    return Fix(Phrase("type it without invisible characters"), edits=tuple(edits))


def without_second(
    text: str, key: Extent, value: Extent, place_of: PlaceOf, name: str
) -> Fix | None:
    """Without a line that gives a key again, with the same value: one that stands by itself."""
    start = max(text.rfind("\n", 0, key[0]), text.rfind("\r", 0, key[0])) + 1
    rest = re.compile(r"[ \t]*(?:\r\n|\r|\n)").match(text, value[1])
    line = text[start : value[1]]
    if line[: key[0] - start].strip(" ") or "\n" in line or "\r" in line or rest is None:
        return None
    label = Phrase("remove the second `{key}`, which says the same", key=name)
    return Fix(label, edits=(Edit(place_of((start, rest.end())), ""),))
