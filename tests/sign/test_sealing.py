"""What a signed manifest lists: the files as they are now, if signing is all that was done."""

from hashlib import sha256
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.sign.document import SignableDocument, documents
from sopc.sign.finished import FinishedBuild
from sopc.sign.sealing import digests_now
from tests.sign.office import SINGLE, Office

GONE = "handbook.pdf"


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


@pytest.fixture
def built(office: Office) -> bytes:
    """An SOP's file as it was built."""
    return (office.build / SINGLE).read_bytes()


@pytest.fixture
def build(built: bytes, tmp_path: Path) -> FinishedBuild:
    """A build of that file, and of one that is gone since."""
    (tmp_path / SINGLE).parent.mkdir()
    (tmp_path / SINGLE).write_bytes(built)
    return FinishedBuild(tmp_path, {"outputs": {SINGLE: digest(built), GONE: digest(b"gone")}})


@pytest.fixture
def known(office: Office) -> dict[str, SignableDocument]:
    return {document.file: document for document in documents(office.catalogue)}


def test_unsigned_files_count_as_built_and_those_that_are_gone_not_at_all(
    build: FinishedBuild, built: bytes, known: dict[str, SignableDocument]
) -> None:
    assert digests_now(build, build.folder, known) == {SINGLE: digest(built)}


def test_a_signed_file_counts_before_the_unsigned_one(
    build: FinishedBuild, signed: bytes, known: dict[str, SignableDocument]
) -> None:
    out = build.folder / "ttd"
    (out / SINGLE).parent.mkdir(parents=True)
    (out / SINGLE).write_bytes(signed)
    assert digests_now(build, out, known) == {SINGLE: digest(signed)}


@pytest.mark.parametrize(
    ("tail", "sentence"),
    [
        (None, r"is not what this catalogue builds"),
        (b"\n% more\n%%EOF\n", r"was changed besides being signed"),
    ],
)
def test_what_was_changed_is_not_listed(
    build: FinishedBuild,
    signed: bytes,
    known: dict[str, SignableDocument],
    tail: bytes | None,
    sentence: str,
) -> None:
    (build.folder / SINGLE).write_bytes(b"another" if tail is None else signed + tail)
    with pytest.raises(SopcError, match=sentence):
        digests_now(build, build.folder, known)


def test_what_is_no_document_of_the_catalogue_is_not_listed_when_it_grew(
    build: FinishedBuild, built: bytes
) -> None:
    (build.folder / SINGLE).write_bytes(built + b"\n")
    with pytest.raises(SopcError, match="is not what this catalogue builds"):
        digests_now(build, build.folder, {})
