"""Dates come in their order: made, then enacted, then effective; revised after it was made.

A review before the enactment looked at what is no longer in force.

Bad::

    dibuat: 2020-10-01
    disahkan: 2020-09
    efektif: 2020-08

Good::

    dibuat: 2020-10-01
    disahkan: 2020-11
    efektif: 2021-01-01
    ditinjau: 2022-01
"""

from collections.abc import Iterator

from sopc.catalogue.dates import PartialDate
from sopc.catalogue.sop import Sop
from sopc.check.people.days import first_day
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "PPL002"
SEVERITY = Severity.WARNING
GROUP = "tanggal"
_NOT_BEFORE = {
    "disahkan": ("dibuat",),
    "direvisi": ("dibuat",),
    "efektif": ("disahkan", "dibuat"),
    "ditinjau": ("disahkan", "dibuat"),
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each date that surely lies before one that it follows, unless that is in the future:
    PPL004 tells of it."""
    for entry in context.catalogue.entries:
        days = _days(entry.sop)
        for key, earlier in _NOT_BEFORE.items():
            day = days.get(key)
            late = [other for other in earlier if day and _is_before(day, days.get(other))]
            late = [other for other in late if first_day(days[other]) <= context.today]
            if day is not None and late:
                message = Phrase(
                    "`{key}` {day} lies before `{other}` {since}",
                    key=key,
                    day=day.iso,
                    other=late[0],
                    since=days[late[0]].iso,
                )
                place = context.place(entry, key)
                hint = Phrase("correct one of the two")
                related = RelatedPlace(context.place(entry, late[0]), Phrase("the other date"))
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))


def _days(sop: Sop) -> dict[str, PartialDate]:
    days = {
        "dibuat": sop.created,
        "direvisi": sop.revised,
        "disahkan": sop.enacted,
        "efektif": sop.effective,
        "ditinjau": sop.reviewed,
    }
    return {key: day for key, day in days.items() if day is not None}


def _is_before(day: PartialDate, other: PartialDate | None) -> bool:
    return other is not None and day.surely_before(other)
