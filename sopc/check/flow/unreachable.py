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
from itertools import pairwise

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.procedure import Position, Procedure
from sopc.check.flow.names import name_of
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "FLW005"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the first step of each run of steps that cannot be reached.

    Where an arrow leads to no step (FLW001), it may have been meant for one of them.
    """
    for entry in context.catalogue.entries:
        procedure = Procedure(entry.sop)
        ways = (way for position in procedure.positions for way in procedure.exits(position))
        if any(way.goal is None for way in ways):
            continue
        reached = _reached(procedure)
        for before, position in pairwise(procedure.positions):
            first = before in reached or before == procedure.positions[0]
            if position not in reached and first:
                step = name_of(procedure, position)
                message = Phrase("no arrow leads to step {step}", step=step)
                hint = Phrase("correct the targets of the steps before it, or remove it")
                place = context.place(entry, *procedure.path(position))
                related = (_before(context, entry, procedure, before),)
                yield Diagnostic(CODE, message, place, hint, SEVERITY, related)


def _before(
    context: Context, entry: Entry, procedure: Procedure, position: Position
) -> RelatedPlace:
    """Where a step says that it does not go on to the next."""
    part = procedure.part(position)
    key = "keputusan" if part.decision else "lanjut" if part.next else "jenis"
    place = context.place(entry, *procedure.path(position), key)
    return RelatedPlace(place, Phrase("the step before it leads elsewhere"))


def _reached(procedure: Procedure) -> set[Position]:
    """The parts to which a start leads; a fragment starts at its first."""
    first = set(procedure.positions[:1])
    waiting = first | {p for p in procedure.positions if procedure.is_start(p)}
    reached: set[Position] = set()
    while waiting:
        position = waiting.pop()
        reached.add(position)
        waiting |= set(procedure.goals(position)) - reached
    return reached
