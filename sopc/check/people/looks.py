"""When somebody last looked at an SOP, and by when the next look is due.

What ``sopc check`` calls overdue and what ``sopc due`` lists is reckoned here, once.
"""

from datetime import date
from typing import NamedTuple

from sopc.catalogue.dates import PartialDate
from sopc.catalogue.sop import Sop
from sopc.check.people.days import first_day, last_day, months_later
from sopc.language import Phrase


class Look(NamedTuple):
    """A look at an SOP: the key that tells of it, and when it was."""

    key: str
    day: PartialDate


def last_look(sop: Sop, today: date) -> Look | None:
    """The last time that somebody looked at an SOP; None where no date says so.

    Of a date that is not known to the day, its latest day counts. A revision may be planned: what
    lies ahead was no look at the SOP yet.
    """
    days = {
        "dibuat": sop.created,
        "disahkan": sop.enacted,
        "direvisi": sop.revised,
        "ditinjau": sop.reviewed,
    }
    looks = [Look(key, day) for key, day in days.items() if day is not None]
    begun = [look for look in looks if first_day(look.day) <= today]
    return max(begun, key=lambda look: last_day(look.day), default=None)


class Review(NamedTuple):
    """By when an SOP is to be looked at again, and the look from which that is counted."""

    due: date
    last: Look


def next_review(sop: Sop, months: int, today: date) -> Review | None:
    """The next review of an SOP that is looked at every so many months.

    None of one that is not in force, or has no date to count from.
    """
    last = last_look(sop, today) if sop.status == "berlaku" else None
    return Review(months_later(last_day(last.day), months), last) if last else None


def overdue(review: Review) -> Phrase:
    """What is said of a review whose day is past."""
    return Phrase(
        "the review was due on {due}; the last date is `{key}` {day}",
        due=review.due.isoformat(),
        key=review.last.key,
        day=review.last.day.iso,
    )


REVIEW_IT = Phrase("review it, and write the day under `ditinjau`")
"""What to do about an SOP whose review is due."""
