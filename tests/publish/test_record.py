"""The record of a build lies where anyone may have written it: it is right in all, or none."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from sopc.folder import OutputFolder
from sopc.publish.inputs import Inputs, digest
from sopc.publish.manifest import published
from sopc.publish.record import RECORD, Record, is_current, is_same, read_record

FULL = Record(
    inputs={"sops/katalog.yaml": "1"},
    versions={"Python": "3"},
    outputs={"a.pdf": digest(b"a"), "sop/ü.pdf": digest(b"b")},
    keys={"a.pdf": "4"},
    components={"K.1": {"the SOP itself": "5"}},
    common={"the fonts": "6"},
    commit="7" * 40,
    dirty=True,
    complete=True,
)
INPUTS = Inputs(FULL.inputs, FULL.versions, FULL.commit, FULL.dirty)


@pytest.fixture
def folder(tmp_path: Path) -> OutputFolder:
    (tmp_path / "out").mkdir()
    return OutputFolder(tmp_path / "out")


def left(folder: OutputFolder, data: object) -> Record:
    """What is read of a record that somebody left."""
    folder.write(RECORD, json.dumps(data).encode("ascii"))
    return read_record(folder)


def whole() -> dict[str, object]:
    return {"format": 2, **asdict(FULL)}


def test_what_is_written_is_read(folder: OutputFolder) -> None:
    for record in (FULL, Record(), Record(dirty=False, complete=True)):
        record.write(folder)
        assert read_record(folder) == record
    assert left(folder, whole()) == FULL


VALUES: tuple[object, ...] = (
    None, 3, 1.5, "x", [], ["x"], {"a": 1}, {"a": None}, {"a": []}, {"a": {"b": 1}},
    {"a": {"b": {"c": "d"}}}, {"a": "\ud800"}, {"\ud800": "a"}, {"a": {"\ud800": "a"}}, True,
)  # fmt: skip
RIGHT: dict[str, Callable[[object], bool]] = {
    "commit": lambda value: value is None or value == "x",
    "dirty": lambda value: value is None or value is True,
    "complete": lambda value: value is True,
}


@pytest.mark.parametrize("part", [field.name for field in fields(Record)])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_part_of_another_type_makes_it_none(
    folder: OutputFolder, part: str, value: object
) -> None:
    right = RIGHT.get(part)
    is_right = right is not None and right(value)
    assert (left(folder, whole() | {part: value}) != Record()) is is_right


@pytest.mark.parametrize("part", ["format", *(field.name for field in fields(Record))])
def test_a_part_that_is_not_there_makes_it_none(folder: OutputFolder, part: str) -> None:
    parts = whole()
    del parts[part]
    assert left(folder, parts) == Record()


@pytest.mark.parametrize(
    "data", [None, 3, [], "x", whole() | {"more": {}}, whole() | {"format": 1}, {}], ids=repr
)
def test_other_data_is_none(folder: OutputFolder, data: object) -> None:
    assert left(folder, data) == Record()


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 99_999, b"9" * 9999, b"NaN"])
def test_other_bytes_are_none(folder: OutputFolder, data: bytes) -> None:
    folder.write(RECORD, data)
    assert read_record(folder) == Record()


def test_a_build_is_current_only_if_all_is_as_it_was(folder: OutputFolder) -> None:
    folder.write("a.pdf", b"a")
    folder.write("sop/ü.pdf", b"b")
    assert is_current(folder, INPUTS, FULL)
    others = (
        Inputs({}, FULL.versions, FULL.commit, FULL.dirty),
        Inputs(FULL.inputs, {}, FULL.commit, FULL.dirty),
        Inputs(FULL.inputs, FULL.versions, None, FULL.dirty),
        Inputs(FULL.inputs, FULL.versions, FULL.commit, False),
        Inputs(FULL.inputs, FULL.versions, FULL.commit, None),
    )
    assert not any(is_current(folder, inputs, FULL) for inputs in others)
    assert not is_current(folder, INPUTS, Record())
    partly = Record(**{**asdict(FULL), "complete": False})
    assert not is_current(folder, INPUTS, partly)
    folder.write("sop/ü.pdf", b"c")
    assert not is_current(folder, INPUTS, FULL)
    folder.remove("sop/ü.pdf")
    assert not is_current(folder, INPUTS, FULL)


def test_a_file_is_the_same_by_its_content_or_as_it_began() -> None:
    pdf = b"%PDF\n%%EOF\n"
    signed = pdf + b"<< /ByteRange [0 1 2 3] >>\n%%EOF\n"
    wanted = digest(pdf)
    assert is_same(pdf, wanted)
    assert is_same(signed, wanted)
    assert not is_same(signed.replace(b"/ByteRange", b"/ByteTange"), wanted)
    assert not is_same(b"x" + signed, wanted)
    assert not is_same(None, wanted)
    assert not is_same(pdf, None)
    assert not is_same(None, None)


@pytest.mark.parametrize(
    ("data", "listed"),
    [
        ({"outputs": {"a": "1", "b": 2, "\ud800": "3", "c": "\ud800"}}, {"a": "1"}),
        ({"outputs": ["a"]}, {}),
        ({"outputs": None}, {}),
        ({}, {}),
        ([], {}),
        (3, {}),
    ],
)
def test_what_a_manifest_lists_is_text_by_names(
    folder: OutputFolder, data: object, listed: dict[str, str]
) -> None:
    assert published(folder) == {}
    folder.write("manifest.json", json.dumps(data).encode("ascii"))
    assert published(folder) == listed
