"""The manifest, signed: an in-toto Statement in a DSSE envelope, beside the PDFs it lists.

It tells of every file as a whole, so it also catches what a signature inside a file cannot: that
the file was replaced by an earlier one that holds just as well.
"""

import asyncio
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from asn1crypto import cms
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from sopc.catalogue.registry import Official
from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.damaged import DAMAGED, check_damage
from sopc.sign.findings import Finding
from sopc.sign.making.keys import SigningKey
from sopc.sign.manifest.dsse import Envelope, digest_of, encoded, read_envelope
from sopc.sign.manifest.statement import Statement, read_statement, written
from sopc.sign.trust import policy
from sopc.sign.trust.certificates import common_name, out_of_date
from sopc.sign.trust.chains import CertificateVerifier, chain_above
from sopc.sign.trust.evidence import Evidence
from sopc.sign.trust.people import of_sealer
from sopc.sign.trust.standing import Existence, Use, of_signature, standings_of
from sopc.sign.trust.times import TOLERANCE
from sopc.sign.trust.trusted import Trust

ENVELOPE = "manifest.dsse.json"
"""The signed manifest's name, beside ``manifest.json``."""
_UNUSABLE = Finding(
    causes.MANIFEST_ALTERED, Phrase("the signed manifest is damaged, or was altered")
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a signed manifest says: SHA-256 by file; and what is found of it.

    ``built`` are the files as they were before anyone signed them, ``inputs`` what they were built
    from. ``sealed_at`` is what its signer says, unless ``is_proven``: then an authority vouches for
    it. ``sequence`` rises from one manifest of an office to the next.
    """

    files: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    built: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    sequence: int = 0
    sealed_at: datetime | None = None
    is_proven: bool = False
    certificate: Certificate | None = None

    @property
    def holder(self) -> str | None:
        """Who signed it, by the certificate; None without one."""
        return common_name(self.certificate) if self.certificate else None

    @property
    def faults(self) -> tuple[Phrase, ...]:
        """What is wrong with it, in sentences."""
        return tuple(finding.sentence for finding in self.findings if finding.lowers)

    def with_findings(self, more: Iterable[Finding]) -> "Manifest":
        """The same, with more that was found."""
        return replace(self, findings=(*self.findings, *more))


def seal(
    statement: Statement, key: SigningKey | Ed25519PrivateKey, clock: TimeStamper | None = None
) -> bytes:
    """Sign a statement; the envelope brings the certificates along, where there are any, and what
    ``clock`` says of the time. Raises what asking it raises."""
    return sealed(written(statement), key, clock)


def sealed(
    payload: bytes, key: SigningKey | Ed25519PrivateKey, clock: TimeStamper | None = None
) -> bytes:
    """Sign any bytes as a statement is signed, whether they are one or not."""
    if isinstance(key, Ed25519PrivateKey):
        public, certificates = _der(key.public_key()), ()
        signature = key.sign(encoded(payload))
    else:
        public, certificates = key.certificate.public_key.dump(), (key.certificate, *key.chain)
        signature = asyncio.run(key.signer.async_sign_raw(encoded(payload), "sha256"))
    stamp = b""
    if clock is not None:
        imprint = hashlib.sha256(signature).digest()
        stamp = asyncio.run(clock.async_timestamp(imprint, "sha256")).dump()
    return Envelope(digest_of(public), payload, signature, certificates, stamp).written()


def unseal(
    data: bytes,
    trust: Trust,
    officials: Sequence[Official],
    public: Ed25519PublicKey | None = None,
) -> Manifest:
    """What an envelope says, and whether one of ``officials`` signed it; where ``public`` is given,
    with this key and no other."""
    try:
        envelope = read_envelope(data)
        pinned = None if public is None else _der(public)
        if not _is_row(envelope.certificates):
            return Manifest({}, (_UNUSABLE,))
        own = envelope.certificates[0].public_key.dump() if envelope.certificates else pinned
        if own is None:
            return Manifest({}, (_keyless(),))
        if not envelope.is_signed_by(own):
            return Manifest({}, (_UNUSABLE,))
        statement = read_statement(envelope.payload)
        moment, found = _stamped(envelope, trust)
    except DAMAGED as error:
        check_damage(error)
        return Manifest({}, (_UNUSABLE,))
    sealed_at = moment or statement.predicate.sealed
    if pinned not in (None, own):
        message = Phrase("the signed manifest is not by the key that was given: --manifest-key")
        found = (*found, Finding(causes.MANIFEST_BY_OTHER, message))
    if envelope.certificates:
        found = (*found, *_of_certificate(envelope.certificates, trust, officials, moment))
        found = (*found, *_of_revocation(envelope.certificates, trust, sealed_at, moment))
    if sealed_at > trust.now + TOLERANCE:
        message = Phrase("the signed manifest is of a time to come: {time}", time=sealed_at)
        found = (*found, Finding(causes.MANIFEST_UNPROVABLE, message))
    return Manifest(
        statement.files,
        found,
        statement.predicate.built,
        statement.predicate.inputs,
        statement.predicate.sequence,
        sealed_at,
        moment is not None,
        envelope.certificates[0] if envelope.certificates else None,
    )


def _is_row(certificates: Sequence[Certificate]) -> bool:
    """Whether certificates lead up from the first, one by one, and not to a root, as they are
    sealed: so none can be put among them."""
    if len(certificates) < 2:
        return True
    chain = chain_above(certificates[0], certificates[1:])
    row = [each.dump() for each in (chain.certificate, *chain.above)]
    return chain.root is None and row == [each.dump() for each in certificates]


def _keyless() -> Finding:
    message = Phrase("the signed manifest is signed by a key without a certificate")
    hint = Phrase("give the public key that its signer names: --manifest-key FILE")
    return Finding(causes.MANIFEST_UNPROVABLE, message, hint)


def _stamped(envelope: Envelope, trust: Trust) -> tuple[datetime | None, tuple[Finding, ...]]:
    """When an authority saw the signature, if a trusted one says so, and what is wrong with that.

    Raises what reading damaged time stamps raises.
    """
    if not envelope.stamp:
        return None, ()
    token = cms.ContentInfo.load(envelope.stamp, strict=True)
    made = validate_tst_signed_data(
        token["content"],
        _context(trust.for_clocks, trust, trust.now),
        lambda name: hashlib.new(name, envelope.signature).digest(),
    )
    status = TimestampSignatureStatus(**asyncio.run(made))
    if not status.intact or not status.valid:
        message = Phrase("the signed manifest's time stamp is not genuine")
        return None, (Finding(causes.MANIFEST_ALTERED, message),)
    if not status.trusted:
        message = Phrase("the signed manifest's time stamp is by no authority trusted here")
        return None, (Finding(causes.MANIFEST_UNPROVABLE, message),)
    return status.timestamp, ()


def _of_certificate(
    certificates: Sequence[Certificate],
    trust: Trust,
    officials: Sequence[Official],
    moment: datetime | None,
) -> list[Finding]:
    """What is wrong with whoever signed the manifest: at a proven moment, or else now."""
    own, *others = certificates
    date = out_of_date(own, moment or trust.now)
    if date is not None:
        message = Phrase("the signed manifest: {fault}", fault=date)
        return [Finding(causes.MANIFEST_UNPROVABLE, message)]
    wrong = of_sealer(own, officials, moment or trust.now)
    if wrong is not None and wrong.cause is causes.IDENTITY_UNPROVABLE:
        message = Phrase("the signed manifest: {fault}", fault=wrong.message)
        return [Finding(causes.MANIFEST_UNPROVABLE, message, wrong.hint)]
    if wrong is not None:
        message = Phrase(
            "the signed manifest is not by {official}: {fault}",
            official=_named(officials),
            fault=wrong.message,
        )
        hint = Phrase("who seals it is said by `penyegel` in katalog.yaml, or else by `pengesah`")
        return [Finding(causes.MANIFEST_BY_OTHER, message, hint)]
    weak = [*policy.of_sealer(own, [*others, *trust.others], trust.roots, moment or trust.now)]
    if weak:
        return [
            Finding(cause, Phrase("the signed manifest: {fault}", fault=told))
            for cause, told in weak
        ]
    validator = CertificateValidator(
        own, others, validation_context=_context(trust.roots, trust, moment or trust.now)
    )
    try:
        asyncio.run(validator.async_validate_usage(set()))
    except (PathError, ValidationError):
        message = Phrase("the signed manifest is by no authority that is trusted here")
        return [Finding(causes.MANIFEST_UNPROVABLE, message)]
    return []


def _named(officials: Sequence[Official]) -> str:
    return ", ".join(official.called for official in officials) or "?"


def _of_revocation(
    certificates: Sequence[Certificate], trust: Trust, claimed: datetime, proven: datetime | None
) -> Iterator[Finding]:
    """What it means that a certificate behind the manifest was revoked."""
    at_hand = Evidence((*certificates[1:], *trust.others))
    chain = chain_above(certificates[0], at_hand.certificates, trust.roots)
    use = Use("", chain, claimed, proven, Existence(trust.now))
    for finding in of_signature(use, asyncio.run(standings_of(use, trust.register, at_hand))):
        if finding.lowers:
            message = Phrase("the signed manifest: {fault}", fault=finding.message)
            yield Finding(finding.cause, message)


def _context(roots: Sequence[Certificate], trust: Trust, moment: datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(roots),
        other_certs=list(trust.others),
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
        signature_validator=CertificateVerifier(),
    )


def _der(public: Ed25519PublicKey) -> bytes:
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
