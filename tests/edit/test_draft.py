"""A file's data changed value by value: as meant, with all comments, and no other line touched."""

from collections.abc import Iterator
from copy import deepcopy
from difflib import ndiff
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.changes import KeyPath
from sopc.edit.draft import Draft
from sopc.edit.entries import value_at
from sopc.edit.patched import NotIntended
from sopc.load.yaml_scalars import YamlValue
from tests.edit.written import WORDS, Writer

SOPS = sorted((Path(__file__).parents[2] / "sops").rglob("*.yaml"))
BOM = b"\xef\xbb\xbf"
NEW: tuple[Any, ...] = (
    *WORDS,
    12,
    True,
    ["a", "b: c"],
    ["staf"],
    {"ya": 1, "tidak": "selesai"},
    [{"luar": "SOP lain"}, "x, y"],
    {"k0": "lain", "k1": ["a"]},
)


def changed(draft: Draft, random: Random) -> tuple[Draft, YamlValue, list[str]]:
    """A draft with something changed, what its data are to be, and what went out of its text."""
    document, whole = draft.document, deepcopy(draft.document.value)
    path = random.choice([each for each in document.values if each])
    group, now = value_in(whole, path[:-1]), value_at(document, path)
    gone = _texts(now) if isinstance(now, dict | list) else []
    kind = random.choice(("put", "put", "new key", "insert", "move"))
    if kind == "new key" and isinstance(now, dict):
        value = random.choice(NEW)
        now_too = value_in(whole, path)
        assert isinstance(now_too, dict)
        now_too["baru"] = value
        return draft.put((*path, "baru"), value), whole, []
    if kind == "insert" and isinstance(now, list):
        at, value = random.randint(0, len(now)), random.choice(NEW)
        listed = value_in(whole, path)
        assert isinstance(listed, list)
        listed.insert(at, value)
        return draft.inserted(path, at, value), whole, []
    if kind == "move" and isinstance(now, list):
        place, to = random.randrange(len(now)), random.randrange(len(now))
        listed = value_in(whole, path)
        assert isinstance(listed, list)
        listed.insert(to, listed.pop(place))
        return draft.moved(path, place, to), whole, []
    value = random.choice(NEW)
    group[path[-1]] = value  # type: ignore[index]
    return draft.put(path, value), whole, gone


def value_in(value: YamlValue, path: KeyPath) -> YamlValue:
    found: YamlValue = value
    for part in path:
        found = found[part]  # type: ignore[index]
    return found


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [str(value)]


def plainly(value: YamlValue) -> object:
    """Data whose order of keys does not count."""
    if isinstance(value, dict):
        return {key: plainly(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plainly(each) for each in value]
    return type(value), value


@settings(max_examples=400)
@given(st.integers(0, 10**9), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_value_is_changed_as_meant_and_no_comment_is_lost(
    seed: int, end: str, has_mark: bool
) -> None:
    random = Random(seed)
    writer = Writer(random, end)
    raw = BOM * has_mark + writer.text().encode()
    draft = Draft.of(raw, "x.yaml")
    try:
        after, meant, gone = changed(draft, random)
    except NotIntended:
        return
    assert plainly(after.document.value) == plainly(meant)
    assert after.raw.startswith(BOM) == has_mark
    text = after.raw.decode()
    if end in draft.document.text:  # a file of one line need not say how lines end
        assert text.count("\r") == text.count("\n" if end == "\r\n" else "\r")
    lost = [each for each in writer.comments if each not in text]
    assert not lost or gone, lost
    if draft.raw.endswith(end.encode()):
        assert after.raw.endswith(end.encode())


def every(kind: type, draft: Draft) -> Iterator[KeyPath]:
    for path in draft.document.values:
        if path and isinstance(value_at(draft.document, path), kind):
            yield path


def lines_changed(before: bytes, after: bytes) -> list[str]:
    lines = ndiff(before.decode().splitlines(), after.decode().splitlines())
    return [line for line in lines if line[:1] in "+-"]


@pytest.mark.sampled(12)
@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_files_of_the_real_catalogue_change_in_those_lines_only(path: Path) -> None:
    draft = Draft.of(path.read_bytes(), path.name)
    random = Random(path.stem)
    texts = [p for p in every(str, draft) if "sumber" not in p]
    for each in random.sample(texts, min(6, len(texts))):
        after = draft.put(each, "Kata lain, dengan koma: dan titik dua")
        removed = [line for line in lines_changed(draft.raw, after.raw) if line.startswith("-")]
        written = draft.document.written(*each)
        assert len(removed) == len(written.splitlines()), (each, removed)
    lists = [p for p in every(list, draft) if "sumber" not in p]
    for each in random.sample(lists, min(4, len(lists))):
        more = draft.inserted(each, 1, "Satu lagi")
        assert more.taken_out((*each, 1)).raw == draft.raw, each
        count = len(value_in(draft.document.value, each))  # type: ignore[arg-type]
        back = draft.moved(each, 0, count - 1).moved(each, count - 1, 0)
        assert back.raw == draft.raw, each
    value = draft.document.value
    assert isinstance(value, dict)
    if "status" not in value and "nomor" in value:
        new = draft.put(("status",), "rancangan")
        assert lines_changed(draft.raw, new.raw) == ["+ status: rancangan"]
        assert new.taken_out(("status",)).raw == draft.raw
