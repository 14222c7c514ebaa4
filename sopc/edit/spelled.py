"""Data as the text of a file that is new there: in brackets, or in lines of their own.

Lines are relative to the column of the key or dash that they belong to.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from sopc.load.written_scalars import in_quotes, written, written_in_lines
from sopc.load.yaml_scalars import YamlValue

WIDTH: Final = 120
"""So many characters has a line at most in which something stands in brackets."""
STEP: Final = "  "

InBrackets: TypeAlias = Callable[[str, YamlValue], bool]
"""Whether a list or group behind a key stands in brackets; the key is empty behind a dash."""


def in_brackets(value: YamlValue) -> str:
    """A value in one line, as it can stand within brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{written(k)}: {in_brackets(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_brackets, value)) + "]"
    return written(value)


def behind(value: YamlValue, key: str, bracketed: InBrackets) -> list[str]:
    """What stands behind a key, or a dash if that is empty; and the lines below, further in."""
    if isinstance(value, str) and "\n" in value:
        return in_block(value)
    if not isinstance(value, dict | list):
        return [written_in_lines(value)]
    if not value:
        return [in_brackets(value)]
    text = in_brackets(value)
    if bracketed(key, value) and len(text) + len(key) <= WIDTH and not _has_lines(value):
        return [text]
    entries = (
        (keyed(inner, each, bracketed) for inner, each in value.items())
        if isinstance(value, dict)
        else (dashed(each, bracketed, key) for each in value)
    )
    return ["", *(STEP + line for lines in entries for line in lines)]


def keyed(key: str, value: YamlValue, bracketed: InBrackets) -> list[str]:
    """The lines of a key with its value."""
    first, *below = behind(value, key, bracketed)
    return [f"{written(key)}: {first}" if first else f"{written(key)}:", *below]


def dashed(value: YamlValue, bracketed: InBrackets, listed: str = "", gap: str = " ") -> list[str]:
    """The lines of an entry of the list behind a key, which begins with a dash and a gap."""
    if isinstance(value, dict) and value and not (bracketed(f"{listed}[]", value)):
        lines = [line for k, v in value.items() for line in keyed(k, v, bracketed)]
        return [f"-{gap}{lines[0]}", *(f" {gap}{line}" for line in lines[1:])]
    first, *below = behind(value, f"{listed}[]", lambda _key, _value: True)
    return [f"-{gap}{first}", *below]


def in_block(text: str) -> list[str]:
    """A text of several lines behind ``|``, each in its own; in quotes where that cannot be."""
    body = text.rstrip("\n")
    lines, kept = body.split("\n"), len(text) - len(body)
    if not body or not all(map(str.isprintable, lines)) or kept > 1:
        return [in_quotes(text)]
    depth = str(len(STEP)) if lines[0][:1] in ("", " ") else ""
    return [f"|{depth}{'' if kept else '-'}", *(STEP + line if line else "" for line in lines)]


def joined_lines(lines: Sequence[str], indent: str, ending: str) -> str:
    """Lines as text, all but the first further in; without the end of the last."""
    return ending.join([lines[0], *(indent + line if line else "" for line in lines[1:])])


def _has_lines(value: YamlValue) -> bool:
    """Whether a text in it takes several lines."""
    if isinstance(value, dict):
        return any(map(_has_lines, value.values()))
    if isinstance(value, list):
        return any(map(_has_lines, value))
    return isinstance(value, str) and "\n" in value
