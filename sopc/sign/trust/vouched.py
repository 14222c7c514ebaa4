"""Certificates and lists that a signature brings besides those it needs: who stands for them.

Nothing signs what a signature brings along. What its issuer signed cannot be changed all the same.
"""

from collections.abc import Iterable, Sequence

from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509 import load_der_x509_certificate, load_der_x509_crl

_MOST = 50
"""How many certificates a signature may bring: each is compared with each."""


def is_vouched(one: Certificate, known: Sequence[Certificate]) -> bool:
    """Whether a certificate was issued by one of those known, or by itself; or stands for one of
    those known, by another issuer (it is cross-signed)."""
    if len(known) > _MOST:
        return False
    return any(_issued(one, issuer) for issuer in known if issuer.subject == one.issuer) or any(
        one is not other
        and (one.subject, one.public_key.dump()) == (other.subject, other.public_key.dump())
        for other in known
    )


def is_list_vouched(one: CertificateList, known: Iterable[Certificate]) -> bool:
    """Whether a list of revoked certificates was issued by one of those known."""
    issuers = [issuer for issuer in known if issuer.subject == one.issuer]
    try:
        held = load_der_x509_crl(one.dump())
        keys = [load_der_x509_certificate(issuer.dump()).public_key() for issuer in issuers]
        return any(held.is_signature_valid(key) for key in keys)  # type: ignore[arg-type]
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False


def _issued(one: Certificate, issuer: Certificate) -> bool:
    try:
        load_der_x509_certificate(one.dump()).verify_directly_issued_by(
            load_der_x509_certificate(issuer.dump())
        )
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
