"""That somebody else has changed what is to be changed."""

from sopc.diagnostics import SopcError
from sopc.language import Phrase


class Conflict(SopcError):
    """Somebody else has changed meanwhile what is to be changed."""


def conflict() -> Conflict:
    """That what is to be changed is not as the page showed it."""
    return Conflict(Phrase("somebody else has changed this meanwhile"))
