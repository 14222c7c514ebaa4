"""What a certificate says: whose it is, who issued it, how long it holds."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from asn1crypto import pem
from asn1crypto.x509 import Certificate

from sopc.diagnostics import SopcError
from sopc.disk import read_file
from sopc.language import Phrase
from sopc.limits import KEY
from sopc.sign.trust.names import shown

_NIP = re.compile(r"(?<!\d)[0-9](?:[ .-]?[0-9]){17}(?!\d)")
_BSRE = ("balai sertifikasi elektronik", "balai besar sertifikasi elektronik", "bsre", "osd")


def common_name(certificate: Certificate) -> str:
    """The holder's name as it may be shown; of several, all."""
    return " / ".join(shown(name) for name in common_names(certificate))


def common_names(certificate: Certificate) -> list[str]:
    """The holder's names as they stand there: one, in a certificate that is to be relied on."""
    return _attributes(certificate.subject.native, "common_name")


def issuer_name(certificate: Certificate) -> str:
    """The issuer's name, and the organisation behind it where that is another, to be shown."""
    issuer = certificate.issuer.native
    name, organisation = (
        " / ".join(shown(each) for each in _attributes(issuer, part))
        for part in ("common_name", "organization_name")
    )
    if not name or not organisation or organisation.casefold() in name.casefold():
        return name or organisation
    return f"{name}, {organisation}"


def is_of_bsre(certificate: Certificate) -> bool:
    """Whether the government's certification centre, BSrE, issued a certificate."""
    issuer = certificate.issuer.native
    parts = ("common_name", "organization_name")
    names = ["".join(_attributes(issuer, part)[-1:]) for part in parts]
    words = [re.findall(r"\w+", name.casefold()) for name in names]
    return any(known in " ".join(name) for name in words for known in _BSRE[:2]) or any(
        name[:1] == [known] for name in words for known in _BSRE[2:]
    )


def nip_of(certificate: Certificate) -> str | None:
    """The employee number in the holder's name: 18 digits wherever they stand; else None."""
    return next(iter(nips_of(certificate)), None)


def nips_of(certificate: Certificate) -> list[str]:
    """All of them, each once: one, in a certificate that is to be relied on."""
    subject = certificate.subject.native
    values = (each for part in subject for each in _attributes(subject, part))
    found = (found.group() for value in values for found in _NIP.finditer(value))
    return [*dict.fromkeys(re.sub(r"\D", "", each) for each in found)]


def out_of_date(certificate: Certificate, moment: datetime) -> Phrase | None:
    """Why a certificate does not hold at a moment; None when it does."""
    validity = certificate["tbs_certificate"]["validity"]
    begins, ends = validity["not_before"].native, validity["not_after"].native
    if moment > ends:
        return Phrase("the certificate expired on {date}", date=f"{ends:%Y-%m-%d}")
    if moment < begins:
        return Phrase("the certificate is valid from {date} only", date=f"{begins:%Y-%m-%d}")
    return None


def read_certificates(path: Path) -> list[Certificate]:
    """The certificates of a file, PEM or DER. Raises SopcError when there are none."""
    data = read_file(path, KEY)
    try:
        return parse_certificates(data)
    except ValueError:
        raise SopcError(Phrase("`{file}` holds no certificate", file=path)) from None


def roots_in(files: Iterable[Path]) -> list[Certificate]:
    """The certificates of authorities in the files that are given to be trusted. Raises SopcError
    for a person's: nobody has vouched for that, and nothing leads up to it."""
    return [root for file in files for root in _authorities(file)]


def _authorities(file: Path) -> Iterator[Certificate]:
    for certificate in read_certificates(file):
        if not certificate.ca and not certificate.self_issued:
            raise SopcError(
                Phrase(
                    "`{file}` holds the certificate of {holder}, which is no authority's: give the"
                    " root certificate of the authority above it",
                    file=file,
                    holder=common_name(certificate),
                )
            )
        yield certificate


def parse_certificates(data: bytes) -> list[Certificate]:
    """The certificates in PEM or DER. Raises ValueError when there are none."""
    if not pem.detect(data):
        return [_strictly(data)]
    parts = pem.unarmor(data, multiple=True)
    found = [_strictly(der) for kind, _, der in parts if kind.endswith("CERTIFICATE")]
    if not found:
        raise ValueError("no certificate")
    return found


def _strictly(der: bytes) -> Certificate:
    certificate = Certificate.load(der, strict=True)
    certificate.native  # noqa: B018  # reads all of it, so that what is broken shows here
    return certificate


def _attributes(name: dict[str, str | list[str]], part: str) -> list[str]:
    value = name.get(part, [])
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
