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

from sopc.catalogue.number import SopNumber
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Place, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "LNK011"
SEVERITY = Severity.INFO


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP, written and in force, with those that cite it and that it does not cite."""
    known = context.catalogue.by_number
    citing: dict[SopNumber, dict[SopNumber, Place]] = {}
    for entry in context.catalogue.entries:
        number = entry.sop.number
        for index, related in enumerate(entry.sop.related):
            if number is not None and related.number in known and related.number != number:
                place = context.place(entry, "keterkaitan", index, "nomor")
                citing.setdefault(related.number, {}).setdefault(number, place)
    for cited, places in citing.items():
        other = known[cited]
        lacking = places.keys() - {related.number for related in other.sop.related}
        if lacking and other.sop.is_written:
            numbers = [number for number in places if number in lacking]
            message = Phrase("{number} does not cite all SOPs that cite it", number=cited)
            hint = Phrase(
                "add {others} to its `keterkaitan`, as far as its readers need them",
                others=", ".join(map(str, numbers)),
            )
            place = context.place(other, "keterkaitan" if other.sop.related else "nama")
            there = tuple(RelatedPlace(places[n], Phrase("cited here")) for n in numbers)
            yield Diagnostic(CODE, message, place, hint, SEVERITY, there)
