"""What is done to a signed file so that it lies, and is not believed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from sopc.sign.built import BuildEvidence
from sopc.sign.comparison import Comparison
from sopc.sign.making.signing import Terms, sign
from sopc.sign.options import Level
from sopc.sign.trust.trusted import Trust
from sopc.sign.verifying import verify
from tests.sign.office import SINGLE, Office, clock_of, converted
from tests.sign.pki import NOW, YEAR, Authority
from tests.sign.samples import changes_of_a_byte, last_signature, place, sample
from tests.sign.updates import (
    add_nothing,
    blank_page,
    retitle,
    rotate,
    swap_pages,
    unlock,
    update,
)

NOW_TERMS = Terms(NOW + timedelta(minutes=1))


def rewritten(pdf: bytes) -> bytes:
    """The file as another program saves it: all signatures' bytes are there, elsewhere."""
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(target)
    return target.getvalue()


def cut_at(pdf: bytes, signature: int) -> bytes:
    """The file as it was when only so many had signed."""
    covered = PdfFileReader(BytesIO(pdf)).embedded_signatures[signature - 1].byte_range
    return pdf[: covered[2] + covered[3]]


def with_digits(pdf: bytes, change: Callable[[bytes], bytes]) -> bytes:
    start, end = place(pdf)
    return pdf[:start] + change(pdf[start:end]) + pdf[end:]


ATTACKS: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {
    "garbage after the end": (lambda pdf: pdf + b"\n% lagi", "something was added"),
    "a byte after the end": (lambda pdf: pdf + b"\n", "something was added"),
    "cut off": (lambda pdf: pdf[:-1], "something was added"),
    "a revision that shows nothing": (lambda pdf: update(pdf, add_nothing), "something was added"),
    "a page rotated": (lambda pdf: update(pdf, rotate), "something was added"),
    "pages swapped": (lambda pdf: update(pdf, swap_pages), "something was added"),
    "a page emptied": (lambda pdf: update(pdf, blank_page), "something was added"),
    "another title": (lambda pdf: update(pdf, retitle), "something was added"),
    "the lock removed": (lambda pdf: update(pdf, unlock), "something was added"),
    "saved by another program": (rewritten, ""),
    "rolled back to two signatures": (
        lambda pdf: cut_at(pdf, 2),
        "Pengesah (PEJABAT CONTOH, SE) has not",
    ),
    "rolled back to one signature": (lambda pdf: cut_at(pdf, 1), "Pemeriksa (Dra. PEMERIKSA"),
    "digits in small letters": (lambda pdf: with_digits(pdf, bytes.lower), "own data was altered"),
    "padding written over": (lambda pdf: with_digits(pdf, lambda d: d[:-2] + b"01"), "own data"),
    "a space in the padding": (lambda pdf: with_digits(pdf, lambda d: d[:-2] + b"0 "), ""),
    "no signature": (lambda pdf: with_digits(pdf, lambda d: b"0" * len(d)), ""),
    "nothing": (lambda _: b"", "cannot be read"),
    "no PDF": (lambda _: b"PK\x03\x04 bukan PDF", "cannot be read"),
}


@pytest.mark.sampled(24)
@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize("level", [Level.B_B, Level.B_LTA])
def test_an_altered_file_is_not_believed(
    office: Office, signed: bytes, lasting: bytes, name: str, level: Level
) -> None:
    attack, words = ATTACKS[name]
    pdf = signed if level is Level.B_B else lasting
    altered = attack(pdf)
    assert altered != pdf
    faults = office.verdict(altered).faults
    assert faults
    assert level is Level.B_LTA or words in " | ".join(faults)


def test_what_is_altered_above_held(office: Office, signed: bytes, lasting: bytes) -> None:
    assert office.verdict(signed).holds
    assert office.verdict(lasting).holds


def test_no_bit_can_be_flipped(office: Office, signed: bytes, exhaustive: bool) -> None:
    found = last_signature(signed)
    digits = [found.start + 2 * byte + half for byte in found.loose for half in (0, 1)]
    near, anywhere = range(found.start - 50, found.start + 4000), range(0, len(signed), 11)
    some = [(digits, 8), (near, 4), (anywhere, 5)]
    for position in [at for of, count in some for at in sample(of, count, exhaustive)]:
        altered = bytearray(signed)
        altered[position] ^= 1 << position % 8
        assert not office.verdict(bytes(altered)).holds, position


def test_no_byte_of_a_signature_can_be_changed(
    office: Office, stamped: bytes, exhaustive: bool
) -> None:
    last = last_signature(stamped)
    for change in changes_of_a_byte(last, 10, 14, exhaustive):
        assert not office.verdict(last.changed(*change)).holds, change


def test_an_unsigned_file_is_not_signed(office: Office) -> None:
    assert office.verdict(office.unsigned()).faults == ("it is not signed",)


def test_an_unknown_root_is_not_trusted(office: Office, signed: bytes) -> None:
    trust = Trust([converted(Authority().root)], office.trust.now)
    faults = verify(signed, office.known, trust).faults
    assert faults[0] == (
        "Penyusun: the certificate, issued by CA Contoh, Kota Contoh,"
        " leads to no authority that is trusted here"
    )


def test_without_roots_nobody_is_trusted(office: Office, signed: bytes) -> None:
    assert not verify(signed, office.known, Trust([], office.trust.now)).holds


def test_an_expired_certificate_does_not_hold_without_a_time_stamp(
    office: Office, signed: bytes, stamped: bytes, lasting: bytes
) -> None:
    later = Trust(office.trust.roots, NOW + 3 * YEAR)
    assert "Penyusun: the certificate expired on" in verify(signed, office.known, later).faults[0]
    year_later = Trust(office.trust.roots, NOW + YEAR - timedelta(days=1))
    assert verify(lasting, office.known, year_later, office.built).holds
    assert verify(stamped, office.known, year_later, office.built).holds


def test_a_time_stamp_of_an_unknown_authority_is_not_trusted(office: Office) -> None:
    document, pdf = office.document(), office.unsigned()
    foreign = Terms(NOW + timedelta(minutes=1), Level.B_T, clock_of(Authority()))
    for part in document.signatories:
        pdf = sign(pdf, document, part, office.keys[part.field], foreign)
    assert "its time stamp, by TSA Contoh, leads to no authority" in office.verdict(pdf).faults[0]


def test_a_wrong_signer_is_named(office: Office) -> None:
    document, pdf = office.document(), office.unsigned()
    open_to_all = replace(
        document, signatories=tuple(replace(p, official=None) for p in document.signatories)
    )
    for part in open_to_all.signatories:
        pdf = sign(pdf, open_to_all, part, office.keys["Penyusun"], NOW_TERMS)
    faults = office.verdict(pdf).faults
    assert faults[0] == (
        "Pemeriksa: the certificate is that of PENYUSUN CONTOH, S.Kom, not of Dra. PEMERIKSA CONTOH"
    )


def test_a_wrong_order_is_told(office: Office) -> None:
    document, pdf = office.document(), office.unsigned()
    backwards = replace(document, signatories=document.signatories[::-1])
    for part in backwards.signatories:
        pdf = sign(pdf, backwards, part, office.keys[part.field], NOW_TERMS)
    faults = office.verdict(pdf).faults
    assert faults == (
        "signed in the order Pengesah, Pemeriksa, Penyusun, not Penyusun, Pemeriksa, Pengesah",
    )


def test_a_signature_by_somebody_else_is_not_one_more(office: Office, signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    meta = PdfSignatureMetadata(field_name="Lain")
    target = PdfSigner(meta, office.keys["Penyusun"].signer).sign_pdf(writer, output=BytesIO())
    assert not office.verdict(target.getvalue()).holds


def test_another_revision_of_the_sop_is_superseded(office: Office, signed: bytes) -> None:
    document = office.document()
    newer = replace(document, code=replace(document.code, digest="0" * 16, revision="2026-01"))
    digests = {sha256(office.unsigned()).hexdigest()}
    then = Comparison(BuildEvidence(earlier={SINGLE: digests}))
    faults = verify(signed, [newer], office.trust, then).faults
    assert faults == ("superseded: the catalogue has another revision of K.1.1.1.1 (2026-01)",)


def test_pages_that_are_not_the_catalogues_are_not_believed(office: Office, signed: bytes) -> None:
    claimed = BuildEvidence(claimed={SINGLE: "0" * 64}, is_claimed_of_now=True)
    faults = verify(signed, office.known, office.trust, Comparison(claimed)).faults
    assert faults == ("its pages are not those that were built",)
