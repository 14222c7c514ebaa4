"""A procedure has one start.

The first step starts it, unless said otherwise. With two, or none, a reader does not know where to
begin. Only what is left of a flowchart whose first pages are missing (FLW009) has no start.
Let stand, a capsule is drawn for each start that there is.

Bad::

    langkah:
      - {uraian: Menerima surat, pelaksana: staf}
      - {uraian: Mencatat surat, pelaksana: staf, jenis: mulai}     # a second start

Good::

    langkah:
      - {uraian: Menerima surat, pelaksana: staf}
      - {uraian: Mencatat surat, pelaksana: staf}
"""

from collections.abc import Iterator

from sopc.catalogue.procedure import Procedure
from sopc.check.flow.fragment import is_fragment
from sopc.check.flow.names import name_of
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace
from sopc.language import Phrase

CODE = "FLW003"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each start after the first, and each flowchart without one."""
    for entry in context.catalogue.entries:
        procedure = Procedure(entry.sop)
        starts = [position for position in procedure.positions if procedure.is_start(position)]
        if entry.sop.steps and not starts and not is_fragment(entry.sop):
            message = Phrase("no step is the start")
            kind = procedure.part(procedure.positions[0]).kind
            hint = Phrase("give a step `jenis: mulai`, or remove `jenis: {kind}` here", kind=kind)
            path = procedure.path(procedure.positions[0])
            yield Diagnostic(CODE, message, context.place(entry, *path, "jenis"), hint)
        for position in starts[1:]:
            message = Phrase(
                "step {step} is a second start; the first is step {first}",
                step=name_of(procedure, position),
                first=name_of(procedure, starts[0]),
            )
            hint = Phrase("remove `jenis: mulai`, or give the first step `jenis: proses`")
            place = context.place(entry, *procedure.path(position), "jenis")
            first = context.place(entry, *procedure.path(starts[0]), "jenis")
            related = RelatedPlace(first, Phrase("the first start"))
            yield Diagnostic(CODE, message, place, hint, related=(related,))
