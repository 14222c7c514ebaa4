"""Work done jointly: which of its actors' lanes has the symbol that arrows meet.

It is the decision or the capsule, if the part is one; in the other lanes stand plain boxes.
"""

from collections.abc import Sequence

from sopc.catalogue.procedure import Position, Procedure

_WITHIN_ROW = 2
"""How often ways within a row count more: where symbols face each other, the row is lower."""


def lanes_of(procedure: Procedure, position: Position) -> list[int]:
    """The lanes in which a part is done, from 0, left to right."""
    order = procedure.sop.lanes
    return sorted({order.index(actor) for actor in procedure.part(position).actors})


def leads(procedure: Procedure) -> dict[Position, int]:
    """The lane of each part that arrows lead to and from.

    It is the one with the shortest ways to where the flow comes from and goes to; of several such
    the nearest to the part before, then the leftmost. A decision stands at the outer end of the
    bar, where it has sides for its exits.
    """
    lanes = {position: lanes_of(procedure, position) for position in procedure.positions}
    before: dict[Position, list[Position]] = {position: [] for position in procedure.positions}
    for position in procedure.positions:
        for goal in procedure.goals(position):
            before[goal].append(position)
    found: dict[Position, int] = {}
    last = 0
    for position, own in lanes.items():
        others = [*before[position], *procedure.goals(position)]
        others += [each for each in others if each.row == position.row] * _WITHIN_ROW
        ways = [
            [found[other]] if other in found else lanes[other]
            for other in others
            if other != position
        ]
        ends = own[:: max(1, len(own) - 1)]
        decides = procedure.part(position).decision is not None
        last = found[position] = _nearest(ends if decides else own, ways, last)
    return found


def _nearest(lanes: Sequence[int], ways: Sequence[Sequence[int]], last: int) -> int:
    """The lane with the shortest ways to others, each of which has a choice of lanes too."""

    def cost(lane: int) -> tuple[int, int, int]:
        far = sum(min(abs(lane - other) for other in way) for way in ways)
        return far, abs(lane - last), lane

    return min(lanes, key=cost)
