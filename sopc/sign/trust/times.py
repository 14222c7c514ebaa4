"""When signatures were made: what signers claim, what authorities prove, and what cannot be so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto.x509 import Certificate

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.findings import Finding

TOLERANCE = timedelta(minutes=5)
"""By how much clocks may differ."""
APART = timedelta(days=1)
"""How far what a signer claims may be from what an authority proves: further is no clock that goes
wrong, and no signature that had to wait for its time stamp."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a signature, or a time stamp of the whole file, was made: what its signer ``claimed``,
    what an authority has ``proven``, which wins; both have their time zone."""

    part: str
    certificate: Certificate
    claimed: datetime | None
    proven: datetime | None

    @property
    def best(self) -> datetime | None:
        """The time to go by."""
        return self.proven or self.claimed


def of_times(moments: Sequence[Moment], now: datetime) -> Iterator[Finding]:
    """What is wrong with the times of a file's signatures, which come in their order."""
    sound: list[Moment] = []
    for one in moments:
        wrong = _alone(one, now)
        below = next((each for each in reversed(sound) if _is_before(one, each)), None)
        if wrong is None and below is not None:
            message = Phrase(
                "it was signed at {time}, before the signature of {part} below it, at {below}",
                time=written(one.best),
                part=below.part,
                below=written(below.best),
            )
            wrong = Finding(causes.TIMES_FALL, message, part=one.part)
        if wrong is None:
            sound.append(one)  # what is wrong by itself is not held against others
        else:
            yield wrong


def written(time: datetime | None) -> str:
    """A time as it is shown."""
    return f"{time:%Y-%m-%d %H:%M:%S %z}" if time else "?"


def _alone(one: Moment, now: datetime) -> Finding | None:
    """What is wrong with one time by itself."""
    if one.best is None:
        return Finding(causes.NO_TIME, Phrase("it does not say when it was signed"), part=one.part)
    if one.best > now + TOLERANCE:
        message = Phrase("it says {time}, which has not come yet", time=written(one.best))
        return Finding(causes.FUTURE, message, part=one.part)
    if one.proven is not None:
        if one.claimed is None or abs(one.claimed - one.proven) <= APART:
            return None
        message = Phrase(
            "its signer says {claimed}, but its time stamp proves {proven}",
            claimed=written(one.claimed),
            proven=written(one.proven),
        )
        return Finding(causes.TIMES_APART, message, part=one.part)
    validity = one.certificate["tbs_certificate"]["validity"]
    begins, ends = validity["not_before"].native, validity["not_after"].native
    if begins - TOLERANCE <= one.best <= ends + TOLERANCE:
        return None
    message = Phrase(
        "it says {time}, but its certificate is valid from {begins} to {ends}",
        time=written(one.best),
        begins=f"{begins:%Y-%m-%d}",
        ends=f"{ends:%Y-%m-%d}",
    )
    return Finding(causes.OUTSIDE_VALIDITY, message, part=one.part)


def _is_before(one: Moment, below: Moment) -> bool:
    return bool(one.best and below.best and one.best + TOLERANCE < below.best)
