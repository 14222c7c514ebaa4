"""A number is not given again after its SOP was revoked.

A revoked SOP keeps its number for ever: it stands on printed pages and in files. The tombstone
(``status: dicabut``) stays, and the next SOP gets the next free number.

Bad::

    sops/…/V.26.1.1.3.yaml     nomor: V.26.1.1.3, status: dicabut
    sops/…/V.26.1.1.4.yaml     nomor: V.26.1.1.3

Good::

    sops/…/V.26.1.1.3.yaml     nomor: V.26.1.1.3, status: dicabut
    sops/…/V.26.1.1.4.yaml     nomor: V.26.1.1.4
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace
from sopc.language import Phrase

CODE = "NUM009"
BINDING = "Whoever looks the number up would find one of the two by chance."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP that has the number of a revoked one."""
    entries = context.catalogue.entries
    revoked = {e.sop.number: e for e in entries if e.sop.status == "dicabut"}
    for entry in entries:
        if entry.sop.status != "dicabut" and entry.sop.number in revoked:
            other = revoked[entry.sop.number]
            message = Phrase(
                "number {number} belonged to an SOP that was revoked: {file}",
                number=entry.sop.number,
                file=other.location.file,
            )
            hint = Phrase("give this SOP the next free number")
            there = RelatedPlace(context.place(other, "status"), Phrase("revoked here"))
            place = context.place(entry, "nomor")
            yield Diagnostic(CODE, message, place, hint, related=(there,))
