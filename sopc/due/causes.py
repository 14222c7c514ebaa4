"""Why an SOP is looked at again, and what of it is told of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.check.change import suspect
from sopc.check.links import not_in_force, superseded, younger
from sopc.check.people import review
from sopc.check.people.looks import Look
from sopc.check.waivers import chosen_level
from sopc.codes import MANUAL
from sopc.language import Hint


class ReviewCause(StrEnum):
    """Why an SOP is listed; as JSON and tables name it, in ``alasan``."""

    REVIEW = "peninjauan"
    REVISED_SOP = "sop-direvisi"
    REVOKED_SOP = "sop-dicabut"
    AMENDED = "peraturan-diubah"
    REVOKED = "peraturan-dicabut"
    YOUNGER = "peraturan-lebih-baru"
    CITES = "merujuk"


CODES: Final = {
    ReviewCause.REVIEW: review.CODE,
    ReviewCause.REVISED_SOP: suspect.CODE,
    ReviewCause.REVOKED_SOP: not_in_force.CODE,
    ReviewCause.AMENDED: superseded.CODE,
    ReviewCause.REVOKED: superseded.CODE,
    ReviewCause.YOUNGER: younger.CODE,
}
"""The code by which ``sopc check`` tells of the same."""


@dataclass(frozen=True, slots=True)
class Due:
    """An SOP and one cause to look at it again.

    ``day`` is the day of the review; None where something that is cited has changed already.
    ``subject`` is what is cited, a number or a key, and ``newer`` what came in its place, as far as
    the catalogue has it. ``last`` is the last look at the SOP.
    """

    entry: Entry
    cause: ReviewCause
    said: str
    advice: Hint = ""
    day: date | None = None
    subject: str = ""
    newer: tuple[str, ...] = ()
    last: Look | None = None


def is_silenced(catalogue: Catalogue, entry: Entry, cause: ReviewCause) -> bool:
    """Whether ``sopc check`` says nothing of a cause: the SOP lets it stand, or the catalogue has
    it off."""
    code = CODES[cause]
    return any(each.code == code for each in entry.sop.waivers) or code in switched_off(catalogue)


def switched_off(catalogue: Catalogue) -> tuple[str, ...]:
    """The codes of causes that the catalogue has off, each once."""
    every = dict.fromkeys(CODES.values())
    settings = catalogue.settings
    return tuple(code for code in every if chosen_level(settings, MANUAL[code]) == "off")
