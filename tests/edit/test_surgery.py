"""Edits of files: what was meant is so afterwards, and all else is as it was."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.changes import BeginWith, Change, KeyPath, Remove, RenameKey, Replace
from sopc.edit.entries import content_end, siblings, value_at
from sopc.edit.intended import intended
from sopc.edit.surgery import edits_of, put_after
from sopc.edit.text_edits import applied
from sopc.load.yaml_reader import YamlDocument, read_yaml
from sopc.load.yaml_scalars import YamlValue
from tests.edit.written import WORDS, Writer
from tests.load.reading import read


def changed(text: str, change: Change) -> str:
    return applied(text, edits_of(read(text), change))


def a_change(text: str, random: Random) -> Change:
    """A change of something in a text."""
    document = read(text)
    path = random.choice([each for each in document.values if each])
    value = value_at(document, path)
    kinds = ["remove"]
    kinds += ["rename"] if path in document.keys else []
    kinds += [] if isinstance(value, dict | list) else ["replace", "replace"]
    kind = random.choice(kinds)
    if kind == "rename":
        return RenameKey("x.yaml", path, random.choice(("lain", "a b", "true", "q: r")))
    if kind == "replace":
        assert not isinstance(value, dict | list)
        new = random.choice((*WORDS, True, 12))
        return Replace("x.yaml", path, value, new)  # type: ignore[arg-type]
    return Remove("x.yaml", path)


@settings(max_examples=400)
@given(st.integers(0, 10**9), st.sampled_from(["\n", "\r\n"]))
def test_an_edit_changes_what_it_means_and_nothing_else(seed: int, end: str) -> None:
    random = Random(seed)
    writer = Writer(random, end)
    text = writer.text()
    change = a_change(text, random)
    document = read(text)
    edits = edits_of(document, change)
    if not edits:  # what cannot be done without touching more is left: a last entry, or a comment
        assert isinstance(change, Remove)
        return
    after, found = read_yaml(applied(text, edits).encode(), "x.yaml")
    assert found == []
    assert after is not None
    assert after.value == intended(document, [change])
    for put in put_after(document, path_of(change), "baru", '"a: b"'):
        more, _ = read_yaml(applied(text, [put]).encode(), "x.yaml")
        assert more is not None
        assert more.value != document.value
        assert without(more.value, "baru") == document.value
    (edit,) = edits
    gone = text[edit.start : edit.end]
    for number, comment in enumerate(writer.comments):
        if f" c{number}" not in gone:
            assert comment in after.text
    if isinstance(change, Remove):  # of comments, only those go that stand in or behind it
        assert after.text == text[: edit.start] + text[edit.end :]
        behind = text[content_end(document, document_path(document, change)) : edit.end]
        assert behind.count("\n") <= 1
    assert after.text.count("\r") == after.text.count("\n" if end == "\r\n" else "\r")


def path_of(change: Change) -> KeyPath:
    assert not isinstance(change, BeginWith)
    return change.path


def without(value: YamlValue, key: str) -> YamlValue:
    """The data without a key, wherever it is."""
    if isinstance(value, dict):
        return {name: without(each, key) for name, each in value.items() if name != key}
    return [without(each, key) for each in value] if isinstance(value, list) else value


def document_path(document: YamlDocument, change: Remove) -> KeyPath:
    """The entry that really goes: with the last of a list, the list."""
    path = change.path
    while len(siblings(document, path)) == 1:
        path = path[:-1]
    return path


FILE = "x.yaml"


@pytest.mark.parametrize(
    ("text", "path", "after"),
    [
        ("a: [x, y, z]\n", ("a", 0), "a: [y, z]\n"),
        ("a: [x, y, z] # c\n", ("a", 2), "a: [x, y] # c\n"),
        ("a: [\n  x, # c\n  y,\n]\n", ("a", 0), "a: [\n   # c\n  y,\n]\n"),
        ("a: [\n  x, # c\n  y,\n]\n", ("a", 1), "a: [\n  x, # c\n  \n]\n"),
        ("a: [\n  x, # c\n  y\n]\n", ("a", 1), "a: [\n  x, # c\n  \n]\n"),
        ("{a: 1, b: {c: 2}}\n", ("b", "c"), "{a: 1}\n"),
        ("a:\n  - x # c\n  # d\n  - y\n", ("a", 0), "a:\n  # d\n  - y\n"),
        ("a:\n  - x\n  # d\n  - y # e\nb: 1\n", ("a", 1), "a:\n  - x\n  # d\nb: 1\n"),
        ("a: 1\nb: |\n  c\n\n# d\ne: 2\n", ("b",), "a: 1\n\n# d\ne: 2\n"),
        ("a: 1\nb:", ("b",), "a: 1\n"),
        ("a:\n- b: 1\n  c: 2\n", ("a", 0, "b"), "a:\n- c: 2\n"),
        ("a:\n- b: 1 # d\n  c: 2\n", ("a", 0, "b"), None),
        ("a:\n- b: 1\n  c: 2\n", ("a", 0, "c"), "a:\n- b: 1\n"),
        ("a: [x]\nb: 1\n", ("a", 0), "b: 1\n"),
        ("a: x\nb: 1\n", ("a", 0), "b: 1\n"),  # a value that stands for a list of one
        ("a: [x]\n", ("a", 0), None),  # nothing would be left
        ("a: [x, y]\n", ("a", 7), None),
        ("a: [x, y]\n", ("b",), None),
    ],
)
def test_an_entry_is_taken_out_with_its_own_comment_only(
    text: str, path: KeyPath, after: str | None
) -> None:
    edits = edits_of(read(text), Remove(FILE, path))
    assert (applied(text, edits) if edits else None) == after


@pytest.mark.parametrize(
    ("text", "change", "after"),
    [
        ("a:\nb: 1\n", Replace(FILE, ("a",), None, "x"), "a: x\nb: 1\n"),
        ("a: # c\n", Replace(FILE, ("a",), None, True), "a: true # c\n"),
        ("{a, b: 1}\n", Replace(FILE, ("a",), None, "x"), None),
        ("- \n- b\n", Replace(FILE, (0,), None, "x"), None),
        ("a: 1\n", Replace(FILE, ("a",), "1", "x"), None),  # another kind
        ("a: true\n", Replace(FILE, ("a",), 1, "x"), None),
        ("a: [1]\n", Replace(FILE, ("a",), 1, "x"), None),
        ("a: x\n", Replace(FILE, ("a", 0, "nomor"), "x", "z"), "a: z\n"),
        ("a: 'x'\n", RenameKey(FILE, ("a",), "b c"), "b c: 'x'\n"),
        ("'a': x\n", RenameKey(FILE, ("a",), "b"), "'b': x\n"),
        ("a: x\nb: 1\n", RenameKey(FILE, ("a",), "b"), None),
        ("- x\n", RenameKey(FILE, (0,), "b"), None),
        ("a: 1\r\n", BeginWith(FILE, "# x"), "# x\r\na: 1\r\n"),
    ],
)
def test_what_is_not_there_or_not_so_is_not_changed(
    text: str, change: Change, after: str | None
) -> None:
    edits = edits_of(read(text), change)
    assert (applied(text, edits) if edits else None) == after


def test_what_is_intended_of_what_is_not_there_is_nothing() -> None:
    with pytest.raises(LookupError):
        intended(read("a: 1\n"), [Remove(FILE, ("b",))])
    with pytest.raises(LookupError):
        value_at(read("a: 1\n"), ("a", "b"))
