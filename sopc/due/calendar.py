"""What is listed, as a calendar (RFC 5545): all-day events that any calendar program takes in.

Our own: what a library would take over is to escape and fold lines, and it would bring three
packages to every installation.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID, uuid5

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.due.causes import Due
from sopc.due.rows import people_said, responsible
from sopc.language import Phrase, Translate
from sopc.markup.words import one_line
from sopc.safe import safe

_OURS = UUID("6f2c1f0e-9a54-5d0b-8a3e-2d9d5c1b7e40")
"""Where the names of events are made; never changed, so that they stay what they are."""
_MOST = 75
"""So many octets a line may have, without its end."""
_NO_EVENT = (
    "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
"""A calendar has to hold something: this says nothing."""


def calendar_of(listed: Sequence[Due], catalogue: Catalogue, today: date, say: Translate) -> str:
    """A calendar with an event for each review, on its day, and one for each SOP that cites what
    has changed, on the day of the list.

    Bytes are the same for the same list on the same day. An event's UID stays: that of a review as
    long as it is due on that day, the other's for ever, so that a program that reads the calendar
    again moves it instead of adding another.
    """
    events = [*_events(listed, catalogue, today, say)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sopc//sopc due//EN",
        "CALSCALE:GREGORIAN",
        _text("X-WR-CALNAME", say(Phrase("SOP reviews"))),
        *(events or _NO_EVENT),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _events(
    listed: Sequence[Due], catalogue: Catalogue, today: date, say: Translate
) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for rows in _grouped(listed):
        entry, day = rows[0].entry, rows[0].day
        named = [catalogue.settings.agency.name, _called(entry), day.isoformat() if day else ""]
        name = "\n".join(named)
        seen[name] += 1  # of two SOPs of one number, which is an error, each has its own
        begins = day or today
        ends = begins + timedelta(1)
        yield "BEGIN:VEVENT"
        own = f"{name}\n{seen[name]}"
        yield f"UID:{uuid5(_OURS, own)}"
        yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
        yield f"DTSTART;VALUE=DATE:{_digits(begins)}"
        yield f"DTEND;VALUE=DATE:{_digits(ends)}"
        yield _text("SUMMARY", _summary(entry, day, say))
        yield _text("DESCRIPTION", "\n".join(_description(rows, catalogue, say)))
        yield _text("CATEGORIES", one_line(entry.location.unit.name))
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


def _grouped(listed: Iterable[Due]) -> Iterator[list[Due]]:
    """The reviews one by one; all else that is listed of an SOP together."""
    for (_, day), rows in groupby(listed, lambda row: (row.entry.location.file, row.day)):
        if day is None:
            yield [*rows]
        else:
            yield from ([row] for row in rows)


def _called(entry: Entry) -> str:
    return str(entry.sop.number or f"{entry.location.unit.folder}/{entry.location.stem}")


def _summary(entry: Entry, day: date | None, say: Translate) -> str:
    title = one_line(entry.sop.title)
    sop = f"{entry.sop.number} {title}" if entry.sop.number else title
    if day is not None:
        return say(Phrase("Review of {sop}", sop=sop))
    return say(Phrase("{sop} cites what has changed", sop=sop))


def _description(rows: Sequence[Due], catalogue: Catalogue, say: Translate) -> Iterator[str]:
    place = rows[0].entry.location
    for row in rows:
        yield "; ".join(filter(None, (say(row.said), say(row.advice))))
    yield ", ".join(one_line(each.name) for each in (place.unit, place.section) if each)
    yield from people_said(responsible(catalogue, rows[0].entry), say)


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(name: str, text: str) -> str:
    """A property whose value is text. What steers a terminal or reorders what is shown is gone."""
    value = "\\n".join(
        safe(line).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        for line in text.split("\n")
    )
    return f"{name}:{value}"


def _folded(line: str) -> str:
    """A line in pieces of so many octets, each after the first behind a space; none is parted
    within a character."""
    pieces, piece, size = [], "", 0
    for sign in line:
        length = len(sign.encode("utf-8"))
        if size + length > _MOST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + length
    return "\r\n".join([*pieces, piece])
