"""A change of a file's data → the edits of its text that make it, and nothing else.

What cannot be done without touching other things is not done: then there are no edits.
"""

import re

from sopc.changes import BeginWith, Change, KeyPath, RenameKey, Replace, Respell, Word
from sopc.edit.entries import (
    after_blank,
    after_comment,
    colon_of,
    content_end,
    ends_with_block,
    is_flow,
    past_line_end,
    siblings,
    start_of,
    start_of_line,
    value_at,
    written_path,
)
from sopc.edit.text_edits import TextEdit, end_of_line
from sopc.load.written_scalars import in_style_of, written
from sopc.load.yaml_reader import YamlDocument

_WORDS = re.compile(r"\w([\w .&/()-]*\w)?")


def edits_of(document: YamlDocument, change: Change) -> tuple[TextEdit, ...]:
    """The edits that make a change; none where what it is about is not there, or not so."""
    if isinstance(change, BeginWith):
        return (TextEdit(0, 0, change.line + end_of_line(document.text, 0)),)
    path = written_path(document, change.path)
    if path is None:
        return ()
    if isinstance(change, Replace):
        return _replaced(document, path, change)
    if isinstance(change, RenameKey):
        return _renamed(document, path, change.key)
    if isinstance(change, Respell):
        return _respelt(document, path, change)
    return _removed(document, path)


def _replaced(document: YamlDocument, path: KeyPath, change: Replace) -> tuple[TextEdit, ...]:
    value = value_at(document, path)
    if isinstance(value, dict | list) or (type(value), value) != (type(change.old), change.old):
        return ()
    start, end = document.values[path]
    if start == end:
        return _filled(document, path, change.new)
    return (TextEdit(start, end, in_style_of(document.text[start:end], change.new)),)


def _respelt(document: YamlDocument, path: KeyPath, change: Respell) -> tuple[TextEdit, ...]:
    """The text as it is written, line by line: a word that goes over the end of one is left."""
    value, (start, end) = value_at(document, path), document.values[path]
    text = document.text[start:end]
    after, count = change.made(text)
    # a sign that would end the text, or begin an escape, is for those who see it
    if not isinstance(value, str) or not _WORDS.fullmatch(change.right):
        return ()
    return (TextEdit(start, end, after),) if count and count == change.made(value)[1] else ()


def _filled(document: YamlDocument, path: KeyPath, word: Word) -> tuple[TextEdit, ...]:
    """A word where nothing stands behind a key."""
    if path not in document.keys:
        return ()
    colon = colon_of(document, path)
    if colon == document.keys[path][1]:
        return ()
    return (TextEdit(colon, colon, f" {written(word)}"),)


def _renamed(document: YamlDocument, path: KeyPath, key: str) -> tuple[TextEdit, ...]:
    if path not in document.keys or (*path[:-1], key) in document.keys:
        return ()
    start, end = document.keys[path]
    return (TextEdit(start, end, in_style_of(document.text[start:end], key)),)


def _removed(document: YamlDocument, path: KeyPath) -> tuple[TextEdit, ...]:
    while path and len(siblings(document, path)) == 1:
        path = path[:-1]  # nothing would be left of the list
    if not path:
        return ()
    within = is_flow(document, path[:-1])
    return _out_of_brackets(document, path) if within else _out_of_lines(document, path)


def _neighbours(document: YamlDocument, path: KeyPath) -> tuple[KeyPath | None, KeyPath | None]:
    every = siblings(document, path)
    index = every.index(path)
    before = every[index - 1] if index else None
    return before, every[index + 1] if index + 1 < len(every) else None


def _out_of_brackets(document: YamlDocument, path: KeyPath) -> tuple[TextEdit, ...]:
    text = document.text
    start, end = start_of(document, path), content_end(document, path)
    before, after = _neighbours(document, path)
    if after is not None:
        next_start = start_of(document, after)
        if "#" not in text[end:next_start]:
            return (TextEdit(start, next_start, ""),)
        comma = text.index(",", end) + 1
        return (TextEdit(start, comma, ""),)
    assert before is not None  # of a single one, the list is removed
    last = content_end(document, before)
    if "#" not in text[last:start]:
        return (TextEdit(last, end, ""),)
    comma = after_blank(text, end)
    return (TextEdit(start, comma + 1 if text[comma : comma + 1] == "," else end, ""),)


def _out_of_lines(document: YamlDocument, path: KeyPath) -> tuple[TextEdit, ...]:
    text = document.text
    start, end = start_of(document, path), content_end(document, path)
    line = start_of_line(text, start)
    if text[line:start].strip(" "):  # behind a dash: what follows takes its place
        _, after = _neighbours(document, path)
        if after is None or "#" in text[end : start_of(document, after)]:
            return ()
        return (TextEdit(start, start_of(document, after), ""),)
    # where the text ends without the end of a line, that of the line before is left: it may belong
    # to the words of a block
    return (TextEdit(line, past_line_end(text, after_comment(text, end)), ""),)


def put_after(document: YamlDocument, path: KeyPath, key: str, value: str) -> tuple[TextEdit, ...]:
    """A key with a value, which is YAML of one line, after the key at the end of ``path``.

    There are no edits where the group has the key already.
    """
    if path not in document.keys or (*path[:-1], key) in document.keys:
        return ()
    text, end = document.text, content_end(document, path)
    entry = f"{written(key)}: {value}"
    if is_flow(document, path[:-1]):
        return (TextEdit(end, end, f", {entry}"),)
    column = document.keys[path][0] - start_of_line(text, document.keys[path][0])
    last = after_comment(text, end)
    if last == len(text) and ends_with_block(document, path):
        return ()  # the end of a line would be one more of its words
    return (TextEdit(last, last, f"{end_of_line(text, end)}{' ' * column}{entry}"),)
