"""The visible part of a signature names the official as the signature block does."""

import re
from datetime import date

import pypdfium2
import pytest
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from sopc.catalogue.registry import Official
from sopc.sign.making.stamp import Stamp, set_words
from tests.forms_of import form_of
from tests.sign.pki import certificate_of

NIP = "197001011995031001"


def stamp(official: Official | None) -> Stamp:
    pairs = [(NameOID.COMMON_NAME, "PEJABAT CONTOH"), (NameOID.SERIAL_NUMBER, NIP)]
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in pairs])
    certificate = Certificate.load(certificate_of(name).public_bytes(Encoding.DER))
    return Stamp(
        certificate=certificate,
        official=official,
        day=date(2026, 1, 15),
        form=form_of("lampung-2020"),
    )


def lines(official: Official | None) -> list[str]:
    """The paragraphs of a stamp, all of them, as it is set best."""
    return re.findall("<p>(.*?)</p>", next(stamp(official).pages(160, 42)))


def official(**more: str) -> Official:
    return Official.model_validate({"nama": "PEJABAT, SE", "jabatan": "Camat", **more})


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"nip": NIP, "pangkat": "Pembina"}, "Pembina · NIP. 19700101 199503 1 001"),
        ({"nrp": "78010123", "pangkat": "AKP"}, "AKP · NRP. 78010123"),
        ({"identitas": "Ketua <Yayasan>"}, "Ketua &lt;Yayasan&gt;"),
        ({"pangkat": "Pembina"}, "Pembina"),
        ({}, ""),
    ],
)
def test_an_official_s_stamp_has_the_line_that_stands_below_the_name(
    more: dict[str, str], line: str
) -> None:
    assert lines(official(**more))[1:3] == ["<b>PEJABAT, SE</b>", line]


def test_where_nobody_is_named_the_certificate_speaks() -> None:
    assert lines(None)[1:3] == ["<b>PEJABAT CONTOH</b>", f"NIP. {NIP}"]


@pytest.mark.parametrize("letters", [1, 40, 60, 90, 200])
@pytest.mark.parametrize("rank", [{}, {"pangkat": "Pembina Utama Madya"}])
def test_a_line_below_the_name_stands_whole_in_the_stamp(
    letters: int, rank: dict[str, str]
) -> None:
    line = "x" * (letters - 1) + "y"
    pages = tuple(stamp(official(identitas=line, **rank)).pages(160, 42))
    with pypdfium2.PdfDocument(set_words(pages, "Source Sans")) as document:
        assert len(document) == 1
        words = "".join(document[0].get_textpage().get_text_bounded(0, 0, 160, 42).split())
    assert line in words
    assert words.endswith("diterbitkanolehPEJABATCONTOH.")
