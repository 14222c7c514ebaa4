"""Where and how a value is put into a file's text: the edits for it, and nothing else."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sopc.catalogue import key_order
from sopc.changes import KeyPath, Word
from sopc.edit.entries import (
    after_comment,
    colon_of,
    content_end,
    is_flow,
    start_of,
    start_of_line,
    value_at,
)
from sopc.edit.lists import own_end
from sopc.edit.patched import NotIntended
from sopc.edit.rewording import respliced
from sopc.edit.spelled import (
    InBrackets,
    behind,
    dashed,
    in_brackets,
    joined_lines,
    keyed,
)
from sopc.edit.text_edits import TextEdit, end_of_line
from sopc.load.written_scalars import (
    EMPTY,
    comment_of_block,
    in_style_of,
    written,
    written_in_lines,
)
from sopc.load.yaml_reader import YamlDocument
from sopc.load.yaml_scalars import YamlValue

_NAMES: Final = frozenset({"pelaksana", "dasar_hukum"})
"""Which lists have their names in brackets, unless the file has them otherwise."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHORT: Final = frozenset({"keputusan"})


def is_within_brackets(document: YamlDocument, path: KeyPath) -> bool:
    """Whether what stands at a path stands in a list or group in brackets."""
    return any(
        path[:depth] in document.values and is_flow(document, path[:depth])
        for depth in range(len(path))
        if isinstance(value_at(document, path[:depth]), dict | list)
    )


def style_in(document: YamlDocument) -> InBrackets:
    """In which style a file has lists and groups of a key: as the first that it has, or usual."""

    def bracketed(key: str, value: YamlValue) -> bool:
        kind = type(value)
        listed = key.removesuffix("[]")
        for path in document.values:
            is_there = path[-2:-1] == (listed,) if key != listed else path[-1:] == (key,)
            if not is_there or (key != listed) != isinstance(path[-1], int):
                continue
            other = value_at(document, path)
            is_like = isinstance(other, list) or (isinstance(other, dict) and len(other) > 1)
            if isinstance(other, kind) and other and is_like:
                return is_flow(document, path)
        if isinstance(value, list):
            return key in _NAMES and all(isinstance(e, str) and _NAME.fullmatch(e) for e in value)
        return key in _SHORT or (
            key == "rangkaian[]" and isinstance(value, dict) and len(value) > 1
        )

    return bracketed


def column_of(document: YamlDocument, path: KeyPath) -> int:
    """The column, from 0, of the key or dash of an entry that has lines of its own."""
    start = start_of(document, path)
    return start - start_of_line(document.text, start)


def replaced(document: YamlDocument, path: KeyPath, value: YamlValue) -> Sequence[TextEdit]:
    """The edits by which another value stands at a path, which is there."""
    now, text = value_at(document, path), document.text
    start, end = document.values[path]
    if is_within_brackets(document, path):
        if isinstance(now, dict | list) or isinstance(value, dict | list):
            _hold_no_comment(text[start:end])
        shown = in_brackets(value)
        if not isinstance(now, dict | list) and not isinstance(value, dict | list):
            shown = in_style_of(text[start:end], value)
        return [_filled(document, path, shown) if start == end else TextEdit(start, end, shown)]
    is_lines = isinstance(now, dict | list) and not is_flow(document, path)
    if isinstance(now, dict | list):
        end = content_end(document, path) if is_lines else end
        _hold_no_comment(text[start:end])
    elif not isinstance(value, dict | list) and start < end:
        found = _reworded(text[start:end], now, value)
        if found is not None:
            return [TextEdit(start, end, found)]
    if not path:
        raise NotIntended(path)
    return _relined(document, path, (start, end), value)


def _reworded(before: str, now: object, value: Word) -> str | None:
    """A word in the place of another in the same style; None where it needs another one."""
    if before in EMPTY and isinstance(value, str) and "\n" not in value:
        return written_in_lines(value)
    if isinstance(value, str) and isinstance(now, str):
        same = respliced(before, now, value)
        if same is not None:
            return same
    is_block = before[:1] in ("|", ">")
    if isinstance(value, str) and "\n" in value:
        if before[:1] == '"' and isinstance(now, str) and "\n" in now:
            return in_style_of(before, value)
        shown = in_style_of(before, value) if is_block else ""
        return shown if shown[:1] == before[:1] else None
    if before[:1] == "|":
        return f"{written_in_lines(value)}{comment_of_block(before)}"
    if before[:1] in ("'", '"', ">"):
        return in_style_of(before, value)
    return written_in_lines(value)


def _relined(
    document: YamlDocument, path: KeyPath, where: tuple[int, int], value: YamlValue
) -> Sequence[TextEdit]:
    """The edits by which a value stands behind its key or dash, with lines of its own below."""
    text, (start, end) = document.text, where
    is_keyed = path in document.keys
    ending = end_of_line(text, start)
    indent = " " * column_of(document, path)
    if is_keyed:
        first, *below = behind(value, str(path[-1]), _style_among(document, path[:-1], value))
        colon = colon_of(document, path)
        if colon == document.keys[path][1]:
            raise NotIntended(path)
        if start == end or end <= colon:  # nothing behind it
            start = end = colon
        elif any(sign in text[colon:start] for sign in "\r\n#"):  # in lines of its own
            _hold_no_comment(text[colon:start])
            start = colon
    else:
        listed = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        first, *below = dashed(value, style_in(document), listed, gap="")
        first = first[1:]
    comment = comment_of_block(text[where[0] : where[1]])
    if is_keyed and (not first or start == colon):
        start = colon
        first = f" {first}" if first else ""
    head = TextEdit(start, end, first + comment)
    if not below:
        return [head]
    last = after_comment(text, end)
    lines = ending.join(indent + line if line else "" for line in below)
    if last == end:
        return [TextEdit(start, end, f"{head.text}{ending}{lines}")]
    return [head, TextEdit(last, last, f"{ending}{lines}")]


def _filled(document: YamlDocument, path: KeyPath, shown: str) -> TextEdit:
    """A value where nothing stands behind a key."""
    if path not in document.keys:
        raise NotIntended(path)
    colon = colon_of(document, path)
    if colon == document.keys[path][1]:
        raise NotIntended(path)
    return TextEdit(colon, colon, f" {shown}")


def _hold_no_comment(text: str) -> None:
    """What would be lost is not touched."""
    if "#" in text:
        raise NotIntended(text)


def entry_of(document: YamlDocument, path: KeyPath, at: int, value: YamlValue, ending: str) -> str:
    """The text of a new entry of a list, as those beside it are written."""
    if is_flow(document, path):
        return in_brackets(value)
    beside = (*path, max(at - 1, 0))
    text, start = document.text, start_of(document, beside)
    indent = " " * column_of(document, (*path, 0))
    first = document.values[beside][0]
    is_near = start_of_line(text, first) == start_of_line(text, start)
    gap = " " * (first - start - 1) if is_near and first > start else " "
    style, other = style_in(document), value_at(document, beside)

    def bracketed(key: str, each: YamlValue) -> bool:
        if key == f"{path[-1]}[]" and each is value and type(other) is type(value):
            return is_flow(document, beside)
        return style(key, each)

    lines = dashed(value, bracketed, str(path[-1]) if path else "", gap)
    return indent + joined_lines(lines, indent, ending) + ending


def key_before(document: YamlDocument, path: KeyPath) -> str | None:
    """Behind which key of its group a new one belongs; None for none, before all."""
    group = value_at(document, path[:-1])
    assert isinstance(group, dict)
    keys: list[str] = list(group)
    order = order_in(document, path[:-1])
    if not order or path[-1] not in order:
        return keys[-1] if keys else None
    rank = order.index(str(path[-1]))
    before = [key for key in keys if key in order and order.index(key) < rank]
    if not before:
        return None
    found: str = max(before, key=order.index)
    for key in keys[keys.index(found) + 1 :]:  # what the order does not know stays behind its own
        if key in order:
            break
        found = key
    return found


def order_in(document: YamlDocument, path: KeyPath) -> Sequence[str]:
    """The order of keys in a group of a file; nothing where it has none."""
    match path:
        case ():
            whole = document.value
            return key_order.SOP if isinstance(whole, dict) and _is_sop(whole) else ()
        case ("langkah", int()):
            return key_order.STEP
        case ("langkah", int(), "rangkaian", int()):
            return key_order.PART
        case ("riwayat",) | ("riwayat", int()):
            return key_order.REVISION
        case ("sumber", "catatan") | ("sumber", "catatan", int()):
            return key_order.NOTE
        case ("sumber", "catatan", *_, "keputusan_kantor"):
            return key_order.DECISION
    return ()


def _is_sop(whole: Mapping[str, YamlValue]) -> bool:
    """Whether a file is an SOP's, as its keys tell: a draft may have neither number nor steps."""
    has_its_keys = bool(whole) and whole.keys() <= {*key_order.SOP}
    return "langkah" in whole or "nomor" in whole or has_its_keys


def _style_among(document: YamlDocument, above: KeyPath, value: YamlValue) -> InBrackets:
    """In which style a value stands in a group: of entries that are named freely, as the last of
    its kind."""
    style, group = style_in(document), value_at(document, above)
    keys = list(group) if isinstance(group, dict) and not order_in(document, above) else []
    beside = [(*above, key) for key in keys]
    alike = [
        path
        for path in beside
        if isinstance(other := value_at(document, path), type(value)) and other and other != value
    ]
    if not isinstance(value, dict | list) or not alike:
        return style
    within = is_flow(document, alike[-1])
    return lambda key, each: within if each is value else style(key, each)


def added(
    document: YamlDocument, path: KeyPath, value: YamlValue, before: str | None
) -> Sequence[TextEdit]:
    """The edits by which a new key stands behind another of its group, or before all."""
    text, above = document.text, path[:-1]
    group = value_at(document, above)
    assert isinstance(group, dict)
    key, other = str(path[-1]), (*above, before if before is not None else next(iter(group)))
    if is_within_brackets(document, path):
        entry = f"{written(key)}: {in_brackets(value)}"
        if before is None:
            return [TextEdit(document.keys[other][0], document.keys[other][0], f"{entry}, ")]
        end = content_end(document, other)
        return [TextEdit(end, end, f", {entry}")]
    start = document.keys[other][0]
    column = start - start_of_line(text, start)
    indent, ending = " " * column, end_of_line(text, start)
    bracketed = _style_among(document, above, value)
    lines = keyed(key, value, bracketed)
    if before is None:
        shown = joined_lines(lines, indent, ending)
        return [TextEdit(start, start, f"{shown}{ending}{indent}")]
    end = own_end(text, content_end(document, other), column)
    shown = indent + joined_lines(lines, indent, ending)
    if text[end - 1 : end] in ("\r", "\n"):
        return [TextEdit(end, end, shown + ending)]
    return [TextEdit(end, end, ending + shown)]
