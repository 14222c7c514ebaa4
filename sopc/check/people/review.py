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

from sopc.check.people.looks import REVIEW_IT, next_review, overdue
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity

CODE = "PPL005"
SEVERITY = Severity.WARNING
GROUP = "tanggal"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP in force whose review is overdue."""
    policy = context.catalogue.settings.review
    if policy is None:
        return
    for entry in context.catalogue.entries:
        review = next_review(entry.sop, policy.months, context.today)
        if review is not None and review.due < context.today:
            place = context.place(entry, review.last.key)
            yield Diagnostic(CODE, overdue(review), place, REVIEW_IT, SEVERITY)
