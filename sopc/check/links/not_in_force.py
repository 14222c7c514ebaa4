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
from sopc.diagnostics import Diagnostic, Severity

CODE = "LNK006"
SEVERITY = Severity.WARNING
_WHY = {"dicabut": "is revoked", "belum-disusun": "is not written yet"}


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each related SOP that is revoked or not written yet."""
    known = context.catalogue.by_number
    for entry in context.catalogue.entries:
        for index, related in enumerate(entry.sop.related):
            other = known.get(related.number) if related.number else None
            if other is None or other.sop.status not in _WHY:
                continue
            successor = other.sop.replaced_by
            hint = f"its successor is {successor}" if successor else ""
            message = f"{related.number} {_WHY[other.sop.status]}"
            place = context.place(entry, "keterkaitan", index)
            yield Diagnostic(CODE, message, place, hint, SEVERITY)
