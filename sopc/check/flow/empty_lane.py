"""Every lane is used.

A lane in which no symbol stands takes room from the others, and says of an actor that he has a part
in the procedure when he has none.

Bad::

    pelaksana: [kepala-dinas, sekretaris, staf]
    langkah:
      - {uraian: Menerima surat, pelaksana: staf}

Good::

    pelaksana: [staf]
    langkah:
      - {uraian: Menerima surat, pelaksana: staf}
"""

from collections.abc import Iterator

from sopc.check.flow.strangers import has_strangers
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "FLW006"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP with its lanes in which no step is done, at the first of them."""
    for entry in context.catalogue.entries:
        used = {key for step in entry.sop.steps for part in step.parts for key in part.actors}
        empty = [
            (index, key)
            for index, key in enumerate(entry.sop.lanes if entry.sop.steps else ())
            if key not in used and key in context.catalogue.actors
        ]
        if empty and not has_strangers(entry, context.catalogue.actors):
            place = context.place(entry, "pelaksana", empty[0][0])
            actors = ", ".join(f"`{key}`" for _, key in empty)
            message = Phrase("no step is done by {actors}", actors=actors)
            hint = Phrase("remove the lane, or give the actor his steps")
            yield Diagnostic(CODE, message, place, hint, SEVERITY)
