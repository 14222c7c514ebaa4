"""Which way arrows go: flows written down by hand, and their arrows told as one sees them."""

from itertools import pairwise

import pytest

from sopc.catalogue.sop import Sop
from sopc.layout.routes import Strand
from tests.layout import guarantees
from tests.layout.flows import drawings, on_one_page
from tests.layout.picture import Arrow, Picture, Place, read


def flow(*steps: str) -> Sop:
    """Steps as `lanes` or `lanes: exit target, …`; with one exit without a word, the next step."""
    lanes = sorted({lane for step in steps for lane in step.split(":")[0]})
    written = []
    for step in steps:
        actors, _, ways = step.partition(":")
        data: dict[str, object] = {"uraian": "Langkah", "pelaksana": list(actors)}
        exits = dict(way.split() for way in ways.split(",")) if " " in ways.strip() else {}
        if exits:
            data["keputusan"] = {word: _goal(goal) for word, goal in exits.items()}
        elif ways:
            data["lanjut"] = _goal(ways.strip())
        written.append(data)
    data = {"status": "draf", "nama": "X", "pelaksana": lanes, "langkah": written}
    return Sop.model_validate(data)


def _goal(text: str) -> object:
    return int(text) if text.isdigit() else text


def told(picture: Picture) -> list[str]:
    """Every arrow as `from→to: side, lanes of its upright pieces, side`; `a|b` is between lanes."""
    return [
        f"{arrow}: {', '.join([_side(picture, arrow.corners[0]), *_upright(picture, arrow)])}, "
        f"{_side(picture, arrow.corners[-1])}"
        for arrow in picture.arrows
    ]


def _side(picture: Picture, place: Place) -> str:
    shape = picture.shape_at(place)
    assert shape is not None
    x, y = shape.area.middle
    if abs(place[0] - x) < 1:
        return "top" if place[1] < y else "bottom"
    return "left" if place[0] < x else "right"


def _upright(picture: Picture, arrow: Arrow) -> list[str]:
    """Where an arrow's upright pieces run that are longer than what leads in or out."""
    names = [chr(ord("a") + n) for n in range(len(picture.lanes))]
    found = []
    for (x, y), (x1, y1) in pairwise(arrow.corners):
        if abs(x - x1) < 0.1 and (abs(y - y1) > 20 or len(arrow.corners) == 2):
            near = [n for n, (a, b) in enumerate(picture.lanes) if abs((a + b) / 2 - x) < 1]
            left = sum((a + b) / 2 < x for a, b in picture.lanes)
            found.append(names[near[0]] if near else "|".join(["", *names, ""][left : left + 2]))
    return found


FLOWS = {
    "a return leaves at a free side and enters at the same side": (
        "a; a:ya 3,tidak 1; a:ya 4,tidak 2; a",
        [
            "1→1: bottom, a, top",
            "1→2: bottom, a, top",
            "2→3 Ya: bottom, a, top",
            "2→1 Tidak: left, |a, left",
            "3→4 Ya: bottom, a, top",
            "3→2 Tidak: right, a|, right",
        ],
    ),
    "the next step in another lane is entered from above": (
        "a; b; a",
        [
            "1→2: right, b, top",
            "2→3: left, a, top",
        ],
    ),
    "an exit to a lane that is free below the decision is bent once": (
        "b:ya 3,tidak 4; b; a; c",
        [
            "1→1: bottom, b, top",
            "1→3 Ya: left, a, top",
            "1→4 Tidak: right, c, top",
            "2→3: bottom, b, right",
            "3→4: bottom, a, left",
        ],
    ),
    "a jump goes round the steps between": (
        "a; a:4; a; a; a",
        [
            "1→2: bottom, a, top",
            "2→4: left, |a, left",
            "3→4: bottom, a, top",
            "4→5: bottom, a, top",
        ],
    ),
    "a jump goes down its own lane where that is free": (
        "c; a:5; b; a; c",
        [
            "1→2: left, a, top",
            "2→5: right, c, top",
            "3→4: left, a, top",
            "4→5: bottom, a, left",
        ],
    ),
    "an exit goes down another lane where that is free": (
        "a; a:ya 3,tidak 4; a; b",
        [
            "1→2: bottom, a, top",
            "2→3 Ya: bottom, a, top",
            "2→4 Tidak: right, b, top",
            "3→4: bottom, a, left",
        ],
    ),
    "a decision that may end has its capsule below": (
        "a; b:ya 3,tidak selesai; c",
        [
            "1→2: right, b, top",
            "2→3 Ya: right, c, top",
            "2→2 Tidak: bottom, b, top",
        ],
    ),
    "returns to one step come in from both sides and share them": (
        "a; b:1; c:1; b:1; a",
        [
            "1→1: bottom, a, top",
            "1→2: right, b, top",
            "2→1: left, |a, left",
            "3→1: left, |a, left",
            "4→1: left, |a, left",
        ],
    ),
    "a decision with three exits is returned to from above": (
        "a; b:ya 3,tidak 1,lain 4; b:ya 4,tidak 2; a",
        [
            "1→1: bottom, a, top",
            "1→2: right, b, top",
            "2→3 Ya: right, b|, top",
            "2→1 Tidak: left, |a, left",
            "2→4 Lain: bottom, |a, left",
            "3→4 Ya: left, a, top",
            "3→2 Tidak: right, b|, top",
        ],
    ),
    "a decision with two exits is returned to at its free side": (
        "a; b:ya 3,tidak 1; b:ya 4,tidak 2; a",
        [
            "1→1: bottom, a, top",
            "1→2: right, b, top",
            "2→3 Ya: bottom, b, top",
            "2→1 Tidak: left, |a, left",
            "3→4 Ya: left, a, top",
            "3→2 Tidak: right, b|, right",
        ],
    ),
    "a joint step is entered and left by the box that is near": (
        "a; bd:4; c; bd: 2; c",
        [
            "1→2: right, b, top",
            "2→4: bottom, b, top",
            "3→4: left, b, top",
            "4→2: left, a|b, left",
        ],
    ),
    "a return over a joint step": (
        "a; b; bd:1; c",
        [
            "1→1: bottom, a, top",
            "1→2: right, b, top",
            "2→3: bottom, b, top",
            "3→1: left, |a, left",
        ],
    ),
    "two arrows never go down one lane": (
        "c:ya 3,tidak 2,lain 5; b:ya 5,tidak 1,lain 3; a:4; a; c",
        [
            "1→1: bottom, c, top",
            "1→3 Ya: bottom, c, right",
            "1→2 Tidak: left, b, top",
            "1→5 Lain: right, c|, right",
            "2→5 Ya: bottom, |a, left",
            "2→1 Tidak: left, a|b, top",
            "2→3 Lain: right, b|c, top",
            "3→4: bottom, a, top",
            "4→5: right, c, top",
        ],
    ),
    "two arrows never go down one lane, again": (
        "b; a:4; b:ya 1,tidak 5,lain 1; c:ya 5,tidak 5,lain 5; a:1",
        [
            "1→1: bottom, b, top",
            "1→2: right, b|c, top",
            "2→4: right, c, top",
            "3→1 Ya: left, |a, left",
            "3→5 Tidak: right, b|c, top",
            "3→1 Lain: bottom, |a, left",
            "4→5 Ya: left, a, top",
            "4→5 Tidak: bottom, c, right",
            "4→5 Lain: right, c|, right",
            "5→1: left, |a, left",
        ],
    ),
    "an exit passes a lane that is empty": (
        "a; c:ya 4,tidak 3; b; a",
        [
            "1→2: right, c, top",
            "2→4 Ya: bottom, c, right",
            "2→3 Tidak: left, b, top",
            "3→4: left, a, top",
        ],
    ),
    "a side exit to the lane of the step before": (
        "a; c:ya 4,tidak 3; c; a; b",
        [
            "1→2: right, c, top",
            "2→4 Ya: left, a, top",
            "2→3 Tidak: bottom, c, top",
            "3→4: bottom, c, right",
            "4→5: bottom, a, left",
        ],
    ),
    "a jump past a step in the same lane": (
        "a; b:ya 3,tidak 5; b; b; b",
        [
            "1→2: right, b, top",
            "2→3 Ya: bottom, b, top",
            "2→5 Tidak: right, b|, right",
            "3→4: bottom, b, top",
            "4→5: bottom, b, top",
        ],
    ),
    "a return from the right": (
        "b; a; c:ya 4,tidak 2; b",
        [
            "1→2: left, a, top",
            "2→3: right, c, top",
            "3→4 Ya: bottom, c, right",
            "3→2 Tidak: left, |a, left",
        ],
    ),
    "a joint step that repeats": (
        "abc; abc:1; b",
        [
            "1→1: bottom, a, top",
            "1→2: bottom, a, top",
            "2→1: left, |a, left",
        ],
    ),
    "a return into a joint step comes in at its outer box": (
        "d; abc; d:ya 4,tidak 2; d",
        [
            "1→2: left, c, top",
            "2→3: bottom, c, left",
            "3→4 Ya: bottom, d, top",
            "3→2 Tidak: right, d|, right",
        ],
    ),
    "a return into a joint step from the left": (
        "b; ac; b; b:2; b",
        [
            "1→2: left, a, top",
            "2→3: bottom, a, left",
            "3→4: bottom, b, top",
            "4→2: left, |a, left",
        ],
    ),
    "a joint decision is left by its outer boxes": (
        "a; bc:ya 3,tidak 1; b",
        [
            "1→1: bottom, a, top",
            "1→2: right, b, top",
            "2→3 Ya: bottom, b, top",
            "2→1 Tidak: left, |a, left",
        ],
    ),
    "a joint decision leads round a step": (
        "a; ac:ya 4,tidak 3; c; b; a",
        [
            "1→2: bottom, a, top",
            "2→4 Ya: left, |a, left",
            "2→3 Tidak: bottom, a, left",
            "3→4: bottom, c, right",
            "4→5: bottom, b, right",
        ],
    ),
}


@pytest.mark.parametrize(("written", "arrows"), FLOWS.values(), ids=FLOWS.keys())
def test_arrows_go_where_one_expects_them(written: str, arrows: list[str]) -> None:
    assert told(read(on_one_page(flow(*written.split("; "))))) == arrows


def test_arrows_side_by_side_keep_apart_and_off_the_lanes_rule() -> None:
    steps = ["a", "a", "a", "a:ya 5,tidak 1", "a:ya 6,tidak 2", "a:ya 7,tidak 3", "b"]
    picture = read(on_one_page(flow(*steps)))
    rules = {edge for lane in picture.lanes for edge in lane}
    upright = sorted(
        (piece.left, piece.top, piece.bottom)
        for arrow in picture.arrows
        for piece in arrow.pieces
        if piece.right == piece.left and piece.bottom - piece.top > 30
    )
    columns = sorted({round(x, 2) for x, _, _ in upright})
    assert min(abs(x - rule) for x in columns for rule in rules) >= 4
    assert min(b - a for a, b in pairwise(columns)) >= 6


PAGES = {
    "a joint decision leads on and away from one diamond": (
        "a; ab; bc:ya 4,tidak 5; c; c:ya 6,tidak 2; b",
        [
            [
                "1→2: right, b, top",
                "2→3: right, c, top",
                "3→4 Ya: bottom, c, top",
                "3→5 Tidak: right, c|, top",
                "4→5: bottom, c, top",
                "5→2: top, |a, top",
            ],
            [
                "3→5: bottom, c, top",
                "5→6 Ya: bottom, c, right",
                "5→2 Tidak: left, b, bottom",
            ],
        ],
    ),
    "a return from the next page comes up to the free side of its box": (
        "a; a; a:ya 4,tidak 5; b; c:ya 6,tidak 2; b",
        [
            [
                "1→2: bottom, a, top",
                "2→3: bottom, a, top",
                "3→4 Ya: right, b, top",
                "3→5 Tidak: bottom, a, top",
                "4→5: left, a, top",
                "5→2: top, b|c, right",
            ],
            [
                "3→5: bottom, c, top",
                "5→6 Ya: bottom, c, right",
                "5→2 Tidak: left, b, bottom",
            ],
        ],
    ),
    "a return comes up beside a joint step, not between its boxes": (
        "a; ab; bc:ya 4,tidak 5; b; c:ya 6,tidak 2; b",
        [
            [
                "1→2: right, b|c, right",
                "2→3: bottom, b, top",
                "3→4 Ya: bottom, b, top",
                "3→5 Tidak: left, a|b, top",
                "4→5: bottom, b, top",
                "5→2: top, |a, top",
            ],
            [
                "3→5: bottom, c, top",
                "5→6 Ya: bottom, c, right",
                "5→2 Tidak: left, b, bottom",
            ],
        ],
    ),
    "round single boxes": (
        "a; b; b:ya 4,tidak 5; b; b:ya 6,tidak 2; b",
        [
            [
                "1→2: right, b, top",
                "2→3: bottom, b, top",
                "3→4 Ya: bottom, b, top",
                "3→5 Tidak: right, b|, top",
                "4→5: bottom, b, top",
                "5→2: top, a, left",
            ],
            [
                "3→5: bottom, b, top",
                "5→6 Ya: bottom, b, top",
                "5→2 Tidak: left, a, bottom",
            ],
        ],
    ),
    "round joint boxes": (
        "b; bc; bc:ya 4,tidak 5; b; c:ya 6,tidak 2; b",
        [
            [
                "1→2: left, |a, left",
                "2→3: bottom, a, top",
                "3→4 Ya: bottom, a, top",
                "3→5 Tidak: left, |a, top",
                "4→5: bottom, a, top",
                "5→2: top, b|, top",
            ],
            [
                "3→5: bottom, b, top",
                "5→6 Ya: bottom, b, right",
                "5→2 Tidak: left, a, bottom",
            ],
        ],
    ),
}


@pytest.mark.parametrize(("written", "pages"), PAGES.values(), ids=PAGES.keys())
def test_pentagons_are_led_to_round_the_steps_between(written: str, pages: list[list[str]]) -> None:
    """Step 5 is on the next page: what leads over the break ends and begins at pentagons, which
    stand below the rows of the one and above those of the other.
    """
    sop = flow(*written.split("; "))
    drawn = drawings(sop, [[1, 2, 3, 4], [5, 6]], separate=False)
    assert [told(read(drawing)) for _, drawing in drawn] == pages
    assert [fault for _, d in drawn for judge in guarantees.ALL for fault in judge(read(d))] == []


@pytest.mark.parametrize(
    ("end", "crossed"),
    [
        ((5.0, True), 1),
        ((0.0, True), 1),
        ((10.0, True), 1),
        ((-1.0, True), 0),
        ((11.0, True), 0),
        ((5.0, False), 0),
    ],
)
def test_arrows_cross_in_a_channel_where_one_goes_out_over_the_other(
    end: tuple[float, bool], crossed: int
) -> None:
    """The left one goes out to the right at a height that the right one passes, ends included."""
    passing = Strand(0.0, 10.0, ((0.0, True), (10.0, True)))
    turning = Strand(-20.0, 20.0, (end, (-30.0, False)))
    assert turning.crossings_left_of(passing) == crossed
    mirrored = Strand(-20.0, 20.0, ((end[0], not end[1]), (-30.0, True)))
    assert Strand(0.0, 10.0, ((0.0, False), (10.0, False))).crossings_left_of(mirrored) == crossed
    assert turning.least_crossings(passing) == passing.least_crossings(turning) == crossed
