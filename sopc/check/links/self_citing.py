"""An SOP does not cite itself.

*Keterkaitan* names other SOPs that a reader should know; a link to the page one is reading leads
nowhere. It is mostly a slip for a neighbour's number.

Bad::

    nomor: V.26.1.1.3
    keterkaitan: [V.26.1.1.3]

Good::

    nomor: V.26.1.1.3
    keterkaitan: [V.26.1.1.4]
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "LNK005"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each related number that is the SOP's own, unless it is another's, too, whose file is
    named by it: NUM002 tells of that."""
    for entry in context.catalogue.entries:
        number = entry.sop.number
        if number is not None and context.catalogue.by_number[number] is not entry:
            continue
        for index, related in enumerate(entry.sop.related):
            if related.number is not None and related.number == entry.sop.number:
                place = context.place(entry, "keterkaitan", index, "nomor")
                message = Phrase("{number} cites itself", number=related.number)
                hint = Phrase("name the SOP that was meant")
                own = RelatedPlace(context.place(entry, "nomor"), Phrase("its own number"))
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (own,))
