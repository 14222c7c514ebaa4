"""What is read from certificates, as the many authorities write them."""

from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from sopc.diagnostics import SopcError
from sopc.sign.trust.certificates import (
    common_name,
    is_of_bsre,
    issuer_name,
    nip_of,
    out_of_date,
    read_certificates,
)
from tests.sign.pki import NOW, Authority, certificate_of

_KINDS = {
    "C": NameOID.COUNTRY_NAME,
    "O": NameOID.ORGANIZATION_NAME,
    "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "CN": NameOID.COMMON_NAME,
    "SN": NameOID.SERIAL_NUMBER,
    "T": NameOID.TITLE,
}
NIP = "197001011995031001"


def name(*parts: str) -> x509.Name:
    """A name from parts like ``CN=PEJABAT CONTOH``."""
    pairs = [part.split("=", 1) for part in parts]
    return x509.Name([x509.NameAttribute(_KINDS[kind], value) for kind, value in pairs])


def read(made: x509.Certificate) -> Certificate:
    return Certificate.load(made.public_bytes(Encoding.DER))


def of(*parts: str) -> Certificate:
    """The certificate of a holder with this name."""
    return read(certificate_of(name(*parts)))


def by(*parts: str) -> Certificate:
    """A certificate by an issuer with this name."""
    return read(certificate_of(name("CN=PEJABAT CONTOH"), name(*parts)))


@pytest.mark.parametrize(
    ("issuer", "told"),
    [
        (("CN=CA Contoh", "O=Kota Contoh"), "CA Contoh, Kota Contoh"),
        (("CN=CA Kota Contoh", "O=KOTA CONTOH"), "CA Kota Contoh"),
        (("CN=CA Contoh",), "CA Contoh"),
        (("O=Kota Contoh",), "Kota Contoh"),
        (("C=ID",), ""),
        (("CN=Lama", "CN=CA Contoh", "O=Kota Contoh"), "Lama / CA Contoh, Kota Contoh"),
        (("CN=CA\nContoh", "O=K\u202eota"), "CA<U+000A>Contoh, K<U+202E>ota"),
    ],
)
def test_an_issuer_is_named_with_the_organisation_behind_it(
    issuer: tuple[str, ...], told: str
) -> None:
    assert issuer_name(by(*issuer)) == told


@pytest.mark.parametrize(
    ("issuer", "is_theirs"),
    [
        (("CN=OSD PSrE BSrE G1",), True),
        (("CN=OSD",), True),
        (("CN=bsre-g2", "O=BSSN"), True),
        (("CN=CA Induk", "O=Balai Besar Sertifikasi Elektronik"), True),
        (("CN=Unit Balai Sertifikasi  Elektronik",), True),
        (("CN=OSDX",), False),
        (("CN=CA OSD", "O=Kota Contoh"), False),
        (("CN=Balai Elektronik", "O=Sertifikasi"), False),
        (("OU=BSrE",), False),
        (("CN=-", "O=-"), False),
    ],
)
def test_the_government_s_centre_is_known_by_its_names(
    issuer: tuple[str, ...], is_theirs: bool
) -> None:
    assert is_of_bsre(by(*issuer)) is is_theirs


@pytest.mark.parametrize(
    ("holder", "nip"),
    [
        ((f"SN={NIP}",), NIP),
        (("OU=Umum", "OU=NIP 19700101 199503 1 001", "CN=PEJABAT"), NIP),
        (("CN=PEJABAT CONTOH", "T=Camat (1970.0101-199503.1.001)"), NIP),
        ((f"SN={NIP}0",), None),
        ((f"SN={NIP[:-1]}",), None),
        (("SN=3374 0101 0170 0001",), None),
        (("CN=PEJABAT CONTOH",), None),
    ],
)
def test_an_employee_number_is_found_wherever_it_stands(
    holder: tuple[str, ...], nip: str | None
) -> None:
    assert nip_of(of(*holder)) == nip


def test_a_certificate_holds_from_its_first_second_to_its_last() -> None:
    certificate = read(certificate_of(name("CN=P"), ends=NOW))
    validity = certificate["tbs_certificate"]["validity"]
    begins, second = validity["not_before"].native, timedelta(seconds=1)
    assert out_of_date(certificate, begins) is None
    assert out_of_date(certificate, NOW) is None
    early, late = out_of_date(certificate, begins - second), out_of_date(certificate, NOW + second)
    assert (early, late) == (
        f"the certificate is valid from {begins:%Y-%m-%d} only",
        f"the certificate expired on {NOW:%Y-%m-%d}",
    )


def test_all_certificates_of_a_file_are_read_and_nothing_else_in_it(tmp_path: Path) -> None:
    authority, file = Authority(), tmp_path / "a.pem"
    holder = authority.issue("PEJABAT CONTOH", elliptic=True)
    old_style = authority.root.pem.replace(b" CERTIFICATE-", b" X509 CERTIFICATE-")
    file.write_bytes(holder.key_pem + holder.pem + b"teks\n" + authority.middle.pem + old_style)
    names = ["PEJABAT CONTOH", "CA Contoh", "CA Contoh Induk"]
    assert [common_name(one) for one in read_certificates(file)] == names
    file.write_bytes(holder.certificate.public_bytes(Encoding.DER))
    assert [common_name(one) for one in read_certificates(file)] == names[:1]


@pytest.mark.parametrize("kind", ["key", "text", "nothing", "cut off", "damaged", "more after it"])
def test_a_file_without_a_certificate_is_told(tmp_path: Path, kind: str) -> None:
    holder, file = Authority().issue("PEJABAT CONTOH", elliptic=True), tmp_path / "a.pem"
    der = holder.certificate.public_bytes(Encoding.DER)
    data = {
        "key": holder.key_pem,
        "text": b"bukan sertifikat",
        "nothing": b"",
        "cut off": der[:-1],
        "damaged": holder.pem.replace(b"MII", b"AAA"),
        "more after it": der + b"\0",
    }
    file.write_bytes(data[kind])
    with pytest.raises(SopcError, match="holds no certificate"):
        read_certificates(file)
