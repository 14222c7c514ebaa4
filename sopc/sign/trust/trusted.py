"""Whom to believe, and what else is known when a signature is examined."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto.x509 import Certificate

from sopc.sign.options import Level
from sopc.sign.trust.online import Online
from sopc.sign.trust.revocation import Register


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to believe, and the moment for which to ask.

    ``clock_roots`` vouch for time stamps, where those are others than ``roots``; ``others`` are
    certificates that may lead up to them. ``register`` knows what was revoked. A signature has to
    be of the level ``required``; unless ``needs_revocation``, its certificates need not be known
    not to be revoked.
    """

    roots: Sequence[Certificate]
    now: datetime
    clock_roots: Sequence[Certificate] | None = None
    others: Sequence[Certificate] = ()
    register: Register = field(default_factory=Register)
    online: Online | None = None
    required: Level = Level.B_B
    needs_revocation: bool = False

    @property
    def for_clocks(self) -> Sequence[Certificate]:
        """The roots that vouch for time stamps."""
        return self.roots if self.clock_roots is None else self.clock_roots
