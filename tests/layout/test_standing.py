"""How symbols stand: near the top of their rows, all of a kind alike."""

from dataclasses import replace

from tests.layout import standing
from tests.layout.flows import chained, drawings, on_one_page
from tests.layout.picture import read
from tests.layout.test_room import nested
from tests.layout.test_ways import flow


def test_symbols_of_chains_stand_as_they_should(exhaustive: bool) -> None:
    """Other flows are judged as ``test_drawing`` draws them."""
    for seed in range(400 if exhaustive else 15):
        picture = read(on_one_page(chained(seed), extra=(0.0, 200.0)))
        assert [fault for judge in standing.ALL for fault in judge(picture)] == [], seed


def test_what_is_crowded_on_one_page_is_narrow_on_all() -> None:
    """Nine returns side by side on the first page leave boxes little room; the second has one."""
    steps = ["b"] * 9
    steps += [f"b:ya {10 + k},tidak {10 - k}" for k in range(1, 9)]
    sop = flow(*steps, *"bcdeacd")
    pages = [range(1, 18), range(18, len(sop.steps) + 1)]
    first, second = (read(d) for _, d in drawings(sop, pages, separate=False))
    alone = read(on_one_page(flow(*"bcdeacd")))
    assert standing.unequal([first, second]) == []
    narrow, usual = (standing.by_kind(each.shapes)["process"] for each in (second, alone))
    assert (narrow, usual) == ({(24.0, 19.0)}, {(38.0, 19.0)})


def test_boxes_are_of_a_usual_or_a_narrow_size() -> None:
    widths = {
        width
        for returns in (3, 5, 7, 9)
        for lane in "ab"
        for width, _ in standing.by_kind(nested(lane, returns).shapes)["process"]
    }
    assert widths == {38.0, 24.0, 14.0}


def test_the_judges_notice_what_breaks_their_statements() -> None:
    picture = read(on_one_page(flow("a", "b", "a:ya 4,tidak 2", "b"), extra=(120.0,)))
    assert standing.low_symbols(picture) == standing.unequal([picture]) == []
    *others, last = picture.shapes
    lower = replace(last, area=last.area._replace(top=last.area.top + 50))
    spoilt = replace(picture, shapes=(*others, lower))
    assert standing.low_symbols(spoilt) != []
    assert standing.unequal([spoilt]) != []


def test_the_judges_notice_what_is_wrong_with_joint_work() -> None:
    picture = read(on_one_page(flow("a", "abc:ya 3,tidak 1", "c")))
    judges = (standing.split_joints, standing.on_bars, standing.crossed_bars)
    assert [fault for judge in judges for fault in judge(picture)] == []
    (tie,) = picture.ties
    assert standing.split_joints(replace(picture, ties=())) != []
    assert standing.split_joints(replace(picture, ties=(tie._replace(right=tie.right - 9),))) != []
    two = [replace(s, kind="decision") if s.step == 2 else s for s in picture.shapes]
    assert standing.split_joints(replace(picture, shapes=tuple(two))) != []
    (decision,) = (s for s in picture.shapes if s.kind == "decision")
    (last,) = (s for s in picture.shapes if s.step == 2 and s.lane == "c")
    arrow = picture.arrows[-1]
    elsewhere = replace(arrow, corners=(last.sides["bottom"], arrow.corners[-1]))
    assert standing.split_joints(replace(picture, arrows=(*picture.arrows, elsewhere))) != []
    x, y = decision.sides["right"]
    along = replace(arrow, corners=((x, y), (x + 20, y), (x + 20, y + 90)))
    assert standing.on_bars(replace(picture, arrows=(along,))) != []
    across = replace(arrow, corners=((x + 20, y - 30), (x + 20, y + 90)))
    assert standing.crossed_bars(replace(picture, arrows=(across,))) != []


def test_three_exits_of_a_joint_decision_leave_by_three_sides() -> None:
    picture = read(on_one_page(flow("a", "abc:ya 3,tidak 1,lain 4", "c", "b")))
    assert [fault for judge in standing.ALL for fault in judge(picture)] == []
    (decision,) = (s for s in picture.shapes if s.kind == "decision")
    left = {arrow.corners[0] for arrow in picture.arrows if arrow.start == 2}
    assert left == {decision.sides[side] for side in ("left", "right", "bottom")}
