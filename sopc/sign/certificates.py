"""What a certificate says: whose it is, who issued it, how long it holds."""

import re
from datetime import datetime
from pathlib import Path

from asn1crypto import pem
from asn1crypto.x509 import Certificate

from sopc.catalogue.registry import Official
from sopc.diagnostics import SopcError
from sopc.disk import read_file
from sopc.language import Phrase
from sopc.limits import KEY

_NIP = re.compile(r"(?<!\d)\d(?:[ .-]?\d){17}(?!\d)")
_TITLE_BEFORE = re.compile(r"^(?:(?:[A-Za-z]{1,6}\.|Hj?\b|Ir\b)\s*)+")
"""Titles before a name: *Drs.*, *Prof. Dr.*, *Hj.*, *Ir.*"""
_BSRE = ("balai sertifikasi elektronik", "balai besar sertifikasi elektronik", "bsre", "osd")


def common_name(certificate: Certificate) -> str:
    """The holder's name."""
    return _attribute(certificate.subject.native, "common_name")


def issuer_name(certificate: Certificate) -> str:
    """The issuer's name, and the organisation behind it where that is another."""
    name = _attribute(certificate.issuer.native, "common_name")
    organisation = _attribute(certificate.issuer.native, "organization_name")
    if not name or not organisation or organisation.casefold() in name.casefold():
        return name or organisation
    return f"{name}, {organisation}"


def is_of_bsre(certificate: Certificate) -> bool:
    """Whether the government's certification centre, BSrE, issued a certificate."""
    issuer = certificate.issuer.native
    names = [_attribute(issuer, part) for part in ("common_name", "organization_name")]
    words = [re.findall(r"\w+", name.casefold()) for name in names]
    return any(known in " ".join(name) for name in words for known in _BSRE[:2]) or any(
        name[:1] == [known] for name in words for known in _BSRE[2:]
    )


def nip_of(certificate: Certificate) -> str | None:
    """The employee number in the holder's name: 18 digits wherever they stand; else None."""
    for values in certificate.subject.native.values():
        for value in values if isinstance(values, list) else [values]:
            found = _NIP.search(str(value))
            if found:
                return re.sub(r"\D", "", found.group())
    return None


def mismatch(certificate: Certificate, official: Official) -> Phrase | None:
    """Why a certificate is not an official's; None when it is.

    The names must agree, titles aside where one of the two has none. The employee numbers must
    agree where both have one: not every authority writes it, nor has every official.
    """
    if official.name is None:
        return Phrase(
            "pejabat.yaml does not say who holds the office {office}: add `nama`",
            office=official.office,
        )
    name, nip = common_name(certificate), nip_of(certificate)
    if not _same_person(name, official.name):
        return Phrase(
            "the certificate is that of {holder}, not of {official}",
            holder=name or "?",
            official=official.name,
        )
    own = official.nip.replace(" ", "") if official.nip else None
    if nip is not None and own is not None and nip != own:
        return Phrase(
            "the certificate's NIP {nip} is not that of {official}, {expected}",
            nip=nip,
            official=official.name,
            expected=own,
        )
    return None


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


def _attribute(name: dict[str, str | list[str]], part: str) -> str:
    value = name.get(part, "")
    return value if isinstance(value, str) else value[-1]


def _same_person(one: str, other: str) -> bool:
    if _letters(one) == _letters(other):
        return True
    (bare_one, plain_one), (bare_other, plain_other) = _bare(one), _bare(other)
    return bare_one == bare_other and bool(bare_one) and (plain_one or plain_other)


def _bare(name: str) -> tuple[str, bool]:
    """A name without its titles, and whether it had none."""
    bare = _TITLE_BEFORE.sub("", name.split(",")[0].strip())
    return _letters(bare), _letters(bare) == _letters(name)


def _letters(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))
