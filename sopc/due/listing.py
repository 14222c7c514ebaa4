"""A catalogue and a day → which SOPs are to be looked at again, and why."""

from collections.abc import Iterator
from datetime import date, timedelta

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.dates import PartialDate
from sopc.catalogue.number import SopNumber
from sopc.catalogue.sop import Related
from sopc.check.links.overtaken import Overtaken, changed, revoked, younger
from sopc.check.people.days import first_day
from sopc.check.people.looks import REVIEW_IT, Look, last_look, next_review, overdue
from sopc.due.causes import Due, ReviewCause, is_silenced
from sopc.language import Phrase
from sopc.markup.words import one_line


def due_sops(catalogue: Catalogue, today: date, days: int, months: int | None) -> list[Due]:
    """What is to be looked at again: by review, within so many days, and for what is cited.

    ``days`` counts today: 0 is what is overdue, 1 also what is due today. ``months`` is how often
    SOPs are reviewed; None: there are no reviews. What ``sopc check`` is not to tell of is left
    out. Each SOP is there once for each cause and each thing cited: what is overdue first, then
    what has changed already, then what is due next, and of one day in index order.
    """
    found: list[tuple[date, int, Due]] = []
    for place, entry in enumerate(catalogue.entries):
        rows = [*_reviews(entry, today, days, months)]
        if entry.sop.is_written:
            rows += _cited(catalogue, entry, today)
        for row in rows:
            if not is_silenced(catalogue, entry, row.cause):
                found.append((row.day or today, place, row))
    return [row for _, _, row in sorted(found, key=lambda each: each[:2])]


def undated(catalogue: Catalogue, today: date) -> list[Entry]:
    """The SOPs in force without any date from which a review could be counted."""
    in_force = (each for each in catalogue.entries if each.sop.status == "berlaku")
    return [entry for entry in in_force if last_look(entry.sop, today) is None]


def _reviews(entry: Entry, today: date, days: int, months: int | None) -> Iterator[Due]:
    review = None if months is None else next_review(entry.sop, months, today)
    if review is None or review.due >= today + timedelta(days):
        return
    said = overdue(review)
    if review.due >= today:
        said = Phrase(
            "the review is due on {due}; the last date is `{key}` {day}",
            due=review.due.isoformat(),
            key=review.last.key,
            day=review.last.day.iso,
        )
    yield Due(entry, ReviewCause.REVIEW, said, REVIEW_IT, review.due, last=review.last)


def _cited(catalogue: Catalogue, entry: Entry, today: date) -> Iterator[Due]:
    """What an SOP cites that has changed, each once, in the order in which it is printed."""
    sop, last = entry.sop, last_look(entry.sop, today)
    regulations = catalogue.regulations
    together = frozenset(sop.regulations)
    for key in dict.fromkeys(sop.regulations):
        found = changed(key, regulations, together)
        if found is not None:
            is_amended = regulations[key].status == "diubah"
            yield _due(
                entry, ReviewCause.AMENDED if is_amended else ReviewCause.REVOKED, key, found, last
            )
        found = younger(key, regulations, sop)
        if found is not None:
            yield _due(entry, ReviewCause.YOUNGER, key, found, last)
    seen: set[SopNumber] = set()
    for related in sop.related:
        cited = catalogue.by_number.get(related.number) if related.number else None
        if cited is None or related.number is None or related.number in seen:
            continue
        seen.add(related.number)
        found = revoked(cited.sop, catalogue.by_number)
        if found is not None:
            yield _due(entry, ReviewCause.REVOKED_SOP, str(related.number), found, last)
        found = _revised(cited, related, last, today)
        if found is not None:
            yield _due(entry, ReviewCause.REVISED_SOP, str(related.number), found, last)


def _due(
    entry: Entry, cause: ReviewCause, subject: str, found: Overtaken, last: Look | None
) -> Due:
    return Due(entry, cause, found.message, found.hint, None, subject, found.newer, last)


def _revised(cited: Entry, related: Related, last: Look | None, today: date) -> Overtaken | None:
    """Of a related SOP that was surely revised after the last look at the one that cites it, and
    after the day on which somebody confirmed that the two still fit."""
    revised = cited.sop.revised
    if revised is None or not cited.sop.is_written or first_day(revised) > today:
        return None
    looks = [("dikonfirmasi", related.confirmed), (last.key, last.day) if last else ("", None)]
    known = [Look(key, day) for key, day in looks if day is not None]
    if not known or not all(look.day.surely_before(revised) for look in known):
        return None
    return _told(cited, revised, max(known, key=lambda look: look.day))


def _told(cited: Entry, revised: PartialDate, last: Look) -> Overtaken:
    number = cited.sop.number
    message = Phrase(
        "{number} {title} was revised on {day}; the last date here is `{key}` {last}",
        number=number,
        title=one_line(cited.sop.title),
        day=revised.iso,
        key=last.key,
        last=last.day.iso,
    )
    hint = Phrase(
        "read both, then write {{nomor: {number}, dikonfirmasi: …}} with the day", number=number
    )
    return Overtaken(message, hint)
