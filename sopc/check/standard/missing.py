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

CODE = "MTB001"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each step without a time or an output."""
    for entry in context.catalogue.entries:
        for index, step in enumerate(entry.sop.steps):
            lacking = [] if step.duration else ["waktu"]
            lacking += [] if step.output else ["output"]
            if lacking:
                place = context.place(entry, "langkah", index)
                message = f"step {index + 1} has no {' and no '.join(lacking)}"
                yield Diagnostic(CODE, message, place, "", SEVERITY)
