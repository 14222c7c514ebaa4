"""One signature at a time: is it genuine, whose is it, and may its certificate be trusted?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureStatus, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.findings import Cause, Finding
from sopc.sign.options import Level
from sopc.sign.signature.examined import Examined
from sopc.sign.signature.genuine import (
    Found,
    certificates_of_stamp,
    has_its_times,
    is_ours,
    of_container,
    of_stamp_status,
    of_status,
    stamped_at,
)
from sopc.sign.signature.levels import Proofs, below
from sopc.sign.trust import policy
from sopc.sign.trust.chains import CertificateVerifier, chain_above
from sopc.sign.trust.evidence import Evidence, evidence_of, evidence_when
from sopc.sign.trust.names import shown
from sopc.sign.trust.revocation import Revocation
from sopc.sign.trust.standing import Existence, Use, of_signature, of_stamp, standings_of
from sopc.sign.trust.trusted import Trust

_HINTS: Mapping[Cause, Phrase] = {
    causes.UNTRUSTED: Phrase(
        "Give the authority's root by --trust, and what leads up to it by --chain."
    ),
    causes.STAMP_UNTRUSTED: Phrase(
        "Give the root of the time stamping authority by --tsa-trust or --trust."
    ),
}
_SIGNS = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})


async def examine(
    pdf: bytes, reader: PdfFileReader, embedded: Sequence[EmbeddedPdfSignature], trust: Trust
) -> list[Examined]:
    """Examine all signatures of a file, in their order.

    A certificate has to be valid when its signature was made, as far as time stamps prove when that
    was, and otherwise now.
    """
    found: list[Examined] = []
    brought = evidence_of(reader).with_certificates(trust.others)
    setting = _Setting(pdf, reader, trust, brought, Existence(trust.now))
    for place in range(len(embedded) - 1, -1, -1):
        # our signatures' time stamps are written by us too
        is_clock = embedded[place].sig_object_type == "/DocTimeStamp"
        writers = embedded[: place + 1] if is_clock else embedded[place : place + 1]
        ours = any(map(is_ours, writers))
        one = await _examined(embedded[place], setting, ours=ours)
        if not has_its_times(embedded[place], has_clock=any(each.is_clock for each in found[-1:])):
            removed = Finding(
                causes.STAMP_REMOVED, Phrase("its time stamp was removed"), part=one.field
            )
            one = replace(one, findings=(*one.findings, removed))
        found.append(one)
        if one.is_clock and one.signed_at is not None and is_sound(one.findings):
            setting = replace(
                setting,
                existence=Existence(one.signed_at, is_proven=True),
                clock=embedded[place],
                last_clock=setting.last_clock or embedded[place],
            )
    return found[::-1]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a signature is examined by: its file, and what stands above it there (``clock`` is the
    next time stamp of the whole file, ``last_clock`` the last one)."""

    pdf: bytes
    reader: PdfFileReader
    trust: Trust
    evidence: Evidence
    existence: Existence
    clock: EmbeddedPdfSignature | None = None
    last_clock: EmbeddedPdfSignature | None = None


async def _examined(one: EmbeddedPdfSignature, setting: _Setting, *, ours: bool) -> Examined:
    is_clock = one.sig_object_type == "/DocTimeStamp"
    if is_clock:
        return await _examined_clock(one, setting, ours=ours)
    trust, part = setting.trust, shown(one.field_name)
    status = await _status_at(one, setting, stamped_at(one) or setting.existence.moment)
    stamp = await _stamp(one, status, setting)
    stamped = stamp.use.stamped if stamp is not None and is_sound(stamp.findings) else None
    moment = stamped or setting.existence.moment
    if stamp is not None and stamped is None:  # a time that is not to be trusted proves nothing
        status = await _status_at(one, setting, moment)
    at_hand = setting.evidence.with_certificates(one.other_embedded_certs)
    chain = chain_above(one.signer_cert, at_hand.certificates, trust.roots)
    use = Use(part, chain, one.self_reported_timestamp, stamped, setting.existence)
    standings = await standings_of(use, trust.register, at_hand)
    stamp_chain = stamp.use.chain if stamp else None
    found = [*of_container(setting.pdf, one, status, stamp_chain, ours=ours)]
    weak = policy.of_signature(one.signer_info, one.signer_cert, chain, moment)
    told = [*of_status(status, moment, chain)]
    found += _explained(told, by=weak) if chain.root is not None else [*weak, *told]
    findings = _findings(found, part)
    findings += [*(stamp.findings if stamp else ()), *of_signature(use, standings)]
    if trust.required is not Level.B_B:
        proof = stamp.use if stamp is not None and stamped is not None else None
        findings += await _below_level(one, setting, use, proof)
    known = [*standings, *(stamp.standings if stamp else ())]
    return Examined(
        part,
        one.signer_cert,
        stamped or one.self_reported_timestamp,
        stamped is not None,
        is_clock,
        tuple(findings),
        one.self_reported_timestamp,
        tuple(each for each in known if not each.is_checked),
    )


async def _examined_clock(one: EmbeddedPdfSignature, setting: _Setting, *, ours: bool) -> Examined:
    """A time stamp of the whole file."""
    trust, part = setting.trust, shown(one.field_name)
    moment, time = setting.existence.moment, stamped_at(one)
    at_hand = setting.evidence.with_certificates(one.other_embedded_certs)
    context = _context(at_hand.certificates, trust.for_clocks, moment)
    status = await async_validate_pdf_timestamp(one, context, skip_diff=True)
    chain = chain_above(one.signer_cert, at_hand.certificates, trust.for_clocks)
    found = [*of_container(setting.pdf, one, status, None, ours=ours)]
    weak = policy.of_stamp(one.signed_data, chain)
    found += _explained(map(_of_clock, of_status(status, moment, chain)), by=weak)
    use = Use(part, chain, None, time, setting.existence)
    standings = await _standings_of_stamp(use, trust, at_hand)
    findings = _findings(found, part)
    findings += of_stamp(use, standings)
    unchecked = tuple(each for each in standings if not each.is_checked)
    proven = is_sound(findings)
    return Examined(part, one.signer_cert, time, proven, True, tuple(findings), None, unchecked)


async def _status_at(
    one: EmbeddedPdfSignature, setting: _Setting, moment: datetime
) -> SignatureStatus:
    """What pyHanko says of a signature that was made at a moment."""
    at_hand, trust = setting.evidence.certificates, setting.trust
    status: SignatureStatus = await async_validate_pdf_signature(
        one,
        _context(at_hand, trust.roots, moment),
        ts_validation_context=_context(at_hand, trust.for_clocks, setting.existence.moment),
        key_usage_settings=_SIGNS,
        skip_diff=True,  # see ``changes``
    )
    return status


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A signature's own time stamp, and what is found of it."""

    use: Use
    standings: Sequence[Revocation]
    findings: Sequence[Finding]


async def _stamp(
    one: EmbeddedPdfSignature, status: SignatureStatus, setting: _Setting
) -> _Stamp | None:
    """The time stamp that a signature brings; None when it brings none."""
    stamp: TimestampSignatureStatus | None = getattr(status, "timestamp_validity", None)
    if stamp is None:
        return None
    trust, part = setting.trust, shown(one.field_name)
    at_hand = setting.evidence.with_certificates(certificates_of_stamp(one))
    chain = chain_above(stamp.signing_cert, at_hand.certificates, trust.for_clocks)
    use = Use(part, chain, None, stamp.timestamp, setting.existence)
    standings = await _standings_of_stamp(use, trust, at_hand)
    weak = policy.of_stamp(policy.stamp_of(one.signer_info), chain)
    found = _explained(of_stamp_status(stamp, setting.existence.moment, chain), by=weak)
    findings = _findings(found, part)
    return _Stamp(use, standings, [*findings, *of_stamp(use, standings)])


def _of_clock(found: Found) -> Found:
    """What is found of a time stamp of the whole file, whose roots may be others than signers'."""
    cause, told = found
    return (causes.STAMP_UNTRUSTED if cause is causes.UNTRUSTED else cause, told)


def _explained(found: Iterable[Found], by: Sequence[Found]) -> list[Found]:
    """What was found, where means that are not accepted may be why nobody is trusted."""
    untrusted = {causes.UNTRUSTED, causes.STAMP_UNTRUSTED} if by else set()
    return [*by, *(each for each in found if each[0] not in untrusted)]


def _findings(found: Iterable[Found], part: str) -> list[Finding]:
    return [Finding(cause, told, _HINTS.get(cause, ""), part) for cause, told in found]


async def _standings_of_stamp(use: Use, trust: Trust, evidence: Evidence) -> list[Revocation]:
    """What is known of a time stamp's certificates, of when it existed for certain."""
    existing = replace(use, stamped=None)
    return await standings_of(existing, trust.register, evidence)


async def _below_level(
    one: EmbeddedPdfSignature, setting: _Setting, use: Use, stamp: Use | None
) -> list[Finding]:
    """Whether a signature is of a lower level than is required; ``stamp`` is the use of the time
    stamp that proves its time, unless a later one of the whole file does."""
    trust, clock = setting.trust, setting.clock
    own = [one.signer_cert, *one.other_embedded_certs, *certificates_of_stamp(one)]
    if stamp is None and clock is not None:
        own += [clock.signer_cert, *clock.other_embedded_certs]
        chain = chain_above(clock.signer_cert, own, trust.for_clocks)
        stamp = Use(use.part, chain, None, stamped_at(clock), Existence(trust.now))
    uses = [(use, trust.roots), *([(stamp, trust.for_clocks)] if stamp else [])]
    brought = evidence_of(setting.reader).with_certificates(own)
    covered = None
    if setting.last_clock is not None:
        covered = evidence_when(setting.reader, setting.last_clock).with_certificates(own)
    finding = await below(trust.required, Proofs(uses, brought, covered), use.part)
    return [finding] if finding is not None else []


def is_sound(findings: Iterable[Finding]) -> bool:
    """Whether nothing that was found lowers what it was found of."""
    return not any(finding.lowers for finding in findings)


def _context(
    others: Sequence[Certificate], roots: Sequence[Certificate], moment: datetime
) -> ValidationContext:
    """Trust in the given roots alone; what the file itself brings may prove but not replace it.

    What was revoked is not asked here, but of the register.
    """
    return ValidationContext(
        trust_roots=list(roots),
        other_certs=others,
        moment=moment,
        signature_validator=CertificateVerifier(),
    )
