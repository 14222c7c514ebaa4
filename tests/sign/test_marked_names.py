"""What a signature shows and says of an official has no marks."""

from datetime import date

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from sopc.catalogue.registry import Official
from sopc.sign import causes
from sopc.sign.making.stamp import Stamp
from sopc.sign.trust.people import of_official
from tests.forms_of import form_of
from tests.sign.pki import certificate_of

MARKED = Official.model_validate(
    {
        "nama": "*PEJABAT*\nCONTOH, [SE](https://b.go.id)",
        "nip": "197001011995031001",
        "pangkat": "*Pembina* [I](https://b.go.id)",
        "jabatan": "*Camat*",
    }
)


def certificate(name: str) -> Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return Certificate.load(certificate_of(subject).public_bytes(Encoding.DER))


def test_a_stamp_shows_the_words() -> None:
    form = form_of("lampung-2020")
    stamp = Stamp(certificate=certificate("X"), official=MARKED, day=date(2026, 1, 15), form=form)
    html = " ".join(next(stamp.pages(160, 42)).split())
    assert "<p><b>PEJABAT CONTOH, SE</b></p>" in html
    assert "<p>Pembina I · NIP." in html


def test_a_holder_is_known_and_named_by_the_words() -> None:
    found = of_official(certificate("PEJABAT CONTOH"), MARKED)
    assert found is not None
    assert found.cause is causes.IDENTITY_UNPROVABLE
    assert "that PEJABAT CONTOH is PEJABAT CONTOH, SE cannot be told" in found.message
    found = of_official(certificate("ORANG LAIN"), MARKED)
    assert found is not None
    assert found.message == "the certificate is that of ORANG LAIN, not of PEJABAT CONTOH, SE"
