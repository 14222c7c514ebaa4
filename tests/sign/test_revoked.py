"""A certificate that was revoked: the file brings the proof, nothing is asked of the network."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.crl import CertificateList
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore

from sopc.sign.keys import from_pkcs12
from sopc.sign.signing import Terms, sign
from tests.sign.office import NAMES, Office
from tests.sign.pki import NOW, PASSPHRASE, Holder

ADDRESS = "http://127.0.0.1:9/dicabut.crl"


def revocations(office: Office, holder: Holder) -> CertificateList:
    """What the authority says: it has revoked one person's certificate."""
    authority = office.authority.middle
    revoked = (
        x509.RevokedCertificateBuilder()
        .serial_number(holder.certificate.serial_number)
        .revocation_date(NOW - timedelta(days=2))
        .build()
    )
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(NOW - timedelta(days=1))
        .next_update(NOW + timedelta(days=30))
        .add_revoked_certificate(revoked)
        .sign(authority.key, hashes.SHA256())
    )
    return CertificateList.load(made.public_bytes(Encoding.DER))


@pytest.mark.parametrize("part", ["Penyusun", "Pengesah"])
def test_a_revoked_certificate_does_not_hold(office: Office, part: str, tmp_path: Path) -> None:
    keys = dict(office.keys)
    writer = IncrementalPdfFileWriter(BytesIO(office.unsigned()))
    holder = office.authority.issue(*NAMES[part], elliptic=True, revocations=ADDRESS)
    key = from_pkcs12(office.authority.p12(holder, tmp_path / "k.p12"), PASSPHRASE)
    keys[part] = key
    crls = [revocations(office, holder)]
    DocumentSecurityStore.supply_dss_in_writer(writer, sig_contents=None, crls=crls)
    target = BytesIO()
    writer.write(target)
    pdf, document = target.getvalue(), office.document()
    for signatory in document.signatories:
        terms = Terms(NOW + timedelta(minutes=1))
        pdf = sign(pdf, document, signatory, keys[signatory.field], terms)
    assert office.verdict(pdf).faults == (f"{part}: the certificate was revoked",)
