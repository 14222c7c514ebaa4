"""What the rules allow is what the drawing can do; they may not import one another."""

from sopc.check.flow.long_label import LONGEST, LONGEST_WORD
from sopc.check.flow.many_lanes import MOST
from sopc.layout.labels import MAX_LABEL, MAX_WORD
from sopc.layout.metrics import MAX_LANES


def test_the_checker_allows_as_many_lanes_as_can_be_drawn() -> None:
    assert MOST == MAX_LANES


def test_the_checker_allows_labels_as_long_as_can_be_placed() -> None:
    assert (LONGEST, LONGEST_WORD) == (MAX_LABEL, MAX_WORD)
