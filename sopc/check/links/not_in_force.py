"""A related SOP is in force.

A reader who follows the link should find an SOP to work by, not a tombstone or an empty place in
the index.

Bad::

    keterkaitan: [V.26.1.1.7]          # status: dicabut, digantikan: V.26.1.1.9

Good::

    keterkaitan: [V.26.1.1.9]
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Hint, Phrase

CODE = "LNK006"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each related SOP that is revoked or not written yet."""
    known = context.catalogue.by_number
    for entry in context.catalogue.entries:
        for index, related in enumerate(entry.sop.related):
            other = known.get(related.number) if related.number else None
            if other is None or other.sop.status not in ("dicabut", "belum-disusun"):
                continue
            if other.sop.status == "dicabut":
                message = Phrase("{number} is revoked", number=related.number)
                label = Phrase("revoked here")
            else:
                message = Phrase("{number} is not written yet", number=related.number)
                label = Phrase("planned here")
            successor = other.sop.replaced_by
            hint: Hint = Phrase("its successor is {number}", number=successor) if successor else ""
            place = context.place(entry, "keterkaitan", index, "nomor")
            there = [RelatedPlace(context.place(other, "status"), label)]
            if successor:
                named = context.place(other, "digantikan")
                there.append(RelatedPlace(named, Phrase("its successor is named here")))
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (*there,))
