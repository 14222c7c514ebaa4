"""The visible part of a signature names the official as the signature block does."""

import re
from datetime import date

import pytest
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from sopc.catalogue.registry import Official
from sopc.sign.stamp import Stamp
from tests.forms_of import form_of
from tests.sign.pki import certificate_of

NIP = "197001011995031001"


def html(official: Official | None) -> str:
    pairs = [(NameOID.COMMON_NAME, "PEJABAT CONTOH"), (NameOID.SERIAL_NUMBER, NIP)]
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in pairs])
    certificate = Certificate.load(certificate_of(name).public_bytes(Encoding.DER))
    stamp = Stamp(
        certificate=certificate,
        official=official,
        day=date(2026, 1, 15),
        form=form_of("lampung-2020"),
    )
    return next(stamp.pages(160, 42))


def lines(official: Official | None) -> list[str]:
    """The paragraphs of a stamp, all of them."""
    return re.findall("<p>(.*?)</p>", html(official))


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


def test_a_long_line_is_set_smaller_so_that_it_stays_one_line() -> None:
    def size(words: str) -> float:
        return float(re.findall(r"font: ([0-9.]+)pt", html(official(identitas=words)))[0])

    assert size("x" * 90) < size("x" * 60) < size("x" * 40) == size("x")
