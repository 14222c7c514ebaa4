"""An SOP in force is reviewed in time.

Offices, regulations and ways of working change; an SOP that nobody has looked at since may tell
what is no longer done. How long it may go unread is the catalogue's ``peninjauan``; without that
setting nothing is reported. ``ditinjau`` says when someone last looked, and found that it holds.

Bad::

    disahkan: 2020-11                   # and katalog.yaml has peninjauan: {bulan: 12}

Good::

    disahkan: 2020-11
    ditinjau: 2025-06
"""

from collections.abc import Iterator

from sopc.catalogue.dates import PartialDate
from sopc.catalogue.sop import Sop
from sopc.check.people.days import first_day, last_day, months_later
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "PPL005"
SEVERITY = Severity.WARNING
GROUP = "tanggal"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP in force whose review is overdue."""
    review = context.catalogue.settings.review
    if review is None:
        return
    for entry in context.catalogue.entries:
        # a revision may be planned: what lies ahead was no look at the SOP yet
        days = [(k, d) for k, d in _looks(entry.sop) if first_day(d) <= context.today]
        if entry.sop.status != "berlaku" or not days:
            continue
        key, last = max(days, key=lambda found: last_day(found[1]))
        due = months_later(last_day(last), review.months)
        if due < context.today:
            message = Phrase(
                "the review was due on {due}; the last date is `{key}` {day}",
                due=due.isoformat(),
                key=key,
                day=last.iso,
            )
            hint = Phrase("review it, and write the day under `ditinjau`")
            yield Diagnostic(CODE, message, context.place(entry, key), hint, SEVERITY)


def _looks(sop: Sop) -> Iterator[tuple[str, PartialDate]]:
    looks = {
        "dibuat": sop.created,
        "disahkan": sop.enacted,
        "direvisi": sop.revised,
        "ditinjau": sop.reviewed,
    }
    return ((key, day) for key, day in looks.items() if day is not None)
