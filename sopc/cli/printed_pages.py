"""What ``sopc verify --code`` says of a printed page."""

from typing import TYPE_CHECKING

from sopc.cli.streams import tell, tell_whole
from sopc.language import Phrase, Translate
from sopc.safe import safe_json

if TYPE_CHECKING:
    from sopc.sign.history import Found

STANDINGS = {
    "current": Phrase("current: the catalogue says the same"),
    "superseded": Phrase("superseded: the catalogue has another revision"),
    "revoked": Phrase("revoked: the SOP is no longer in force"),
    "unknown": Phrase("unknown: neither the catalogue nor its history has this page"),
}
STANDING_STATUS = {"current": 0, "superseded": 3, "revoked": 3, "unknown": 1}
"""The exit status, by what a page is worth."""


def show_standing(say: Translate, text: str, found: "Found", *, as_json: bool) -> None:
    """Say what a printed page is worth."""
    now, reason = found.now, found.reason
    if as_json:
        data = {
            "code": text,
            "standing": found.standing,
            "revision": now.revision if now else None,
            "commit": found.commit,
            "old": found.is_old,
            "now": str(now) if now else None,
            "successor": found.successor,
            "reason": say(reason) if reason else None,
        }
        tell_whole(safe_json(data))
        return
    tell(say(STANDINGS[found.standing]))
    for line in found.sentences():
        tell(f"  {say(line)}")
