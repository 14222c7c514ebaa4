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

from collections.abc import Iterator, Sequence

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "MTB001"
SEVERITY = Severity.WARNING
_MOST_LISTED = 30


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP with its steps without a time or an output, at the first of them."""
    for entry in context.catalogue.entries:
        times = [n for n, step in enumerate(entry.sop.steps, 1) if not step.duration]
        outputs = [n for n, step in enumerate(entry.sop.steps, 1) if not step.output]
        if times or outputs:
            place = context.place(entry, "langkah", min(times + outputs) - 1)
            yield Diagnostic(CODE, _message(_listed(times), _listed(outputs)), place, "", SEVERITY)


def _message(times: str, outputs: str) -> Phrase:
    if times == outputs:
        return Phrase("steps without `waktu` and `output`: {steps}", steps=times)
    if not outputs:
        return Phrase("steps without `waktu`: {steps}", steps=times)
    if not times:
        return Phrase("steps without `output`: {steps}", steps=outputs)
    return Phrase(
        "steps without `waktu`: {times}; without `output`: {outputs}", times=times, outputs=outputs
    )


def _listed(steps: Sequence[int]) -> str:
    """The numbers of steps; of very many, the first."""
    more = ", …" if len(steps) > _MOST_LISTED else ""
    return ", ".join(map(str, steps[:_MOST_LISTED])) + more
