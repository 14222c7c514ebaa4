"""Who enacts an SOP is in office on that day.

``menjabat`` in pejabat.yaml says from when to when. An SOP that was enacted before or after is
signed by somebody who could not do so: the date is wrong, or another official has to be named.

Bad::

    disahkan: 2018-11            # and pejabat.yaml has menjabat: {dari: 2019-03-01}

Good::

    disahkan: 2019-11
"""

from collections.abc import Iterator
from datetime import date

from sopc.catalogue.catalogue import approver_key
from sopc.catalogue.dates import PartialDate
from sopc.catalogue.organisation import OFFICIALS_FILE
from sopc.catalogue.tenure import Term
from sopc.check.people.days import first_day, last_day
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "PPL009"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP in force that was surely enacted outside its signer's term of office."""
    catalogue = context.catalogue
    for entry in catalogue.entries:
        official, enacted = catalogue.approver(entry), entry.sop.enacted
        if entry.sop.status != "berlaku" or official is None or enacted is None:
            continue
        if official.term is not None and _is_outside(enacted, official.term):
            message = Phrase(
                "{official} was not in office on {day}, but {term}",
                official=official.called,
                day=enacted.iso,
                term=str(official.term),
            )
            hint = Phrase("correct the date, or name in `pengesah` who enacted it")
            key = approver_key(catalogue.settings, entry)
            there = context.root_place(OFFICIALS_FILE, key, "menjabat")
            related = RelatedPlace(there, Phrase("the term of office"))
            place = context.place(entry, "disahkan")
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))


def _is_outside(day: PartialDate, term: Term) -> bool:
    begins = first_day(term.begins) if term.begins else date.min
    ends = last_day(term.ends) if term.ends else date.max
    return last_day(day) < begins or first_day(day) > ends
