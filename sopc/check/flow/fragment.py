"""A flowchart begins with its first step.

Where the first row is printed as step 5, the pages before it are missing. What is left is
printed, but nobody can work by it.

Bad::

    langkah:
      - {nomor: 5, jenis: proses, uraian: Meneliti berkas, pelaksana: staf}
      - {nomor: 6, uraian: Mengirim berkas, pelaksana: staf}

Good::

    langkah:
      - {uraian: Mengumpulkan berkas, pelaksana: staf}
      - {uraian: Meneliti berkas, pelaksana: staf}
      - {uraian: Mengirim berkas, pelaksana: staf}
"""

from collections.abc import Iterator

from sopc.catalogue.sop import Sop
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "FLW009"
SEVERITY = Severity.WARNING


def is_fragment(sop: Sop) -> bool:
    """Whether the beginning is missing: the first row is printed with a later number."""
    return sop.first_number > 1


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each flowchart that begins in its middle."""
    for entry in context.catalogue.entries:
        if is_fragment(entry.sop):
            number = entry.sop.steps[0].number
            message = Phrase("the flowchart begins with step {number}", number=number)
            hint = Phrase("add the steps before it, or remove `nomor`")
            place = context.place(entry, "langkah", 0, "nomor")
            yield Diagnostic(CODE, message, place, hint, SEVERITY)
