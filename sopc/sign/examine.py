"""One signature at a time: is it genuine, whose is it, and may its certificate be trusted?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import (
    ModificationInfo,
    SignatureCoverageLevel,
    SignatureStatus,
    TimestampSignatureStatus,
)
from pyhanko_certvalidator import ValidationContext

from sopc.language import Phrase
from sopc.sign import causes, policy
from sopc.sign.certificates import common_name, issuer_name, nip_of, out_of_date
from sopc.sign.findings import Cause, Finding
from sopc.sign.names import shown
from sopc.sign.options import Level
from sopc.sign.signing import MAKER
from sopc.sign.strict import contained, is_tight

_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
Found: TypeAlias = tuple[Cause, Phrase]
_SIGNS = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to believe, and the moment for which to ask."""

    roots: Sequence[Certificate]
    now: datetime


@dataclass(frozen=True, slots=True)
class Examined:
    """A signature, or a time stamp of the whole file (``is_clock``), and what is found of it.

    ``signed_at`` is what the signer says, unless ``is_proven``: then an authority vouches for it.
    """

    field: str
    certificate: Certificate
    signed_at: datetime | None
    is_proven: bool
    is_clock: bool
    findings: tuple[Finding, ...]

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


async def examine(
    pdf: bytes, reader: PdfFileReader, embedded: Sequence[EmbeddedPdfSignature], trust: Trust
) -> list[Examined]:
    """Examine all signatures of a file, in their order.

    A certificate has to be valid when its signature was made, as far as time stamps prove when that
    was, and otherwise now.
    """
    found: list[Examined] = []
    moment = trust.now
    for place in range(len(embedded) - 1, -1, -1):
        # our signatures' time stamps are written by us too
        ours = any(_is_ours(before) for before in embedded[: place + 1])
        one = await _examined(pdf, reader, embedded[place], Trust(trust.roots, moment), ours=ours)
        after = found[-1:]
        if not _has_its_times(embedded[place], one, after):
            removed = Finding(
                causes.STAMP_REMOVED, Phrase("its time stamp was removed"), part=one.field
            )
            one = replace(one, findings=(*one.findings, removed))
        found.append(one)
        if one.is_clock and one.signed_at is not None:
            moment = one.signed_at
    return found[::-1]


async def _examined(
    pdf: bytes, reader: PdfFileReader, one: EmbeddedPdfSignature, trust: Trust, *, ours: bool
) -> Examined:
    is_clock = one.sig_object_type == "/DocTimeStamp"
    proven = _stamped_at(one)
    moment = trust.now if is_clock or proven is None else proven
    context = _context(reader, trust.roots, trust.now)
    status: SignatureStatus
    if is_clock:
        status = await async_validate_pdf_timestamp(one, context, skip_diff=True)
    else:
        status = await async_validate_pdf_signature(
            one,
            _context(reader, trust.roots, moment),
            ts_validation_context=context,
            key_usage_settings=_SIGNS,
            skip_diff=True,  # see ``changes``
        )
    found = [*_container(pdf, one, status, ours=ours), *_status(status, moment), *_stamp(status)]
    held = [*one.other_embedded_certs, *_proofs(reader).load_certs()]
    weak, explained = policy.of_embedded(one, status, held, trust.roots, moment)
    found = [*weak, *(each for each in found if each[0] not in explained)]
    time = proven or one.self_reported_timestamp
    part = shown(one.field_name)
    findings = tuple(Finding(cause, message, part=part) for cause, message in found)
    return Examined(part, one.signer_cert, time, proven is not None, is_clock, findings)


def _context(
    reader: PdfFileReader, roots: Sequence[Certificate], moment: datetime
) -> ValidationContext:
    """Trust in the given roots alone; what the file itself brings may prove but not replace it."""
    return _proofs(reader).as_validation_context(
        {
            "trust_roots": list(roots),
            "moment": moment,
            "allow_fetching": False,
            "revocation_mode": "soft-fail",
            "retroactive_revinfo": True,
        }
    )


def _proofs(reader: PdfFileReader) -> DocumentSecurityStore:
    """The certificates and revocations that a file brings."""
    if "/DSS" not in reader.root:
        return DocumentSecurityStore(None)
    return DocumentSecurityStore.read_dss(reader)


def _stamped_at(one: EmbeddedPdfSignature) -> datetime | None:
    """The time that a time stamping authority gives."""
    signed = one.signed_data
    if one.sig_object_type != "/DocTimeStamp":
        attributes = one.signer_info["unsigned_attrs"]
        tokens = [a for a in attributes if a["type"].native == "signature_time_stamp_token"]
        if not tokens:
            return None
        signed = tokens[0]["values"][0]["content"]
    time: datetime = signed["encap_content_info"]["content"].parsed["gen_time"].native
    return time


def _container(
    pdf: bytes, one: EmbeddedPdfSignature, status: SignatureStatus, *, ours: bool
) -> Iterator[Found]:
    """Whether the place of the signature holds the signature, and nothing loose."""
    held = contained(pdf, list(one.byte_range), ours=ours)
    stamp: SignatureStatus | None = getattr(status, "timestamp_validity", None)
    tight = (
        held is not None
        and one.pkcs7_content.startswith(held)
        and (
            status.validation_path is None  # reported by itself: without it there is no telling
            or is_tight(held, _path(status), _path(stamp), ours=_is_ours(one))
        )
    )
    if not tight:
        yield causes.SIGNATURE_ALTERED, Phrase("the signature's own data was altered")


def _has_its_times(
    signature: EmbeddedPdfSignature, one: Examined, after: Sequence[Examined]
) -> bool:
    """Whether a signature of ours has the time stamps that it was made with: it says its level."""
    level = signature.sig_object.get("/Prop_Build", {}).get("/App", {}).get("/REx", Level.B_B)
    if not _is_ours(signature) or level == Level.B_B:
        return True
    return one.is_proven and (level != Level.B_LTA or any(next_one.is_clock for next_one in after))


def _is_ours(one: EmbeddedPdfSignature) -> bool:
    maker = one.sig_object.get("/Prop_Build", {}).get("/App", {}).get("/Name")
    return bool(maker == f"/{MAKER}")


def _path(status: SignatureStatus | None) -> set[bytes]:
    if status is None or status.validation_path is None:
        return set()
    return {c.dump() for c in status.validation_path.iter_certs(include_root=True)}


def _status(status: SignatureStatus, moment: datetime) -> Iterator[Found]:
    """What the checks of signature and certificate found."""
    whole = isinstance(status, ModificationInfo) and status.coverage in _WHOLE
    if not status.intact or not whole:
        yield causes.BYTES_CHANGED, Phrase("the file was changed after it was signed")
    elif not status.valid:
        yield causes.NOT_GENUINE, Phrase("the signature is not genuine")
    date = out_of_date(status.signing_cert, moment)
    if date is not None:
        yield causes.EXPIRED, date
    elif status.revoked:
        yield causes.REVOKED, Phrase("the certificate was revoked")
    elif status.valid and status.trust_problem_indic is not None:
        untrusted = Phrase(
            "the certificate, issued by {issuer}, leads to no authority that is trusted here",
            issuer=issuer_name(status.signing_cert),
        )
        yield causes.UNTRUSTED, untrusted


def _stamp(status: SignatureStatus) -> Iterator[Found]:
    """What is wrong with a signature's time stamp."""
    stamp: TimestampSignatureStatus | None = getattr(status, "timestamp_validity", None)
    if stamp is None:
        return
    if not stamp.intact or not stamp.valid:
        yield causes.STAMP_NOT_GENUINE, Phrase("its time stamp is not genuine")
    elif stamp.trust_problem_indic is not None:
        untrusted = Phrase(
            "its time stamp, by {authority}, leads to no authority that is trusted here",
            authority=common_name(stamp.signing_cert),
        )
        yield causes.STAMP_UNTRUSTED, untrusted
