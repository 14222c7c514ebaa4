"""How to sign and to verify, as the user says it. Here nothing is imported that signs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sopc.language import Phrase


class Level(StrEnum):
    """How long a signature can be proven: by itself, with its time, with all that proves it."""

    B_B = "b-b"
    B_T = "b-t"
    B_LT = "b-lt"
    B_LTA = "b-lta"


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the user says their key is: in one file, in two, or on a token."""

    p12: Path | None = None
    key: Path | None = None
    cert: Path | None = None
    chain: Path | None = None
    pkcs11: Path | None = None
    token: str | None = None
    key_label: str | None = None


def _unheard(warning: Phrase) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class SigningOptions:
    """With whose key and when, in which part, by whose clock, at what level, trusting whom.

    ``secret`` gives the key's passphrase when it needs one; ``now`` has its time zone. ``official``
    is a key of pejabat.yaml, ``tsa`` the address of a time stamping authority, ``trust`` files of
    certificates; ``warn`` is told what is let pass.
    """

    place: KeyPlace
    secret: Callable[[], str]
    now: datetime
    role: str | None = None
    official: str | None = None
    tsa: str | None = None
    level: Level | None = None
    trust: tuple[Path, ...] = ()
    warn: Callable[[Phrase], None] = _unheard


@dataclass(frozen=True, slots=True)
class Proving:
    """By what signatures are to be proven.

    ``tsa_trust`` are files with the roots for time stamps, ``chain`` those with other certificates,
    ``crl`` and ``ocsp`` those with what authorities say of revocations; ``online`` asks them.
    Required are a level, and with ``require_revocation`` that no certificate's standing is unknown.
    """

    tsa_trust: tuple[Path, ...] = ()
    chain: tuple[Path, ...] = ()
    crl: tuple[Path, ...] = ()
    ocsp: tuple[Path, ...] = ()
    online: bool = False
    require: Level = Level.B_B
    require_revocation: bool = False


@dataclass(frozen=True, slots=True)
class VerifyingOptions:
    """Whom to believe, and as of when.

    ``trust`` are files with the certificates to trust, ``manifest_key`` one with the public key of
    signed manifests; ``now`` has its time zone. ``needs_manifest`` says that there has to be a
    signed manifest, and ``least_sequence`` which in the office's row of them it is at least.
    ``rebuild`` says to print documents again whatever is known of them.
    """

    now: datetime
    trust: tuple[Path, ...] = ()
    manifest_key: Path | None = None
    needs_manifest: bool = False
    least_sequence: int = 0
    proving: Proving = Proving()  # frozen
    rebuild: bool = False
