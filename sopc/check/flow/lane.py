"""A step is done by actors who have a lane.

The lanes are the SOP's ``pelaksana``, left to right; a symbol can only stand in one of them.

Bad::

    pelaksana: [kepala-dinas, staf]
    langkah:
      - {uraian: Memeriksa daftar usulan, pelaksana: sekretaris}

Good::

    pelaksana: [kepala-dinas, sekretaris, staf]
"""

from collections.abc import Iterator

from sopc.catalogue.procedure import Procedure
from sopc.check.flow.names import name_of
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic, RelatedPlace
from sopc.language import Phrase

CODE = "FLW002"
BINDING = "There is no one lane for the symbol to stand in."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each step whose actor is known but has no lane, and each lane given twice."""
    for entry in context.catalogue.entries:
        lanes = entry.sop.lanes
        first_at = {key: index for index, key in reversed([*enumerate(lanes)])}
        for index, key in enumerate(lanes):
            if first_at[key] < index:
                place = context.place(entry, "pelaksana", index)
                message = Phrase("lane `{actor}` is given twice", actor=key)
                hint = Phrase("remove one of them")
                first = context.place(entry, "pelaksana", first_at[key])
                related = RelatedPlace(first, Phrase("first given here"))
                yield Diagnostic(CODE, message, place, hint, related=(related,))
        procedure = Procedure(entry.sop)
        if procedure.positions and not lanes:
            place = context.place(entry, "langkah")
            hint = Phrase("add a line `{key}: …`", key="pelaksana")
            yield Diagnostic(CODE, Phrase("there are steps, but no lanes"), place, hint)
            continue
        if not context.catalogue.actors.keys() >= first_at.keys():
            continue  # a lane that nobody knows may be meant: of that its own rule tells
        for position in procedure.positions:
            for index, key in enumerate(procedure.part(position).actors):
                if key not in first_at and key in context.catalogue.actors:
                    path = procedure.path(position)
                    place = context.place(entry, *path, "pelaksana", index)
                    step = name_of(procedure, position)
                    message = Phrase(
                        "`{actor}` does step {step} but has no lane", actor=key, step=step
                    )
                    hint = Phrase("add `{actor}` to the SOP's `pelaksana`", actor=key)
                    there = RelatedPlace(context.place(entry, "pelaksana"), Phrase("the lanes"))
                    cause = CommonCause(
                        f"{place.file} {key}",
                        Phrase("`{actor}` does some steps but has no lane", actor=key),
                    )
                    yield Diagnostic(CODE, message, place, hint, related=(there,), cause=cause)
