"""Orthogonal geometry."""

from sopc.layout.geometry import Segment, crosses, segments, shared_length, simplified


def test_simplified_drops_points_that_do_not_turn() -> None:
    assert simplified([(0, 0), (0, 5), (0, 5), (0, 9), (4, 9)]) == ((0, 0), (0, 9), (4, 9))


def test_segments_have_length() -> None:
    assert segments([(0, 0), (0, 0), (3, 0)]) == [Segment(0, 0, 3, 0)]


def test_crossing_is_in_the_inside_of_both() -> None:
    level = Segment(0, 5, 10, 5)
    assert crosses(level, Segment(5, 0, 5, 10))
    assert not crosses(level, Segment(10, 0, 10, 10))
    assert not crosses(level, Segment(0, 6, 10, 6))


def test_shared_length_is_that_of_the_common_stretch() -> None:
    assert shared_length(Segment(0, 0, 10, 0), Segment(14, 0, 4, 0)) == 6
    assert shared_length(Segment(0, 0, 10, 0), Segment(0, 1, 10, 1)) == 0
