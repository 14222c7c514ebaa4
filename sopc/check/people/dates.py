"""Dates come in their order: made, then enacted; revised not before it was made.

Bad::

    dibuat: 2020-10-01
    disahkan: 2020-09

Good::

    dibuat: 2020-10-01
    disahkan: 2020-11
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "PPL002"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each date that lies before the date on which the SOP was made."""
    for entry in context.catalogue.entries:
        made = entry.sop.created
        later = (("disahkan", entry.sop.enacted), ("direvisi", entry.sop.revised))
        for key, day in later:
            if made is not None and day is not None and day.surely_before(made):
                message = Phrase(
                    "`{key}` {day} lies before `dibuat` {made}",
                    key=key,
                    day=day.iso,
                    made=made.iso,
                )
                place = context.place(entry, key)
                hint = Phrase("correct one of the two")
                related = RelatedPlace(context.place(entry, "dibuat"), Phrase("the other date"))
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))
