"""What is listed, for people: by unit, in lines that a terminal holds."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

from sopc.catalogue.catalogue import Catalogue
from sopc.check.people.looks import Look
from sopc.due.causes import Due, ReviewCause
from sopc.due.rows import people_said, responsible
from sopc.language import Phrase, Translate
from sopc.markup.words import one_line
from sopc.safe import safe

_WIDTH = 79


def text_of(
    listed: Sequence[Due], catalogue: Catalogue, today: date, say: Translate
) -> Iterator[str]:
    """Lines: the unit, in it whose SOPs they are, and each SOP with why it is listed.

    Units come as in the index, and in each what is most pressing first.
    """
    for unit in sorted(catalogue.settings.units, key=lambda each: each.number):
        by_people: dict[str, dict[str, list[Due]]] = {}
        for row in listed:
            if row.entry.location.unit == unit:
                people = by_people.setdefault(_whose(row, catalogue, say), {})
                people.setdefault(row.entry.location.file, []).append(row)
        if by_people:
            yield from _lines(one_line(unit.name), 0)
        for whose, by_sop in by_people.items():
            yield from _lines(whose, 2)
            for rows in by_sop.values():
                yield from _of_sop(rows, today, say)


def _whose(row: Due, catalogue: Catalogue, say: Translate) -> str:
    """The section, and who answers for the SOP."""
    section = row.entry.location.section
    people = people_said(responsible(catalogue, row.entry), say)
    return "; ".join([*([one_line(section.name)] if section else []), *people])


def _of_sop(rows: Sequence[Due], today: date, say: Translate) -> Iterator[str]:
    sop = rows[0].entry.sop
    yield from _lines(f"{sop.number} {one_line(sop.title)}" if sop.number else sop.title, 4)
    for row in rows:
        if row.day is not None and row.last is not None:
            yield from _lines(say(_review(row.day, row.last, today)), 6)
        elif row.cause is not ReviewCause.CITES:
            yield from _lines("; ".join(filter(None, (say(row.said), say(row.advice)))), 6)


def _review(day: date, last: Look, today: date) -> Phrase:
    due, key, since = day.isoformat(), last.key, last.day.iso
    if day < today:
        return Phrase("review overdue since {due} (`{key}` {since})", due=due, key=key, since=since)
    return Phrase("review due on {due} (`{key}` {since})", due=due, key=key, since=since)


def _lines(text: str, indent: int) -> list[str]:
    """A text in lines, the ones after its first further in."""
    first, more = " " * indent, " " * (indent + 2)
    shown = safe(" ".join(text.split()))
    return wrap(shown, _WIDTH, initial_indent=first, subsequent_indent=more, break_on_hyphens=False)


WHEN_DONE = Phrase("when a review is done, write its day under `ditinjau` in the SOP's file")
"""What to do about a list with reviews."""


def summary_of(listed: Sequence[Due], today: date, days: int) -> Phrase:
    """One line that counts: SOPs, reviews that are overdue and that come up, and SOPs that cite
    what has changed."""
    if not listed:
        return Phrase(
            "no review is due within {days} days, and no SOP cites what has changed", days=days
        )
    reviews = [row.day for row in listed if row.day]
    late = sum(day < today for day in reviews)
    return Phrase(
        "SOPs to look at: {sops} (reviews overdue: {late}; due within {days} days: {soon}; "
        "citing what has changed: {citing})",
        sops=len({row.entry.location.file for row in listed}),
        late=late,
        days=days,
        soon=len(reviews) - late,
        citing=len({row.entry.location.file for row in listed if not row.day}),
    )
