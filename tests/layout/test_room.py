"""How arrows share the room between lanes: apart from one another, from symbols and from rules."""

from itertools import pairwise

import pytest

from tests.layout.flows import on_one_page
from tests.layout.picture import Picture, read
from tests.layout.test_ways import flow

LANES = "abcde"
APART, BESIDE_RULE, CLEAR, FROM_EDGE = 9.5, 8.0, 9.0, 3.0
SMALLEST = 14.01
"""Distances, in pixels: of two arrows, of an arrow from the rule between two lanes, from a symbol
(room for the head of one that turns in), from the table's edge; and the width of
the smallest boxes."""


def nested(lane: str, returns: int, lanes: str = LANES) -> Picture:
    """Returns in one lane, each within the next; the router sends them to both sides in turn."""
    steps = [lane] * returns
    steps += [f"{lane}:ya {returns + k + 1},tidak {returns - k + 1}" for k in range(1, returns)]
    return read(on_one_page(flow(*steps, lane, *lanes)))


def columns(picture: Picture, lane: str) -> tuple[list[float], list[float]]:
    """Where upright pieces run left of a lane's symbols and right of them, from there outward."""
    middle = next(s for s in picture.shapes if s.lane == lane).area.middle[0]
    every = {
        round(piece.left, 2)
        for arrow in picture.arrows
        if arrow.word is not None and arrow.goal < arrow.start
        for piece in arrow.pieces
        if piece.right == piece.left
    }
    return sorted((x for x in every if x < middle - 1), reverse=True), sorted(
        x for x in every if x > middle + 1
    )


def box(picture: Picture, lane: str) -> tuple[float, float]:
    area = next(s for s in picture.shapes if s.lane == lane and s.kind == "decision").area
    return area.left, area.right


@pytest.mark.parametrize("returns", [3, 5, 7, 9, 11])
@pytest.mark.parametrize("lane", ["a", "b", "c", "e"])
def test_arrows_side_by_side_keep_their_distances(lane: str, returns: int) -> None:
    picture = nested(lane, returns)
    left, right = columns(picture, lane)
    assert len(left) + len(right) >= returns - 1
    start, end = box(picture, lane)
    gaps = [[abs(a - b) for a, b in pairwise(xs)] for xs in (left, right)]
    for side in gaps:
        if end - start > SMALLEST:
            assert all(gap >= APART - 0.02 for gap in side)
        elif side:  # symbols can give no more way: arrows share the room evenly or keep apart
            assert min(side) >= APART - 0.02 or max(side) - min(side) < 0.02
    assert min([start - x for x in left] + [x - end for x in right]) >= CLEAR - 0.02
    edges = picture.lanes[0][0], picture.lanes[-1][1]
    assert min(abs(x - edge) for x in (*left, *right) for edge in edges) >= FROM_EDGE - 0.02
    assert picture.crossings == 0


def test_symbols_keep_their_width_where_few_arrows_run() -> None:
    usual = box(nested("b", 3), "b")
    assert box(nested("b", 5), "b") == usual
    crowded = box(nested("b", 9), "b")
    assert crowded[1] - crowded[0] < usual[1] - usual[0]


def test_arrows_beside_the_edge_need_room_on_one_side_of_their_lane_only() -> None:
    """So symbols give way earlier there: three arrows need what six need between two lanes."""
    inner, outer = box(nested("b", 7), "b"), box(nested("a", 7), "a")
    assert outer[1] - outer[0] < inner[1] - inner[0]
    mirrored = box(nested("e", 7), "e")
    assert outer[1] - outer[0] == pytest.approx(mirrored[1] - mirrored[0])


def test_arrows_between_two_lanes_run_on_both_sides_of_the_rule() -> None:
    picture = nested("b", 7, lanes="abc")
    left, right = columns(picture, "b")
    for xs, rule in ((left, picture.lanes[1][0]), (right, picture.lanes[1][1])):
        places = sorted(round(x - rule, 2) for x in xs)
        assert places == sorted([-BESIDE_RULE, BESIDE_RULE, BESIDE_RULE + APART])


def test_a_single_arrow_runs_within_the_lane_on_the_right_of_the_rule() -> None:
    picture = nested("b", 3, lanes="abc")
    left, right = columns(picture, "b")
    assert [round(x - picture.lanes[1][0], 2) for x in left] == [BESIDE_RULE]
    assert [round(x - picture.lanes[1][1], 2) for x in right] == [BESIDE_RULE]


def test_more_returns_than_orders_can_be_tried_still_nest() -> None:
    picture = nested("a", 16, lanes="a")
    left, right = columns(picture, "a")
    assert min(len(left), len(right)) >= 7
    assert picture.crossings == 0
    for side in (left, right):
        gaps = [abs(b - a) for a, b in pairwise(side)]  # all that the sheet has room for
        assert max(gaps) - min(gaps) < 0.02
        assert min(gaps) > 9
    edges = (left[-1] - picture.lanes[0][0], picture.lanes[-1][1] - right[-1])
    assert min(edges) >= FROM_EDGE


def test_arrows_one_above_the_other_run_in_one_line() -> None:
    """A return that ends above where another begins needs no place of its own."""
    steps = ["a", "a", "a:ya 4,tidak 2", "a", "a", "a:ya 7,tidak 5", "a"]
    picture = read(on_one_page(flow(*steps)))
    left, right = columns(picture, "a")
    assert len(left) + len(right) <= 2
    assert all(len(side) <= 1 for side in (left, right))
