"""That somebody else has changed what is to be changed."""

from sopc.diagnostics import SopcError
from sopc.language import Phrase


class Conflict(SopcError):
    """Somebody else has changed meanwhile what is to be changed."""


def conflict(now: object = None) -> Conflict:
    """That what is to be changed is not as the page showed it; a text that is there is told."""
    if isinstance(now, str | int | float) and not isinstance(now, bool) and now != "":
        return Conflict(
            Phrase("somebody else has changed this meanwhile: it says “{now}”", now=now)
        )
    return Conflict(Phrase("somebody else has changed this meanwhile"))
