"""What is known of a signature, once it was examined."""

from dataclasses import dataclass
from datetime import datetime

from asn1crypto.x509 import Certificate

from sopc.sign.findings import Finding
from sopc.sign.trust.certificates import common_name, issuer_name, nip_of
from sopc.sign.trust.revocation import Revocation


@dataclass(frozen=True, slots=True)
class Examined:
    """A signature, or a time stamp of the whole file (``is_clock``), and what is found of it.

    ``signed_at`` is what the signer says (``claimed``), unless ``is_proven``: then an authority
    vouches for it. Of the ``unchecked`` nobody knows whether they were revoked.
    """

    field: str
    certificate: Certificate
    signed_at: datetime | None
    is_proven: bool
    is_clock: bool
    findings: tuple[Finding, ...]
    claimed: datetime | None = None
    unchecked: tuple[Revocation, ...] = ()

    @property
    def holder(self) -> str:
        """Who signed, by the certificate."""
        return common_name(self.certificate)

    @property
    def nip(self) -> str | None:
        """The signer's employee number, where the certificate has it."""
        return nip_of(self.certificate)

    @property
    def serial(self) -> str:
        """The certificate's number with its issuer, in hexadecimal."""
        return f"{self.certificate.serial_number:x}"

    @property
    def issuer(self) -> str:
        """Who vouches for that."""
        return issuer_name(self.certificate)
