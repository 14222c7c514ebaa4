"""Dates do not lie in the future.

What was made, enacted or looked at has a day that is past. Only a revision may be planned, and
a draft's enactment.

Bad::

    disahkan: 2099-11

Good::

    disahkan: 2020-11
"""

from collections.abc import Iterator

from sopc.catalogue.dates import PartialDate
from sopc.catalogue.sop import Sop
from sopc.check.people.days import first_day
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "PPL004"
SEVERITY = Severity.WARNING
GROUP = "tanggal"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each date that is surely not past yet."""
    for entry in context.catalogue.entries:
        for key, day in _past(entry.sop).items():
            if day is not None and first_day(day) > context.today:
                message = Phrase("`{key}` {day} lies in the future", key=key, day=day.iso)
                hint = Phrase("correct the year, the month or the day")
                place = context.place(entry, key)
                yield Diagnostic(CODE, message, place, hint, SEVERITY)


def _past(sop: Sop) -> dict[str, PartialDate | None]:
    days = {"dibuat": sop.created, "ditinjau": sop.reviewed}
    return days if sop.status == "draf" else {**days, "disahkan": sop.enacted}
