"""Every step states its quality standard: how long it takes and what comes out of it.

*Mutu Baku* is what the step is measured by; without a time and an output there is nothing to
measure.

Bad::

    langkah:
      - {uraian: Mencatat surat, pelaksana: staf, waktu: 5 menit}

Good::

    langkah:
      - {uraian: Mencatat surat, pelaksana: staf, waktu: 5 menit, output: Surat tercatat}
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "MTB001"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each step without a time or an output."""
    for entry in context.catalogue.entries:
        for index, step in enumerate(entry.sop.steps):
            if step.duration and step.output:
                continue
            if step.duration:
                message = Phrase("step {step} has no `output`", step=index + 1)
            elif step.output:
                message = Phrase("step {step} has no `waktu`", step=index + 1)
            else:
                message = Phrase("step {step} has no `waktu` and no `output`", step=index + 1)
            place = context.place(entry, "langkah", index)
            yield Diagnostic(CODE, message, place, "", SEVERITY)
