"""At which level a signature is: by what its file brings, not by what it says of itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asn1crypto.x509 import Certificate

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.findings import Finding
from sopc.sign.options import Level
from sopc.sign.trust.certificates import common_name, issuer_name
from sopc.sign.trust.chains import chain_above
from sopc.sign.trust.evidence import Evidence
from sopc.sign.trust.revocation import Register
from sopc.sign.trust.standing import Use, standings_of

_ORDER = (*Level,)


@dataclass(frozen=True, slots=True)
class Proofs:
    """What proves a signature for years: how its certificates and those of the time stamp that
    proves its time were used, with the roots of each; what its file brings, and what of that a
    later time stamp of the whole file covers."""

    uses: Sequence[tuple[Use, Sequence[Certificate]]]
    brought: Evidence
    covered: Evidence | None


async def below(required: Level, proofs: Proofs, part: str) -> Finding | None:
    """That a signature is of a lower level than is required, and what is missing."""
    level, missing = await _reached(proofs)
    if missing is None or _ORDER.index(level) >= _ORDER.index(required):
        return None
    message = Phrase(
        "its level is {level}, less than {required}: {missing}",
        level=level,
        required=required,
        missing=missing,
    )
    return Finding(causes.BELOW_LEVEL, message, part=part)


async def _reached(proofs: Proofs) -> tuple[Level, Phrase | None]:
    """The level, and what is missing for the next one."""
    if any(use.proven is None for use, _ in proofs.uses[:1]):
        return Level.B_B, Phrase("no time stamp that is trusted here proves when it was signed")
    missing = await _gap(proofs.uses, proofs.brought)
    if missing is not None:
        return Level.B_T, missing
    if proofs.covered is None:
        return Level.B_LT, Phrase("no time stamp of the whole file follows it")
    if await _gap(proofs.uses, proofs.covered) is not None:
        return Level.B_LT, Phrase("no time stamp of the whole file covers what proves it")
    return Level.B_LTA, None


async def _gap(
    uses: Iterable[tuple[Use, Sequence[Certificate]]], evidence: Evidence
) -> Phrase | None:
    """What some evidence alone leaves open."""
    for use, roots in uses:
        chain = chain_above(use.chain.certificate, evidence.certificates, roots)
        if chain.root is None:
            issuer = issuer_name(chain.top)
            return Phrase("the file does not bring the certificate of {issuer}", issuer=issuer)
        own = Use(use.part, chain, use.claimed, use.stamped, use.existence)
        for standing in await standings_of(own, Register(), evidence):
            if not standing.is_checked:
                holder = common_name(standing.certificate)
                return Phrase(
                    "the file does not say whether the certificate of {holder} was revoked",
                    holder=holder,
                )
    return None
