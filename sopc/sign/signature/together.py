"""What is found of all signatures of a file together."""

from collections.abc import Iterator, Sequence

from sopc.sign.findings import Finding
from sopc.sign.signature.examined import Examined
from sopc.sign.trust.standing import of_unchecked
from sopc.sign.trust.times import Moment, of_times
from sopc.sign.trust.trusted import Trust


def of_file(examined: Sequence[Examined], trust: Trust) -> Iterator[Finding]:
    """What is found of the times of all signatures, and of what nobody knows of revocations."""
    moments = [
        Moment(
            one.field,
            one.certificate,
            one.claimed,
            one.signed_at if one.is_proven or one.is_clock else None,
        )
        for one in examined
    ]
    yield from of_times(moments, trust.now)
    unchecked = [standing for one in examined for standing in one.unchecked]
    reasons = trust.online.reasons if trust.online is not None else ()
    yield from of_unchecked(unchecked, reasons, is_required=trust.needs_revocation)
