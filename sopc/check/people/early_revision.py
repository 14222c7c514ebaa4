"""A revision comes after the enactment of what it revises.

An SOP is made, enacted, and later revised. A date of revision before the enactment says either that
the SOP was enacted anew, or that one of the two is wrong. For information only, as some offices
write the day on which the revised text was ready.

Bad::

    disahkan: 2020-11
    direvisi: 2020-06

Good::

    disahkan: 2020-11
    direvisi: 2022-06
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "PPL008"
SEVERITY = Severity.INFO
GROUP = "tanggal"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP that was surely revised before it was enacted."""
    for entry in context.catalogue.entries:
        revised, enacted = entry.sop.revised, entry.sop.enacted
        if revised and enacted and revised.surely_before(enacted):
            message = Phrase(
                "`direvisi` {day} lies before `disahkan` {since}",
                day=revised.iso,
                since=enacted.iso,
            )
            hint = Phrase("correct one of the two, or leave it if it was enacted anew")
            place = context.place(entry, "direvisi")
            related = RelatedPlace(context.place(entry, "disahkan"), Phrase("the other date"))
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))
