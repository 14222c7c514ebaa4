"""A decision decides: its exits lead to different steps.

When every answer leads to the same step, nothing depends on the answer.

Bad::

    keputusan: {ya: 4, tidak: 4}

Good::

    keputusan: {ya: 4, tidak: 2}
"""

from collections.abc import Iterator

from sopc.catalogue.procedure import Position, Procedure
from sopc.check.flow.names import name_of
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "FLW010"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each decision all of whose exits lead to one place."""
    for entry in context.catalogue.entries:
        procedure = Procedure(entry.sop)
        for position in procedure.positions:
            exits = procedure.exits(position)
            goals = {exit.goal or exit.target for exit in exits}
            if procedure.part(position).decision and len(goals) == 1:
                message = Phrase(
                    "all exits of step {step} lead to the same place: {target}",
                    step=name_of(procedure, position),
                    target=exits[0].target,
                )
                hint = Phrase("correct a target, or make it a plain step with `lanjut`")
                place = context.place(entry, *procedure.path(position), "keputusan")
                there: tuple[RelatedPlace, ...] = ()
                if isinstance(exits[0].goal, Position):
                    goal = context.place(entry, *procedure.path(exits[0].goal))
                    there = (RelatedPlace(goal, Phrase("they lead here")),)
                yield Diagnostic(CODE, message, place, hint, SEVERITY, there)
