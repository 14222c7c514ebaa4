"""A procedure has more than one step.

What is done in one step needs no flowchart; more often the steps were put into one sentence, or the
others are still to be written. For a fragment of the document, see FLW009.

Bad::

    langkah:
      - {uraian: Menerima, mencatat dan meneruskan surat, pelaksana: staf}

Good::

    langkah:
      - {uraian: Menerima surat, pelaksana: staf}
      - {uraian: Mencatat surat, pelaksana: staf}
      - {uraian: Meneruskan surat, pelaksana: kasubbag}
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "FLW016"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP in force of one step."""
    for entry in context.catalogue.entries:
        sop = entry.sop
        if sop.status == "berlaku" and len(sop.steps) == 1 and not sop.steps[0].chain:
            message = Phrase("the procedure has one step only")
            hint = Phrase("divide the sentence into what is done one after the other")
            place = context.place(entry, "langkah", 0, "uraian")
            yield Diagnostic(CODE, message, place, hint, SEVERITY)
