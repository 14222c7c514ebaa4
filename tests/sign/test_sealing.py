"""What a signed manifest lists: the files as they are now, if signing is all that was done."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.sign.built import BuildEvidence
from sopc.sign.finished import BuildToSeal, FinishedBuild
from sopc.sign.safeguards import Safeguards
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
def build(built: bytes, tmp_path: Path) -> BuildToSeal:
    """A build of that file, and of one that is gone since."""
    (tmp_path / SINGLE).parent.mkdir()
    (tmp_path / SINGLE).write_bytes(built)
    outputs = {SINGLE: digest(built), GONE: digest(b"gone")}
    proven = {name: (sha,) for name, sha in outputs.items()}
    finished = FinishedBuild(tmp_path, {"outputs": outputs})
    return BuildToSeal(finished, BuildEvidence(present=proven), proven)


@pytest.fixture
def known(office: Office) -> Safeguards:
    return Safeguards(office.known, office.trust, None)


def test_unsigned_files_count_as_built_and_those_that_are_gone_not_at_all(
    build: BuildToSeal, built: bytes, known: Safeguards
) -> None:
    assert digests_now(build, build.build.folder, known) == {SINGLE: digest(built)}


def test_a_signed_file_counts_before_the_unsigned_one(
    build: BuildToSeal, signed: bytes, known: Safeguards
) -> None:
    out = build.build.folder / "ttd"
    (out / SINGLE).parent.mkdir(parents=True)
    (out / SINGLE).write_bytes(signed)
    assert digests_now(build, out, known) == {SINGLE: digest(signed)}


@pytest.mark.parametrize(
    ("tail", "sentence"),
    [
        (None, r"it is no PDF, damaged, or was altered"),
        (b"\n% more\n%%EOF\n", r"it cannot be read as a signed PDF"),
    ],
)
def test_what_was_changed_is_not_listed(
    build: BuildToSeal,
    signed: bytes,
    known: Safeguards,
    tail: bytes | None,
    sentence: str,
) -> None:
    (build.build.folder / SINGLE).write_bytes(b"another" if tail is None else signed + tail)
    with pytest.raises(SopcError, match=sentence):
        digests_now(build, build.build.folder, known)


def test_what_is_no_document_of_the_catalogue_is_not_listed_when_it_grew(
    build: BuildToSeal, built: bytes, office: Office
) -> None:
    (build.build.folder / SINGLE).write_bytes(built + b"\n")
    with pytest.raises(SopcError, match="is not what this catalogue builds"):
        digests_now(build, build.build.folder, Safeguards((), office.trust, None))


def test_what_is_signed_long_after_the_start_is_not_of_a_time_to_come(
    office: Office, signed: bytes
) -> None:
    """Of a hundred files the last is signed many minutes after the first was checked."""
    began = replace(office.trust, now=office.trust.now - timedelta(hours=1))
    known = Safeguards(office.known, began, None)
    evidence = BuildEvidence(present={SINGLE: {digest(office.unsigned())}})
    assert [*known.against(signed, office.document(), evidence)] == []
