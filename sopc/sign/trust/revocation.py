"""Whether certificates were revoked, by what their authorities say: lists of revoked ones (CRLs)
and answers about one (OCSP).

What is said is held against the authority that says it (pyHanko's validator does that: signature,
issuer, scope, delegated responders), as of the moment when it was said; what is old is then told
apart by its dates. So what was revoked stays so, however old the list is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import TypeAlias

from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.errors import (
    CRLValidationError,
    OCSPValidationError,
    RevokedError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    FreshnessReqType,
    RevocationCheckingPolicy,
)
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer
from pyhanko_certvalidator.revinfo.validate_crl import verify_crl
from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response

from sopc.sign.damaged import DAMAGED, check_damage
from sopc.sign.trust.chains import Chain
from sopc.sign.trust.times import TOLERANCE

Said: TypeAlias = CRLContainer | OCSPContainer
_HOLD = "certificate_hold"
_HARMLESS = ("superseded", "affiliation_changed", "cessation_of_operation")
"""Reasons for which nobody else had the key before."""
_UNTIL = timedelta(minutes=30)
"""How long an answer holds that does not say until when."""
_HOWEVER_OLD = CertRevTrustPolicy(
    RevocationCheckingPolicy.from_legacy("soft-fail"),
    freshness=timedelta(days=36500),
    freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
)


@dataclass(frozen=True)
class Statements:
    """What authorities said: their lists and answers, in no order."""

    lists: tuple[CertificateList, ...] = ()
    answers: tuple[OCSPResponse, ...] = ()

    @cached_property
    def changes(self) -> tuple[CertificateList, ...]:
        """Those lists that only say what changed since others."""
        return tuple(each for each in self.lists if _is_delta(each))

    @cached_property
    def each(self) -> tuple[tuple[bytes, Said], ...]:
        """All that speak for themselves, each with its digest: lists may have many megabytes."""
        found: list[Said] = [CRLContainer(each) for each in self.lists if not _is_delta(each)]
        for answer in self.answers:
            found += OCSPContainer.load_multi(answer)
        return tuple((_digest(said), said) for said in found)


@dataclass(frozen=True, slots=True)
class Revoked:
    """When a certificate was revoked, and for which reason; on hold, it may be valid again."""

    at: datetime
    reason: str

    @property
    def is_on_hold(self) -> bool:
        """Whether it is only suspended."""
        return self.reason == _HOLD

    @property
    def is_harmless(self) -> bool:
        """Whether what was signed before is not in doubt for the reason."""
        return self.reason in _HARMLESS


@dataclass(frozen=True, slots=True)
class Answer:
    """What one statement says of a certificate, from when on and until when."""

    revoked: Revoked | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Revocation:
    """What is known of a certificate: whether it was revoked, and whether that was checked.

    ``until`` is when the last word on it ceased to hold, where it is too old.
    """

    certificate: Certificate
    revoked: Revoked | None
    is_checked: bool
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """What authorities say, held against them once.

    ``given`` is what the user brings; ``asking`` asks about the lowest certificate of a chain, of
    which nothing is known otherwise.
    """

    given: Statements = field(default_factory=Statements)
    asking: Callable[[Chain], Statements] | None = None
    _known: dict[tuple[bytes, ...], Answer | None] = field(default_factory=dict)

    async def standings(
        self,
        chain: Chain,
        statements: Statements,
        at_hand: Sequence[Certificate],
        moment: datetime,
        *,
        is_past: bool,
    ) -> list[Revocation]:
        """What is known of each certificate of a chain that leads to a root, but of that.

        ``statements`` come on top of those given, ``at_hand`` may have signed them. It has to be
        known of a ``moment``: of now, or of a past one that is proven (``is_past``), of which also
        speaks what was said later.
        """
        found = []
        for place, certificate in enumerate((chain.certificate, *chain.above)):
            rest = Chain(certificate, chain.above[place:], chain.root)
            answers = await self._answers(rest, (self.given, statements), at_hand)
            standing = _standing(certificate, answers, moment, is_past=is_past)
            if not standing.is_checked and self.asking is not None:
                answers += await self._answers(rest, (self.asking(rest),), at_hand)
                standing = _standing(certificate, answers, moment, is_past=is_past)
            found.append(standing)
        return found

    async def _answers(
        self, chain: Chain, sources: Iterable[Statements], at_hand: Sequence[Certificate]
    ) -> list[Answer]:
        """What all statements say of the lowest certificate of a chain."""
        answers = []
        changes = [each for source in sources for each in source.changes]
        for digest, said in (pair for source in sources for pair in source.each):
            key = (digest, chain.certificate.sha256, *(c.sha256 for c in chain.above))
            if key not in self._known:
                self._known[key] = await _answer(chain, said, changes, at_hand)
            answers.append(self._known[key])
        return [answer for answer in answers if answer is not None]


async def _answer(
    chain: Chain, said: Said, changes: Sequence[CertificateList], at_hand: Sequence[Certificate]
) -> Answer | None:
    """What one statement says of a certificate; None when it does not speak of it, or is not by its
    authority."""
    try:
        since, until = _dates(said)
        is_list = isinstance(said, CRLContainer)
        context = ValidationContext(
            trust_roots=[chain.root],
            other_certs=[*chain.above, *at_hand],
            moment=since + TOLERANCE,  # as of when it was said, and what it says of then
            crls=[said, *changes] if is_list else [],
            ocsps=[] if is_list else [said],
            revinfo_policy=_HOWEVER_OLD,
        )
        path = ValidationPath(CertTrustAnchor(chain.root), chain.above[::-1], chain.certificate)
        if is_list:
            await verify_crl(chain.certificate, path, context, use_deltas=bool(changes))
        else:
            await verify_ocsp_response(chain.certificate, path, context)
    except RevokedError as error:
        return Answer(Revoked(error.revocation_dt, str(error.reason.native)), since, until)
    except (CRLValidationError, OCSPValidationError, *DAMAGED) as error:
        check_damage(error)
        return None
    return Answer(None, since, until)


def _standing(
    certificate: Certificate, answers: Sequence[Answer], moment: datetime, *, is_past: bool
) -> Revocation:
    """What answers come to: what was revoked stays so, unless it was on hold and is no longer."""
    revoked = [answer.revoked for answer in answers if answer.revoked is not None]
    final = [each for each in revoked if not each.is_on_hold]
    newest = max(answers, key=lambda answer: answer.since, default=None)
    if newest is not None and newest.revoked is not None:
        final = final or [newest.revoked]
    checked = any(_speaks_of(a, certificate, moment, is_past=is_past) for a in answers)
    until = max((answer.until for answer in answers if answer.until < moment), default=None)
    return Revocation(
        certificate, min(final, key=lambda each: each.at, default=None), checked, until
    )


def _speaks_of(
    answer: Answer, certificate: Certificate, moment: datetime, *, is_past: bool
) -> bool:
    """Whether an answer is of a moment, or of a later one when the certificate was still listed."""
    if answer.until + TOLERANCE < moment:
        return False
    if is_past:
        ends: datetime = certificate["tbs_certificate"]["validity"]["not_after"].native
        return answer.since <= max(ends, moment)
    return answer.since - TOLERANCE <= moment


def _is_delta(each: CertificateList) -> bool:
    return each.delta_crl_indicator_value is not None


def _dates(said: Said) -> tuple[datetime, datetime]:
    """From when on and until when a statement says that it holds. Raises ValueError without."""
    if isinstance(said, CRLContainer):
        dated = said.crl_data["tbs_cert_list"]
    else:
        dated = said.extract_single_response()
    since, until = dated["this_update"].native, dated["next_update"].native
    return since, until or since + _UNTIL


def _digest(said: Said) -> bytes:
    if isinstance(said, CRLContainer):
        return sha256(said.crl_data.dump()).digest()
    return sha256(said.ocsp_response_data.dump() + bytes([said.index % 256])).digest()
