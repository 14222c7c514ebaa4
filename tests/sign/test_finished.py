"""What a finished build's manifest says of its files."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from sopc.catalogue.signatories import Signatory
from sopc.diagnostics import SopcError
from sopc.render.qr import Code
from sopc.sign.document import SignableDocument
from sopc.sign.finished import FinishedBuild, file_to_sign, folder_above

FILE = "sop/K.1.1.1.1.pdf"
PDF = b"%PDF-1.7\n%%EOF\n"
GROWN = PDF + b"more\n%%EOF\n"
SIGNATORY = Signatory("Pengesah", "pengesah", None)
DOCUMENT = SignableDocument(FILE, Code("K.1.1.1.1", "2025-01", "0" * 16), "", (SIGNATORY,))
KNOWN = {FILE: DOCUMENT}


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


@pytest.fixture
def build(tmp_path: Path) -> FinishedBuild:
    """A build of one PDF."""
    file = tmp_path / "build" / FILE
    file.parent.mkdir(parents=True)
    file.write_bytes(PDF)
    return FinishedBuild(tmp_path / "build", {"outputs": {FILE: digest(PDF)}})


@pytest.mark.parametrize("data", [PDF, GROWN])
@pytest.mark.parametrize("out", [None, Path("ttd")])
def test_a_file_that_was_built_and_signed_since_is_opened(
    build: FinishedBuild, data: bytes, out: Path | None
) -> None:
    (build.folder / FILE).write_bytes(data)
    work = file_to_sign(build.folder / FILE, build, KNOWN, out)
    assert (work.document, work.pdf) == (DOCUMENT, data)
    assert work.target == (out or build.folder) / FILE


def test_the_way_to_a_file_does_not_matter(build: FinishedBuild) -> None:
    round_about = build.folder / "sop" / ".." / FILE
    assert file_to_sign(round_about, build, KNOWN, None).target == build.folder / FILE


@pytest.mark.parametrize(
    ("data", "outputs"),
    [
        (PDF[:-1] + b" \n", {FILE: digest(PDF)}),
        (b"", {FILE: digest(PDF)}),
        (PDF, {}),
        (PDF, None),
        (PDF, {"handbook.pdf": digest(PDF)}),
    ],
)
def test_what_the_manifest_does_not_list_is_not_opened(
    build: FinishedBuild, data: bytes, outputs: dict[str, str] | None
) -> None:
    (build.folder / FILE).write_bytes(data)
    with pytest.raises(SopcError, match="is not what this catalogue builds"):
        file_to_sign(
            build.folder / FILE, FinishedBuild(build.folder, {"outputs": outputs}), KNOWN, None
        )


def test_a_draft_is_not_opened(build: FinishedBuild) -> None:
    draft = replace(DOCUMENT, signatories=())
    with pytest.raises(SopcError, match="is a draft"):
        file_to_sign(build.folder / FILE, build, {FILE: draft}, None)


def test_what_is_no_document_of_the_catalogue_is_not_opened(build: FinishedBuild) -> None:
    for one, known in ((build, {}), (None, KNOWN)):
        with pytest.raises(SopcError, match="is no PDF of this catalogue's build"):
            file_to_sign(build.folder / FILE, one, known, None)


def test_a_build_s_folder_is_looked_for_above_its_files_only(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").touch()
    assert folder_above(tmp_path / "manifest.json", "manifest.json") == tmp_path
    assert folder_above(tmp_path / "a/b/c.pdf", "manifest.json") == tmp_path
    assert folder_above(tmp_path / "a/b/c/d.pdf", "manifest.json") is None
