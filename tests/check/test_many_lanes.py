"""The limit of lanes is the drawing's."""

from sopc.check.flow.many_lanes import MOST
from sopc.layout.metrics import MAX_LANES


def test_as_many_lanes_are_allowed_as_can_be_drawn() -> None:
    assert MOST == MAX_LANES
