"""SOPs that belong together cite each other.

Whoever opens one of two related SOPs should find the way to the other. For information only: an
SOP that many others rest on need not name them all.

Bad::

    V.26.1.1.4.yaml     keterkaitan: [V.26.1.1.5]
    V.26.1.1.5.yaml     keterkaitan: []

Good::

    V.26.1.1.4.yaml     keterkaitan: [V.26.1.1.5]
    V.26.1.1.5.yaml     keterkaitan: [V.26.1.1.4]
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "LNK011"
SEVERITY = Severity.INFO


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each related SOP, written and in force, that does not cite this one."""
    entries, known = context.catalogue.entries, context.catalogue.by_number
    cited = {entry.sop.number: {r.number for r in entry.sop.related} for entry in entries}
    for entry in entries:
        number = entry.sop.number
        for index, related in enumerate(entry.sop.related):
            other = known.get(related.number) if related.number else None
            if number is None or other is None or not other.sop.is_written or other is entry:
                continue
            if number not in cited[other.sop.number]:
                message = Phrase(
                    "{other} does not cite {number}", other=related.number, number=number
                )
                hint = Phrase("add {number} to the other's `keterkaitan`", number=number)
                place = context.place(entry, "keterkaitan", index, "nomor")
                others = context.place(other, "keterkaitan" if other.sop.related else "nama")
                there = RelatedPlace(others, Phrase("the other is here"))
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (there,))
