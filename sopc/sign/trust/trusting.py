"""Whom to trust, from the files that the user names."""

from collections.abc import Iterable
from pathlib import Path

from asn1crypto import pem
from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate

from sopc.diagnostics import SopcError
from sopc.disk import read_file
from sopc.language import Phrase
from sopc.limits import ANSWER
from sopc.sign.options import VerifyingOptions
from sopc.sign.trust.certificates import common_name, read_certificates, roots_in
from sopc.sign.trust.online import Online
from sopc.sign.trust.revocation import Register, Statements
from sopc.sign.trust.trusted import Trust


def trust_of(options: VerifyingOptions) -> Trust:
    """Whom a user trusts, and by what is to be proven. Raises SopcError."""
    proving = options.proving
    lists = tuple(each for file in proving.crl for each in read_lists(file))
    answers = tuple(each for file in proving.ocsp for each in read_answers(file))
    online = Online() if proving.online else None
    return Trust(
        roots_in(options.trust),
        options.now,
        roots_in(proving.tsa_trust) if proving.tsa_trust else None,
        _certificates(proving.chain),
        Register(Statements(lists, answers), online),
        online,
        proving.require,
        proving.require_revocation,
    )


def fingerprints(options: VerifyingOptions) -> list[tuple[str, str]]:
    """The roots that a user trusts: the name of each, and the SHA-256 of its certificate as
    ``openssl x509 -fingerprint`` writes it. Raises SopcError."""
    files = dict.fromkeys((*options.trust, *options.proving.tsa_trust))
    roots = {root.sha256: root for root in roots_in(files)}
    return [(common_name(root), sha256.hex(":").upper()) for sha256, root in roots.items()]


def _certificates(files: Iterable[Path]) -> list[Certificate]:
    return [certificate for file in files for certificate in read_certificates(file)]


def read_lists(file: Path) -> list[CertificateList]:
    """The lists of revoked certificates in a file, PEM or DER. Raises SopcError without one."""
    try:
        return [_list(der) for der in _parts(file)]
    except (ValueError, TypeError):
        raise SopcError(
            Phrase("`{file}` holds no list of revoked certificates", file=file)
        ) from None


def read_answers(file: Path) -> list[OCSPResponse]:
    """The answers of authorities in a file. Raises SopcError when there is none, or none that says
    anything."""
    try:
        return [_answer(der) for der in _parts(file)]
    except (ValueError, TypeError):
        raise SopcError(Phrase("`{file}` holds no authority's answer (OCSP)", file=file)) from None


def _parts(file: Path) -> list[bytes]:
    data = read_file(file, ANSWER)
    return [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]


def _list(der: bytes) -> CertificateList:
    found = CertificateList.load(der, strict=True)
    _ = found["tbs_cert_list"]["this_update"].native, found.issuer.native
    return found


def _answer(der: bytes) -> OCSPResponse:
    found = OCSPResponse.load(der, strict=True)
    if found["response_status"].native != "successful":
        raise ValueError("no answer")
    _ = found.basic_ocsp_response["tbs_response_data"].native
    return found
