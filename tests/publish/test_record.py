"""The record of a build lies where anyone may have written it: it is ours and right, or none."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from sopc.folder import OutputFolder
from sopc.publish.inputs import Inputs, digest
from sopc.publish.manifest import published
from sopc.publish.record import RECORD, Record, is_current, is_same, read_record
from sopc.transaction.seals import Seals
from tests.publish.signatures import signature

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
OURS, THEIRS = Seals(b"a" * 32), Seals(b"b" * 32)
INPUTS = Inputs(FULL.inputs, FULL.versions, FULL.commit, FULL.dirty)


@pytest.fixture
def folder(tmp_path: Path) -> OutputFolder:
    (tmp_path / "out").mkdir()
    return OutputFolder(tmp_path / "out")


def left(folder: OutputFolder, data: object) -> Record | None:
    """What is read of a record that another version of ours left."""
    text = json.dumps(data)
    return put(folder, {"seal": OURS.seal("record", text.encode("ascii")), "record": text})


def put(folder: OutputFolder, data: object) -> Record | None:
    """What is read of a file in the record's place."""
    folder.write(RECORD, json.dumps(data).encode("ascii"))
    return read_record(folder, OURS)


def whole() -> dict[str, object]:
    return {"format": 2, **asdict(FULL)}


def test_what_is_written_is_read(folder: OutputFolder) -> None:
    for record in (FULL, Record(), Record(dirty=False, complete=True)):
        record.write(folder, OURS)
        assert read_record(folder, OURS) == record
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
    assert (left(folder, whole() | {part: value}) is not None) is is_right


@pytest.mark.parametrize("part", ["format", *(field.name for field in fields(Record))])
def test_a_part_that_is_not_there_makes_it_none(folder: OutputFolder, part: str) -> None:
    parts = whole()
    del parts[part]
    assert left(folder, parts) is None


@pytest.mark.parametrize(
    "data", [None, 3, [], "x", whole() | {"more": {}}, whole() | {"format": 1}, {}], ids=repr
)
def test_other_data_is_none(folder: OutputFolder, data: object) -> None:
    assert left(folder, data) is None


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 99_999, b"9" * 9999, b"NaN"])
def test_other_bytes_are_none(folder: OutputFolder, data: bytes) -> None:
    folder.write(RECORD, data)
    assert read_record(folder, OURS) is None


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


def sealed(folder: OutputFolder, record: Record, seals: Seals) -> dict[str, object]:
    record.write(folder, seals)
    return dict(json.loads(folder.read(RECORD) or b""))


FORGED: dict[str, Callable[[dict[str, object], dict[str, object]], object]] = {
    "nobody's": lambda ours, _: {"record": ours["record"]},
    "with an empty seal": lambda ours, _: {**ours, "seal": ""},
    "with half a seal": lambda ours, _: {**ours, "seal": str(ours["seal"])[:32]},
    "with no text for a seal": lambda ours, _: {**ours, "seal": 3},
    "with half a letter for a seal": lambda ours, _: {**ours, "seal": "\ud800"},
    "with a seal of another record": lambda ours, other: {**other, "seal": ours["seal"]},
    "changed in one place": lambda ours, _: {
        **ours, "record": str(ours["record"]).replace(digest(b"a"), digest(b"x"))
    },
    "as it was before": lambda ours, _: json.loads(str(ours["record"])),
    "not text": lambda ours, _: {**ours, "record": json.loads(str(ours["record"]))},
    "half a letter": lambda ours, _: {**ours, "record": "\ud800"},
    "sealed for something else": lambda ours, _: {
        **ours, "seal": OURS.seal("store", str(ours["record"]).encode("ascii"))
    },
}  # fmt: skip


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_record_that_we_did_not_seal_is_none(
    folder: OutputFolder, forge: Callable[[dict[str, object], dict[str, object]], object]
) -> None:
    other, ours = sealed(folder, Record(), OURS), sealed(folder, FULL, OURS)
    assert put(folder, ours) == FULL
    assert put(folder, {**ours, "more": 3}) == FULL  # what is not sealed has no say
    assert put(folder, forge(ours, other)) is None


def test_a_record_of_another_key_is_none(folder: OutputFolder) -> None:
    FULL.write(folder, THEIRS)
    assert read_record(folder, THEIRS) == FULL
    assert read_record(folder, OURS) is None


PDF = b"%PDF\n1 0 obj\n%%EOF\n"
SIGNED = signature(PDF)
REVISION = b"2 0 obj\nendobj\nstartxref\n7\n%%EOF\n"


def test_a_file_that_was_signed_since_is_the_same() -> None:
    for kind in ("sha256", "sha384", "sha512", "sha3_256"):
        assert is_same(signature(PDF, kind), digest(PDF))
    assert is_same(signature(PDF, form=b"/ByteRange %b /Contents %b"), digest(PDF))
    assert is_same(signature(PDF, form=b"/ByteRange%b/Contents\n%b"), digest(PDF))
    assert is_same(signature(SIGNED), digest(PDF))
    assert is_same(signature(SIGNED), digest(SIGNED))


JUNK: dict[str, bytes] = {
    "a word": PDF + b"/ByteRange\n%%EOF\n",
    "what covers nothing": PDF + b"<< /ByteRange [0 1 2 3] >>\n%%EOF\n",
    "a line behind a signature": SIGNED + b"%\n",
    "a byte behind a signature": SIGNED + b"\n",
    "a revision behind a signature": SIGNED + REVISION,
    "another signature's range again": SIGNED + SIGNED[len(PDF) :],
    "a revision without signature": PDF + REVISION,
    "another file, signed": signature(b"%PDF\n1 1 obj\n%%EOF\n"),
    "a signed file without its beginning": SIGNED[1:],
    "a signed file that was changed": SIGNED.replace(b"9 0 obj", b"8 0 obj"),
    "a beginning that was changed": SIGNED.replace(b"1 0 obj", b"2 0 obj"),
    "a signed file that was cut": SIGNED[:-1],
    "an empty signature": re.sub(rb"<30[0-9a-f]+>", b"<" + b"0" * 400 + b">", SIGNED),
    "a signature that is no sequence": SIGNED.replace(b"<30", b"<31"),
    "digits that are none": SIGNED.replace(b"<30", b"<3g"),
    "digits that are no text": SIGNED.replace(b"<30", b"<3\xff"),
    "an odd number of digits": SIGNED.replace(b"0>", b"\n>"),
    "a weak digest": signature(PDF, "sha1"),
    "a signature in a string": signature(PDF, form=b"/Other %b /ByteRange %b"),
    "of two objects": signature(PDF, form=b"/Contents %b >>\nendobj\n<< /ByteRange %b"),
    "of two objects, backwards": signature(PDF, form=b"/ByteRange %b >>\nendobj\n<< /Contents %b"),
    "a range that does not begin at the start": signature(PDF, first=1),
    "a range that leaves the last byte": signature(PDF, short=1),
    "a range beyond the end": signature(PDF, short=-1),
    "a range of huge numbers": SIGNED.replace(b"[0 ", b"[0 " + b"9" * 5000),
    "a range that ends before it starts": re.sub(
        rb"\[0 ( *\d+) ( *\d+)", rb"[0 \g<2> \g<1>", SIGNED
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", JUNK.values(), ids=JUNK)
def test_what_only_looks_signed_is_not_the_same(data: bytes) -> None:
    assert not is_same(data, digest(PDF))


def test_a_file_is_the_same_by_its_content() -> None:
    pdf, wanted = PDF, digest(PDF)
    assert is_same(pdf, wanted)
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
