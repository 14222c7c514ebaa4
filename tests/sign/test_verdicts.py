"""What is said of files that the catalogue does not know, or that say nothing of themselves."""

import json
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.findings import Finding
from sopc.sign.making.signing import is_pristine
from sopc.sign.verifying import Verdict, verify
from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE, Office


def letter(office: Office, *, locked: bool = False, label: str = "Surat") -> bytes:
    """A signed PDF of another program: a letter, which may be encrypted with no passphrase."""
    new, target = PdfFileWriter(), BytesIO()
    contents = new.add_object(StreamObject(stream_data=b"q Q"))
    new.insert_page(PageObject(contents=contents, media_box=(0, 0, 300, 400)))
    append_signature_field(new, SigFieldSpec("Surat", readable_field_name=label))
    if locked:
        new.encrypt("pemilik", "")
    new.write(target)
    writer = IncrementalPdfFileWriter(target)
    if locked:
        writer.encrypt("")
    signer = PdfSigner(PdfSignatureMetadata("Surat"), office.keys["Pengesah"].signer)
    signed: BytesIO = signer.sign_pdf(writer, output=BytesIO())
    return signed.getvalue()


def test_a_document_that_the_catalogue_no_longer_has_is_told(office: Office, signed: bytes) -> None:
    known = [document for document in office.known if document.file != SINGLE]
    verdict = verify(signed, known, office.trust)
    assert verdict.faults == ("this catalogue has no K.1.1.1.1",)
    assert [one.field for one in verdict.signatures] == [*NAMES]
    assert not verdict.is_current


def test_a_signed_letter_is_none_of_the_catalogues(office: Office) -> None:
    verdict = office.verdict(letter(office))
    assert "no field of it says which document of the catalogue it is" in verdict.faults
    assert (verdict.code, verdict.document, verdict.is_current) == (None, None, False)


def test_a_letter_that_calls_itself_an_sop_is_not_believed(office: Office) -> None:
    verdict = office.verdict(letter(office, label=f"Pengesah {office.document().code}"))
    assert verdict.code == office.document().code
    assert "Penyusun (PENYUSUN CONTOH, S.Kom) has not signed" in verdict.faults
    assert "Surat has signed, but the catalogue does not know this part" in verdict.faults


def test_an_encrypted_letter_does_not_hold(office: Office) -> None:
    assert not office.verdict(letter(office, locked=True)).holds


def test_the_letters_of_a_name_may_be_small(office: Office, signed: bytes) -> None:
    document = office.document()
    small = replace(document, code=replace(document.code, name=document.code.name.lower()))
    assert verify(signed, [small], office.trust).document == small


def test_a_verdict_on_nothing_is_not_current_and_gathers_faults() -> None:
    one = Finding(causes.UNSIGNED, Phrase("a"))
    other = Finding(causes.SUPERSEDED, Phrase("b"), part="Pengesah")
    verdict = Verdict().with_findings([other]).with_findings([one, other])
    assert verdict.faults == ("Pengesah: b", "a")
    assert (verdict.grade, verdict.holds, verdict.is_current) == ("changed", False, False)


def test_a_letter_in_a_build_is_shown_without_a_line_on_the_catalogue(desk: Desk) -> None:
    file = desk.folder / "surat.pdf"
    file.write_bytes(letter(desk.office))
    result = desk.verify(file)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == f"{file}: FAILS"
    assert lines[2].startswith("  Surat: PEJABAT CONTOH, SE, 20")
    marks = [line[:4] for line in lines[3:]]
    assert marks == ["  ! "] * (len(marks) - 2) + ["  - ", "    "]
    words = "no field of it says which document of the catalogue it is"
    assert f"  ! {words} [TTE118]" in lines
    (told,) = json.loads(desk.verify(file, "--json").stdout)
    assert [told[key] for key in ("document", "name", "revision", "current")] == [
        None,
        None,
        None,
        False,
    ]


def test_an_sop_of_another_catalogue_is_shown_without_a_line_on_this_one(desk: Desk) -> None:
    file, code = desk.folder / "lain.pdf", desk.office.document().code
    file.write_bytes(letter(desk.office, label=f"Pengesah {replace(code, name='Z.9')}"))
    result = desk.verify(file)
    assert result.exit_code == 1
    assert "  ! this catalogue has no Z.9 [TTE118]" in result.stdout.splitlines()
    assert "the catalogue says" not in result.stdout
    assert "another revision" not in result.stdout


def test_a_printed_codes_standing_as_json(desk: Desk) -> None:
    code = desk.office.document().code
    for text, exit_code, expected in (
        (str(code), 0, {"standing": "current", "revision": code.revision}),
        ("bukan kode", 1, {"standing": "unknown", "revision": None}),
    ):
        result = desk.run("verify", "--code", text, "--json")
        assert result.exit_code == exit_code, result.output
        found = json.loads(result.stdout)
        more = {"now": found["now"], "old": False, "reason": found["reason"], "successor": None}
        assert found == {"code": text, "commit": None, **more, **expected}
        assert (found["reason"] is None) is (expected["standing"] == "current")


@pytest.mark.parametrize(("code", "status"), [("bukan kode", 1), (None, 4)])
def test_of_a_file_and_a_code_the_gravest_counts(
    desk: Desk, signed: bytes, code: str | None, status: int
) -> None:
    (desk.folder / "lain.pdf").write_bytes(signed)
    text = code or str(desk.office.document().code)
    result = desk.verify(desk.folder / "lain.pdf", "--code", text)
    assert result.exit_code == status, result.output


@pytest.mark.parametrize("error", [MemoryError(), OSError(24, "Too many open files")])
def test_a_machine_in_need_is_not_a_damaged_file(
    office: Office, signed: bytes, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(_: object) -> object:
        raise error

    document = next(each for each in office.known if each.file == SINGLE)
    monkeypatch.setattr("sopc.sign.verifying.reader_of", broken)
    with pytest.raises(type(error)):
        verify(signed, office.known, office.trust)
    monkeypatch.setattr("sopc.sign.making.signing.reader_of", broken)
    with pytest.raises(type(error)):
        is_pristine(signed, document)


@pytest.mark.parametrize("error", [OverflowError(), KeyError("x"), zlib.error(), PdfError("x")])
def test_what_breaks_its_readers_is_a_damaged_file(
    office: Office, signed: bytes, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(_: object) -> object:
        raise error

    monkeypatch.setattr("sopc.sign.verifying.reader_of", broken)
    (fault,) = verify(signed, office.known, office.trust).faults
    assert "damaged, or was altered" in fault
