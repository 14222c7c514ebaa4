"""What replaces an SOP is another one, and in force.

``digantikan`` tells whoever holds a revoked SOP which one to use now.

Bad::

    nomor: V.26.1.1.3
    status: dicabut
    digantikan: V.26.1.1.3

Good::

    nomor: V.26.1.1.3
    status: dicabut
    digantikan: V.26.1.1.19
"""

from collections.abc import Iterator

from sopc.check.links.succession import in_force
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.mends import writes

CODE = "LNK014"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each successor that is named in vain."""
    for entry in context.catalogue.entries:
        named = entry.sop.replaced_by
        successor = context.catalogue.by_number.get(named) if named else None
        if successor is None or named is None:
            continue
        if named == entry.sop.number:
            message = Phrase("{number} replaces itself", number=named)
            related = RelatedPlace(context.place(entry, "nomor"), Phrase("its own number"))
        elif successor.sop.status == "dicabut":
            message = Phrase("its successor {number} is revoked too", number=named)
            related = RelatedPlace(context.place(successor, "status"), Phrase("revoked here"))
        else:
            continue
        hint = Phrase("name the SOP to use now, or remove the line")
        place = context.place(entry, "digantikan")
        now = in_force(named, context.catalogue.by_number)
        file = entry.location.file
        fix = writes(file, ("digantikan",), str(named), str(now)) if now else None
        yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,), fix=fix)
