"""Where the entries of a file begin and end, with the text around them that is part of none."""

import re
from typing import Any

from sopc.changes import KeyPath
from sopc.load.yaml_reader import YamlDocument

_BLANK = re.compile(r"(?:[ \t\r\n]+|(?:(?<=[ \t\r\n])|^)#[^\r\n\x85\u2028\u2029]*)*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n\x85\u2028\u2029]*)?(?=\r|\n|\Z)")


def written_path(document: YamlDocument, path: KeyPath) -> KeyPath | None:
    """A path as the file has it: a value that stands for a list of one, or for a group of one key,
    is written without its position or that key. None where nothing is."""
    found: KeyPath = ()
    for index, part in enumerate(path):
        if (*found, part) in document.values:
            found = (*found, part)
        elif part != 0 and not (index == len(path) - 1 and _is_word(document, found)):
            return None
    return found


def _is_word(document: YamlDocument, path: KeyPath) -> bool:
    return not isinstance(value_at(document, path), dict | list)


def value_at(document: YamlDocument, path: KeyPath) -> object:
    """What stands at a path. Raises LookupError when nothing does."""
    value: Any = document.value
    for part in path:
        holds_such = isinstance(value, dict if isinstance(part, str) else list)
        if not holds_such:
            raise LookupError(path)
        value = value[part]
    return value


def is_flow(document: YamlDocument, path: KeyPath) -> bool:
    """Whether a list or group of lines is written within brackets."""
    start, _ = document.values[path]
    return document.text[start : start + 1] in ("[", "{")


def content_end(document: YamlDocument, path: KeyPath) -> int:
    """The offset at which the last word of an entry ends, or its last bracket."""
    depth = len(path)
    ends = [
        colon_of(document, each) if start == end and each in document.keys else end
        for each, (start, end) in document.values.items()
        if each[:depth] == path
    ]
    return max(ends)


def ends_with_block(document: YamlDocument, path: KeyPath) -> bool:
    """Whether the last words of an entry are those of a block, behind ``|`` or ``>``."""
    end, depth = content_end(document, path), len(path)
    return any(
        last == end and document.text[start : start + 1] in ("|", ">")
        for each, (start, last) in document.values.items()
        if each[:depth] == path and start < last
    )


def colon_of(document: YamlDocument, path: KeyPath) -> int:
    """The offset behind a key's colon, or behind the key where it has none."""
    end = document.keys[path][1]
    colon = after_blank(document.text, end)
    return colon + 1 if document.text[colon : colon + 1] == ":" else end


def start_of(document: YamlDocument, path: KeyPath) -> int:
    """The offset at which an entry begins: its key, its dash, or, within brackets, its value."""
    *above, last = path
    if path in document.keys:
        return document.keys[path][0]
    listed = tuple(above)
    if is_flow(document, listed):
        return document.values[path][0]
    first = document.values[listed][0]
    if last == 0 or not isinstance(last, int):
        return first
    return after_blank(document.text, content_end(document, (*listed, last - 1)))


def after_blank(text: str, offset: int) -> int:
    """The offset of the next character that is no space, end of a line or part of a comment."""
    found = _BLANK.match(text, offset)
    return found.end() if found else offset


def after_comment(text: str, offset: int) -> int:
    """The end of the line behind spaces and a comment; the offset itself where more follows."""
    rest = _REST_OF_LINE.match(text, offset)
    return rest.end() if rest else offset


def siblings(document: YamlDocument, path: KeyPath) -> list[KeyPath]:
    """All entries of the list or group that an entry is in, in their order."""
    above = path[:-1]
    whole = value_at(document, above)
    parts: list[str | int] = list(whole) if isinstance(whole, dict) else []
    if isinstance(whole, list):
        parts = list(range(len(whole)))
    return [(*above, part) for part in parts]


def start_of_line(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def past_line_end(text: str, offset: int) -> int:
    """The offset behind the end of a line that begins there."""
    if text.startswith("\r\n", offset):
        return offset + 2
    return offset + 1 if text[offset : offset + 1] in ("\r", "\n") else offset
