"""Edits of files: what was meant is so afterwards, and all else is as it was."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.changes import Change, Remove, RenameKey, Replace
from sopc.edit.entries import content_end, value_at
from sopc.edit.intended import intended
from sopc.edit.surgery import edits_of
from sopc.edit.text_edits import applied
from sopc.load.yaml_reader import read_yaml
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


def document_path(document: object, change: Remove) -> tuple[str | int, ...]:
    """The entry that really goes: with the last of a list, the list."""
    from sopc.edit.entries import siblings

    path = change.path
    while len(siblings(document, path)) == 1:  # type: ignore[arg-type]
        path = path[:-1]
    return path
