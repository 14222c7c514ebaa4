"""Who may sign a part: the rules of docs/signing.md ("Who may sign a part").

An official is proven by the NIP, or by a pin. A name alone never is enough: anybody may have it.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from hashlib import sha256

from asn1crypto.x509 import Certificate

from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import Signatory
from sopc.catalogue.tenure import CERTIFICATE_PIN, KEY_PIN, Term
from sopc.language import Phrase
from sopc.markup.words import one_line
from sopc.sign import causes
from sopc.sign.findings import Finding
from sopc.sign.trust.certificates import common_name, common_names, nips_of
from sopc.sign.trust.names import odd_signs, same_person, shown

_ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (7, 8, 9))
"""Those of Indonesia: authorities give the time of Greenwich, where it may be the day before."""


def of_signer(
    certificate: Certificate, part: Signatory, at: datetime | None, *, is_superseded: bool = False
) -> Finding | None:
    """What speaks against a certificate's holder having signed a part at a time; None if nothing.

    A revision that is superseded may have been signed by whoever held the same office at the time.
    """
    if part.official is None:
        return None
    own = _of(certificate, part.official, at)
    if own is None or not is_superseded:
        return own
    found = [own]
    for former in part.former:
        other = _of(certificate, former, at)
        if other is None:
            return None
        found.append(other)
    return _nearest(found)


def of_official(certificate: Certificate, official: Official) -> Finding | None:
    """What speaks against a certificate being an official's; None when nothing does."""
    if official.name is None:
        message = Phrase(
            "pejabat.yaml does not say who holds the office {office}: add `nama`",
            office=official.office,
        )
        return Finding(causes.OTHER_SIGNER, message)
    if official.pins:
        return _of_pins(certificate, official)
    return next(_of_name(certificate, official), None)


def of_sealer(
    certificate: Certificate, officials: Sequence[Official], at: datetime
) -> Finding | None:
    """What speaks against a certificate being that of one of some officials at a time: of several
    things, the one that is nearest to their being one of them."""
    found: list[Finding] = []
    for official in officials:
        wrong = _of(certificate, official, at)
        if wrong is None:
            return None
        found.append(wrong)
    return _nearest(found) or Finding(causes.OTHER_SIGNER, Phrase("nobody may sign it"))


def pins_of(certificate: Certificate) -> tuple[str, str]:
    """The fingerprints of a certificate and of its public key, as pejabat.yaml has them."""
    key = certificate.public_key.dump()
    return (
        f"{CERTIFICATE_PIN}{sha256(certificate.dump()).hexdigest()}",
        f"{KEY_PIN}{sha256(key).hexdigest()}",
    )


def _nearest(found: Sequence[Finding]) -> Finding | None:
    """Of whom it may be, or who was in office at another time, there is more to say than of all
    the others."""
    near = (causes.IDENTITY_UNPROVABLE, causes.NOT_IN_OFFICE)
    sure = [each for cause in near for each in found if each.cause is cause]
    return next(iter([*sure, *found]), None)


def _of(certificate: Certificate, official: Official, at: datetime | None) -> Finding | None:
    return of_official(certificate, official) or _of_term(official, at)


def _of_pins(certificate: Certificate, official: Official) -> Finding | None:
    if {*pins_of(certificate)} & {*official.pins}:
        return None
    message = Phrase(
        "it is signed with another certificate than those that pejabat.yaml has of {official}",
        official=one_line(official.called),
    )
    return Finding(causes.OTHER_CERTIFICATE, message)


def _of_name(certificate: Certificate, official: Official) -> Iterator[Finding]:
    """What speaks against the holder's being the official, the gravest first."""
    names, nips = common_names(certificate), nips_of(certificate)
    name, expected = names[0] if names else "", one_line(official.called)
    if len(names) > 1 or len(nips) > 1:
        message = Phrase(
            "the certificate names several holders: {names}",
            names="; ".join(shown(each) for each in (*names, *nips)),
        )
        yield Finding(causes.SEVERAL_HOLDERS, message)
    elif odd_signs(name):
        message = Phrase(
            "the certificate's name {name} has signs that belong into no name here",
            name=shown(name),
        )
        yield Finding(causes.DISGUISED_NAME, message)
    elif not same_person(name, expected):
        message = Phrase(
            "the certificate is that of {holder}, not of {official}",
            holder=shown(name) or "?",
            official=expected,
        )
        yield Finding(causes.OTHER_SIGNER, message)
    else:
        yield from _of_nip(certificate, official, nips)


def _of_nip(certificate: Certificate, official: Official, nips: Sequence[str]) -> Iterator[Finding]:
    own = official.nip.replace(" ", "") if official.nip else None
    nip = nips[0] if nips else None
    if nip is not None and own is not None:
        if nip != own:
            message = Phrase(
                "the certificate's NIP {nip} is not that of {official}, {expected}",
                nip=nip,
                official=one_line(official.called),
                expected=own,
            )
            yield Finding(causes.OTHER_SIGNER, message)
        return
    where = Phrase("the certificate") if nip is None else Phrase("pejabat.yaml")
    message = Phrase(
        "that {holder} is {official} cannot be told by the name alone: {where} has no NIP",
        holder=common_name(certificate),
        official=one_line(official.called),
        where=where,
    )
    hint = Phrase(
        "once you have compared the fingerprint with its holder, add to them in pejabat.yaml:"
        " `sertifikat: {pin}`",
        pin=pins_of(certificate)[0],
    )
    yield Finding(causes.IDENTITY_UNPROVABLE, message, hint)


def _of_term(official: Official, at: datetime | None) -> Finding | None:
    if official.term is None:
        return None
    if at is None:
        message = Phrase("it says no time, so it cannot be told whether its signer was in office")
        return Finding(causes.OFFICE_UNPROVABLE, message)
    if _covers(official.term, at):
        return None
    message = Phrase(
        "{official} was not in office on {date} ({term})",
        official=one_line(official.called),
        date=f"{at:%Y-%m-%d}",
        term=official.term,
    )
    return Finding(causes.NOT_IN_OFFICE, message)


def _covers(term: Term, at: datetime) -> bool:
    """Whether a moment was within a term, by its own clock or in any of the country's zones."""
    moments = [at]
    with suppress(OverflowError):  # what somebody's clock says may be the last day there is
        moments += [at.astimezone(zone) for zone in _ZONES]
    return any(term.covers(moment) for moment in moments)
