"""Every step can be reached from the start.

A step that no arrow leads to is never done; it is mostly a target counted wrongly after a step was
put in between.

Bad::

    langkah:
      - {uraian: Menerima surat, pelaksana: staf, lanjut: 3}
      - {uraian: Mencatat surat, pelaksana: staf}                 # nothing leads here
      - {uraian: Mengarsipkan surat, pelaksana: staf}

Good::

    langkah:
      - {uraian: Menerima surat, pelaksana: staf}
      - {uraian: Mencatat surat, pelaksana: staf}
      - {uraian: Mengarsipkan surat, pelaksana: staf}
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.sop import Sop, exits, is_start
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "FLW005"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the first step of each run of steps that cannot be reached."""
    for entry in context.catalogue.entries:
        reached = _reached(entry.sop)
        for index in range(1, len(entry.sop.steps)):
            if index not in reached and (index - 1 in reached or index == 1):
                message = Phrase("no arrow leads to step {step}", step=index + 1)
                hint = Phrase("correct the targets of the steps before it, or remove it")
                place = context.place(entry, "langkah", index)
                related = (_before(context, entry, index - 1),)
                yield Diagnostic(CODE, message, place, hint, SEVERITY, related)


def _before(context: Context, entry: Entry, index: int) -> RelatedPlace:
    """Where a step says that it does not go on to the next."""
    step = entry.sop.steps[index]
    key = "keputusan" if step.decision else "lanjut" if step.next else "jenis"
    place = context.place(entry, "langkah", index, key)
    return RelatedPlace(place, Phrase("the step before it leads elsewhere"))


def _reached(sop: Sop) -> set[int]:
    """The steps, counted from 0, to which a start leads; a fragment starts at its first step."""
    open_steps = {i for i in range(len(sop.steps)) if i == 0 or is_start(sop, i)}
    reached: set[int] = set()
    while open_steps:
        index = open_steps.pop()
        reached.add(index)
        targets = (target for _, target in exits(sop, index) if isinstance(target, int))
        open_steps |= {t - 1 for t in targets if 0 < t <= len(sop.steps)} - reached
    return reached
