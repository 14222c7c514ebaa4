"""What a signed file brings along as proof: certificates, and what their authorities said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from sopc.sign.trust.revocation import Statements

_MOST = 100
"""How many of a kind are looked at: three signers with their time stamps bring some twenty."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Certificates and statements; what they prove is another question."""

    certificates: tuple[Certificate, ...] = ()
    statements: Statements = field(default_factory=Statements)

    def with_certificates(self, more: Sequence[Certificate]) -> "Evidence":
        """The same with more certificates."""
        return Evidence((*self.certificates, *more[:_MOST]), self.statements)


def evidence_of(handler: PdfHandler) -> Evidence:
    """What a file's store of validation data (``/DSS``) holds. Raises what damaged files raise."""
    if "/DSS" not in handler.root:
        return Evidence()
    store = handler.root["/DSS"]
    lists = tuple(CertificateList.load(each) for each in _held(store, "/CRLs"))
    answers = tuple(OCSPResponse.load(each) for each in _held(store, "/OCSPs"))
    certificates = tuple(Certificate.load(each) for each in _held(store, "/Certs"))
    return Evidence(certificates, Statements(lists, answers))


def _held(store: DictionaryObject, kind: str) -> Iterator[bytes]:
    """The first things of a kind in a store; hostile files have thousands."""
    held = store[kind] if kind in store else ()  # noqa: SIM401  # ``get`` follows no reference
    for each in islice(held, _MOST):
        yield each.get_object().data


def evidence_when(reader: PdfFileReader, clock: EmbeddedPdfSignature) -> Evidence:
    """The same, as a time stamp of the whole file covers it."""
    return evidence_of(reader.get_historical_resolver(clock.signed_revision))
