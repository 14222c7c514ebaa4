"""What an office's authority says of the certificates that it revoked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from tests.sign.pki import NOW, Holder

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """A certificate that was revoked: when, and why if that is said."""

    holder: Holder
    at: datetime
    reason: x509.ReasonFlags | None = None


def revocation_list(
    by: Holder,
    *entries: Entry,
    since: datetime = NOW - timedelta(hours=1),
    until: datetime | None = NOW + 30 * DAY,
    name: x509.Name | None = None,
    extensions: tuple[x509.ExtensionType, ...] = (),
) -> bytes:
    """A list in DER, of its authority's name unless another is given."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(name or by.certificate.subject)
        .last_update(since)
        .next_update(until or since + DAY)
    )
    for entry in entries:
        revoked = (
            x509.RevokedCertificateBuilder()
            .serial_number(entry.holder.certificate.serial_number)
            .revocation_date(entry.at)
        )
        if entry.reason is not None:
            revoked = revoked.add_extension(x509.CRLReason(entry.reason), critical=False)
        builder = builder.add_revoked_certificate(revoked.build())
    for extension in extensions:
        is_critical = isinstance(extension, x509.IssuingDistributionPoint | x509.DeltaCRLIndicator)
        builder = builder.add_extension(extension, critical=is_critical)
    return builder.sign(by.key, hashes.SHA256()).public_bytes(Encoding.DER)


def answer(
    holder: Holder,
    issuer: Holder,
    *,
    revoked: datetime | None = None,
    by: Holder | None = None,
    since: datetime = NOW - timedelta(hours=1),
    until: datetime | None = NOW + DAY,
) -> bytes:
    """An answer about a certificate in DER, by its issuer or by a delegate of that."""
    signer = by or issuer
    builder = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            holder.certificate,
            issuer.certificate,
            hashes.SHA1(),
            ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
            since,
            until,
            revoked,
            None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, signer.certificate)
    )
    if by is not None:
        builder = builder.certificates([by.certificate])
    return builder.sign(signer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def read_list(der: bytes) -> CertificateList:
    """A list as pyHanko's library has it."""
    return CertificateList.load(der)


def read_answer(der: bytes) -> OCSPResponse:
    """An answer as pyHanko's library has it."""
    return OCSPResponse.load(der)
