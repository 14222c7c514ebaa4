"""How findings name a step: by its place in the list, and its place in the row's chain."""

from sopc.catalogue.procedure import Position, Procedure
from sopc.language import Phrase


def name_of(procedure: Procedure, position: Position) -> str:
    """``3``, or ``3, part 2`` in a row that is a chain; as a field of a phrase."""
    step = position.row + 1
    if not procedure.in_chain(position):
        return str(step)
    return Phrase("{step}, part {part}", step=step, part=position.part + 1)
