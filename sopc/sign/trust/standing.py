"""What it means for a signature that a certificate behind it was revoked, or that nobody knows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto.x509 import Certificate

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.findings import Finding
from sopc.sign.trust.certificates import common_name
from sopc.sign.trust.chains import Chain
from sopc.sign.trust.evidence import Evidence
from sopc.sign.trust.revocation import Register, Revocation, Revoked
from sopc.sign.trust.times import written

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Existence:
    """Until when something existed for certain: now, or since a time stamp of the whole file."""

    moment: datetime
    is_proven: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """When a chain of certificates was used to sign: what the signer ``claimed``, what the
    signature's own time stamp proves (``stamped``), and by when it existed."""

    part: str
    chain: Chain
    claimed: datetime | None
    stamped: datetime | None
    existence: Existence

    @property
    def proven(self) -> datetime | None:
        """The earliest time that is proven."""
        return self.stamped or (self.existence.moment if self.existence.is_proven else None)


async def standings_of(use: Use, register: Register, evidence: Evidence) -> list[Revocation]:
    """What is known of each certificate; of none, where they lead to no root."""
    if use.chain.root is None:
        return []
    return await register.standings(
        use.chain,
        evidence.statements,
        evidence.certificates,
        use.proven or use.existence.moment,
        is_past=use.proven is not None,
    )


def of_signature(use: Use, standings: Iterable[Revocation]) -> Iterator[Finding]:
    """What revoked certificates mean for a signature."""
    for standing in standings:
        if standing.revoked is not None:
            yield _revoked(use, standing.certificate, standing.revoked)


def of_stamp(use: Use, standings: Iterable[Revocation]) -> Iterator[Finding]:
    """What they mean for a time stamp, made at ``use.stamped``: whoever has an authority's key may
    give any time, so it counts until when the time stamp existed for certain."""
    for standing in standings:
        revoked = standing.revoked
        if revoked is None or (use.existence.is_proven and revoked.at > use.existence.moment):
            continue
        stamped = use.stamped
        if revoked.is_harmless and stamped is not None and revoked.at > stamped:
            continue
        message = Phrase(
            "its time stamp proves nothing: the certificate of {holder} was revoked on {date}",
            holder=common_name(standing.certificate),
            date=written(revoked.at),
        )
        yield Finding(causes.STAMP_REVOKED, message, part=use.part)


def _revoked(use: Use, certificate: Certificate, revoked: Revoked) -> Finding:
    """What it means that a certificate was revoked at a certain time."""
    holder, date = common_name(certificate), written(revoked.at)
    if use.proven is not None and revoked.at > use.proven:
        message = Phrase(
            "the certificate of {holder} was revoked on {date}, after it signed: that stays good",
            holder=holder,
            date=date,
        )
        return Finding(causes.REVOKED_LATER, message, part=use.part)
    if revoked.is_on_hold:
        message = Phrase(
            "the certificate of {holder} is suspended since {date}", holder=holder, date=date
        )
        return Finding(causes.ON_HOLD, message, part=use.part)
    when = use.stamped or use.claimed
    if when is not None and revoked.at <= when:
        message = Phrase(
            "the certificate of {holder} was revoked on {date}, before it signed",
            holder=holder,
            date=date,
        )
        return Finding(causes.REVOKED, message, part=use.part)
    message = Phrase(
        "the certificate of {holder} was revoked on {date}; nothing proves that it signed before",
        holder=holder,
        date=date,
    )
    return Finding(causes.REVOKED_SINCE, message, part=use.part)


def of_unchecked(
    unchecked: Sequence[Revocation], reasons: Sequence[Phrase], *, is_required: bool
) -> Iterator[Finding]:
    """That nobody knows of some certificates whether they were revoked, and why."""
    names = sorted({common_name(each.certificate) for each in unchecked})
    if not names:
        return
    listed = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
    message = Phrase(
        "whether the certificates were revoked was not checked: {holders}", holders=listed
    )
    hint = Phrase("Give --crl or --ocsp with a file, or ask the authorities with --online.")
    old = [each for each in unchecked if each.until is not None]
    if old and not reasons:
        hint = Phrase(
            "What was said of {holder} held until {date} only: get what they say now.",
            holder=common_name(old[0].certificate),
            date=written(old[0].until),
        )
    if reasons:
        hint = Phrase("Asked: {reasons}", reasons="; ".join(dict.fromkeys(reasons)))
    cause = causes.REVOCATION_UNKNOWN if is_required else causes.REVOCATION_UNCHECKED
    yield Finding(cause, message, hint)
