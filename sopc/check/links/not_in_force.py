"""A related SOP is in force.

A reader who follows the link should find an SOP to work by, not a tombstone or an empty place in
the index.

Bad::

    keterkaitan: [V.26.1.1.7]          # status: dicabut, digantikan: V.26.1.1.9

Good::

    keterkaitan: [V.26.1.1.9]
"""

from collections.abc import Iterator, Mapping

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.number import SopNumber
from sopc.check.links.overtaken import Overtaken, revoked
from sopc.check.links.succession import in_force
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic, Fix, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.mends import removes, writes

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
            found = revoked(other.sop, known)
            label = Phrase("revoked here") if found else Phrase("planned here")
            if found is None:
                found = Overtaken(Phrase("{number} is not written yet", number=related.number), "")
            place = context.place(entry, "keterkaitan", index, "nomor")
            there = [RelatedPlace(context.place(other, "status"), label)]
            if other.sop.replaced_by:
                named = context.place(other, "digantikan")
                there.append(RelatedPlace(named, Phrase("its successor is named here")))
            fix, cause = _mend(entry, index, known), CommonCause(str(related.number))
            message, hint, _ = found
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (*there,), fix=fix, cause=cause)


def _mend(entry: Entry, index: int, known: Mapping[SopNumber, Entry]) -> Fix | None:
    """The one that is in force now in the place of what is cited, unless it is cited already.

    Who has confirmed that it holds with the revoked one has said nothing of the other.
    """
    cited = entry.sop.related[index]
    now = in_force(cited.number, known) if cited.number else None
    if now is None or now == entry.sop.number or cited.confirmed:
        return None
    path = ("keterkaitan", index, "nomor")
    if any(other.number == now for other in entry.sop.related):
        return removes(entry.location.file, path[:-1], str(cited.number))
    return writes(entry.location.file, path, str(cited.number), str(now))
