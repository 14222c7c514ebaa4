"""Seals: how what one user made on one machine is known again, wherever it lay meanwhile."""

import hmac
from dataclasses import dataclass, field

SEAL = 64
"""So many hexadecimal digits a seal has."""


@dataclass(frozen=True, slots=True)
class Seals:
    """Makes seals by a key, and knows them again; who has not the key makes none that holds.

    A seal is bound to its purpose, which is what the data is and where it belongs: it holds for no
    other data, and for the same data in no other place. That data may be old it does not tell.
    """

    key: bytes = field(repr=False)

    def seal(self, purpose: str, data: bytes) -> str:
        """The seal of data for a purpose: HMAC-SHA256, in hexadecimal digits."""
        name = purpose.encode("utf-8")
        # the length first: no purpose and data are as one with another purpose and other data
        made = hmac.new(self.key, b"%d:%b" % (len(name), name), "sha256")
        made.update(data)
        return made.hexdigest()

    def opened(self, purpose: str, raw: bytes) -> bytes | None:
        """The data that ``raw`` holds behind its seal; None if that is none for the purpose."""
        data = raw[SEAL:]
        return data if self.holds(raw[:SEAL].decode("latin-1"), purpose, data) else None

    def holds(self, seal: str, purpose: str, data: bytes) -> bool:
        """Whether a seal, which may be any text, is that of data for a purpose."""
        right = self.seal(purpose, data).encode("ascii")
        return hmac.compare_digest(right, seal.encode("utf-8", "surrogatepass"))
