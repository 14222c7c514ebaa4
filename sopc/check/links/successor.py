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

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.sop import Sop
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Hint, Phrase

CODE = "LNK014"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each successor that is named in vain."""
    for entry in context.catalogue.entries:
        message = _wrong(entry.sop, context.catalogue)
        if message:
            hint = Phrase("name the SOP to use now, or remove the line")
            place = context.place(entry, "digantikan")
            yield Diagnostic(CODE, message, place, hint, SEVERITY)


def _wrong(sop: Sop, catalogue: Catalogue) -> Hint:
    if sop.replaced_by is None:
        return ""
    if sop.replaced_by == sop.number:
        return Phrase("{number} replaces itself", number=sop.number)
    successor = catalogue.by_number.get(sop.replaced_by)
    if successor is not None and successor.sop.status == "dicabut":
        return Phrase("its successor {number} is revoked too", number=sop.replaced_by)
    return ""
