"""Orthogonal geometry."""

from sopc.layout.geometry import Segment, segments, simplified


def test_simplified_drops_points_that_do_not_turn() -> None:
    assert simplified([(0, 0), (0, 5), (0, 5), (0, 9), (4, 9)]) == ((0, 0), (0, 9), (4, 9))


def test_segments_have_length() -> None:
    assert segments([(0, 0), (0, 0), (3, 0)]) == [Segment(0, 0, 3, 0)]
