"""Dates do not lie in the future.

What was made, enacted or looked at has a day that is past. Only a revision may be planned, a
draft's enactment, and the day from which an SOP is in effect: by five years at most.

Bad::

    disahkan: 2099-11

Good::

    disahkan: 2020-11
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.dates import PartialDate
from sopc.catalogue.sop import Sop
from sopc.check.people.days import first_day
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "PPL004"
SEVERITY = Severity.WARNING
GROUP = "tanggal"
_FURTHEST = 5
"""So many years ahead a date may be planned; who writes more has mistyped the year."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each date that is surely not past yet."""
    for entry in context.catalogue.entries:
        for key, day in _past(entry.sop).items():
            if day is not None and first_day(day) > context.today:
                message = Phrase("`{key}` {day} lies in the future", key=key, day=day.iso)
                yield _told(context, entry, key, message)
        for key, day in _planned(entry.sop).items():
            if day is not None and first_day(day).year > context.today.year + _FURTHEST:
                message = Phrase(
                    "`{key}` {day} lies more than {count} years ahead",
                    key=key,
                    day=day.iso,
                    count=_FURTHEST,
                )
                yield _told(context, entry, key, message)


def _told(context: Context, entry: Entry, key: str, message: Phrase) -> Diagnostic:
    hint = Phrase("correct the year, the month or the day")
    return Diagnostic(CODE, message, context.place(entry, key), hint, SEVERITY)


def _past(sop: Sop) -> dict[str, PartialDate | None]:
    days = {"dibuat": sop.created, "ditinjau": sop.reviewed}
    return days if sop.status == "draf" else {**days, "disahkan": sop.enacted}


def _planned(sop: Sop) -> dict[str, PartialDate | None]:
    days = {"direvisi": sop.revised, "efektif": sop.effective}
    return {**days, "disahkan": sop.enacted} if sop.status == "draf" else days
