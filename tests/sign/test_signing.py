"""Signing: in whose part, in which order, with whose key, and what it looks like."""

import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from sopc.diagnostics import SopcError
from sopc.sign.making.fields import field_names, prepare
from sopc.sign.making.keys import SigningKey, from_pkcs12
from sopc.sign.making.signing import Terms, sign, terms_of
from sopc.sign.making.stamp import statement
from sopc.sign.options import KeyPlace, Level, SigningOptions
from tests.forms_of import form_of
from tests.sign.office import NAMES, Office, converted
from tests.sign.pki import NOW, PASSPHRASE, YEAR, Authority

TSA = "http://127.0.0.1:9/"
WORDS = form_of("lampung-2020").words
TERMS = Terms(NOW + timedelta(minutes=1))


def attempt(office: Office, key: SigningKey, part: int = 0, pdf: bytes | None = None) -> bytes:
    """Sign an SOP in a part, counted from 0."""
    document = office.document()
    signatory = document.signatories[part]
    return sign(pdf or office.unsigned(), document, signatory, key, TERMS)


def test_three_sign_in_their_order(office: Office, signed: bytes) -> None:
    verdict = office.verdict(signed)
    assert verdict.faults == ()
    assert [(one.field, one.holder) for one in verdict.signatures] == [
        (part, name) for part, (name, _) in NAMES.items()
    ]
    assert verdict.is_current


def test_the_first_certifies_and_the_last_locks(signed: bytes) -> None:
    found = PdfFileReader(BytesIO(signed)).embedded_signatures
    references = [
        [
            (ref["/TransformMethod"], ref["/TransformParams"].get("/P"))
            for ref in one.sig_object["/Reference"]
        ]
        if "/Reference" in one.sig_object
        else []
        for one in found
    ]
    assert references == [[("/DocMDP", 2)], [], [("/FieldMDP", 1)]]


def test_an_independent_validator_agrees(signed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(signed)
    told = subprocess.run(
        ["pdfsig", tmp_path / "a.pdf"], capture_output=True, text=True, check=False
    ).stdout
    assert told.count("Signature is Valid") == 3
    assert told.count("  - Total document signed") == 1


def test_what_was_built_is_kept_byte_for_byte(office: Office, signed: bytes) -> None:
    assert signed.startswith(office.unsigned())


@pytest.mark.parametrize("level", [Level.B_T, Level.B_LT, Level.B_LTA])
def test_every_level_holds_and_has_proven_times(office: Office, level: Level) -> None:
    verdict = office.verdict(office.signed(level=level))
    assert verdict.faults == ()
    assert [one.is_proven for one in verdict.signatures] == [True] * 3


@pytest.mark.parametrize("file", ["handbook.pdf", "volume/sekretariat.pdf"])
def test_books_are_signed_on_their_cover(office: Office, file: str) -> None:
    assert office.verdict(office.signed(file=file)).faults == ()


def test_nobody_signs_before_their_turn(office: Office) -> None:
    with pytest.raises(SopcError, match="Penyusun signs first"):
        attempt(office, office.keys["Pengesah"], 2)


def test_nobody_signs_twice(office: Office) -> None:
    once = office.signed(("Penyusun",))
    with pytest.raises(SopcError, match="Penyusun has signed it already"):
        attempt(office, office.keys["Penyusun"], 0, once)


@pytest.mark.parametrize(
    ("name", "nip", "words"),
    [
        ("ORANG LAIN", NAMES["Penyusun"][1], "that of ORANG LAIN, not of PENYUSUN CONTOH"),
        ("PENYUSUN CONTOH, ST", NAMES["Penyusun"][1], "not of PENYUSUN CONTOH, S.Kom"),
        ("PENYUSUN CONTOH", "198001012005011009", "NIP 198001012005011009 is not that of"),
    ],
)
def test_a_key_of_someone_else_is_refused(
    office: Office, tmp_path: Path, name: str, nip: str, words: str
) -> None:
    holder = office.authority.issue(name, nip, elliptic=True)
    key = from_pkcs12(office.authority.p12(holder, tmp_path / "k.p12"), PASSPHRASE)
    with pytest.raises(SopcError, match=words):
        attempt(office, key)


@pytest.mark.parametrize("name", ["Penyusun Contoh", "PENYUSUN CONTOH, S.KOM", "Penyusun  Contoh"])
def test_titles_and_letters_may_be_written_otherwise(
    office: Office, tmp_path: Path, name: str
) -> None:
    holder = office.authority.issue(name, "19800101 200501 1 001", elliptic=True)
    key = from_pkcs12(office.authority.p12(holder, tmp_path / "k.p12"), PASSPHRASE)
    assert attempt(office, key).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [(-2, -1, "the certificate expired on"), (1, 2, "the certificate is valid from")],
)
def test_a_certificate_out_of_date_is_refused(
    office: Office, tmp_path: Path, begins: int, ends: int, words: str
) -> None:
    holder = office.authority.issue(
        *NAMES["Penyusun"], begins=NOW + begins * YEAR, ends=NOW + ends * YEAR, elliptic=True
    )
    key = from_pkcs12(office.authority.p12(holder, tmp_path / "k.p12"), PASSPHRASE)
    with pytest.raises(SopcError, match=words):
        attempt(office, key)


def test_prepared_fields_are_empty_placed_and_named(office: Office) -> None:
    prepared = PdfFileReader(BytesIO(prepare(office.unsigned(), office.document())))
    assert field_names(prepared) == [(part, False) for part in NAMES]
    boxes = [field.get_object()["/Rect"] for field in prepared.root["/AcroForm"]["/Fields"]]
    assert len(boxes) == len(NAMES)
    assert all(box[2] - box[0] > 100 and box[3] - box[1] > 30 for box in boxes)


def test_a_prepared_file_can_be_signed_here_too(office: Office) -> None:
    document = office.document()
    pdf = prepare(office.unsigned(), document)
    for part in document.signatories:
        pdf = sign(pdf, document, part, office.keys[part.field], TERMS)
    assert office.verdict(pdf).faults == ()


def test_the_page_shows_who_signed_and_by_whose_certificate(signed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(signed)
    command = ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert text.count("Ditandatangani secara elektronik oleh") == 3
    assert text.count("Sertifikat elektronik diterbitkan oleh CA Contoh, Kota Contoh.") == 3
    assert "BSrE" not in text


@pytest.mark.parametrize(
    ("authority", "organisation", "is_theirs"),
    [
        ("Balai Sertifikasi Elektronik", "BSSN", True),
        ("BSrE G2", "Badan Siber dan Sandi Negara", True),
        ("CA Bukan BSrE", "Kota Contoh", False),
    ],
)
def test_the_governments_words_stand_for_its_own_certificates_only(
    authority: str, organisation: str, is_theirs: bool
) -> None:
    holder = Authority(authority, organisation).issue("PEJABAT CONTOH", elliptic=True)
    assert (
        "Balai Besar Sertifikasi Elektronik" in statement(converted(holder), WORDS)
    ) is is_theirs


@pytest.mark.parametrize(
    ("wish", "level"),
    [
        ({}, Level.B_B),
        ({"tsa": TSA}, Level.B_T),
        ({"tsa": TSA, "level": Level.B_B}, Level.B_B),
        ({"level": Level.B_B}, Level.B_B),
    ],
)
def test_the_level_is_what_is_wished_or_what_can_be(wish: dict[str, Any], level: Level) -> None:
    terms = terms_of(SigningOptions(KeyPlace(), str, NOW, **wish))
    assert (terms.now, terms.level) == (NOW, level)
    assert (terms.clock is None) == ("tsa" not in wish)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"level": Level.B_T}, "level b-t needs a time stamping authority: --tsa"),
        ({"level": Level.B_LTA}, "level b-lta needs a time stamping authority: --tsa"),
        ({"level": Level.B_LT, "tsa": TSA}, "level b-lt needs root certificates: --trust"),
        ({"level": Level.B_LTA, "tsa": TSA}, "level b-lta needs root certificates: --trust"),
    ],
)
def test_a_level_says_what_it_needs(wish: dict[str, Any], words: str) -> None:
    with pytest.raises(SopcError, match=words):
        terms_of(SigningOptions(KeyPlace(), str, NOW, **wish))


def test_what_the_system_refuses_is_not_blamed_on_an_authority(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_: object) -> bytes:
        raise OSError(24, "Too many open files")

    key = office.keys["Penyusun"]
    monkeypatch.setattr(key.signer, "async_sign_raw", refused)
    with pytest.raises(SopcError, match="is not signed: Too many open files"):
        attempt(office, key)
