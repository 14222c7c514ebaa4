"""Crossings and bends are as few as rows and lanes allow: as the proven least, on small flows."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from sopc.catalogue.sop import Sop
from tests.layout.flows import knotted, on_one_page, wandering
from tests.layout.least import CROSSING, bends, burden, least
from tests.layout.picture import Area, Picture, crossings, read, touches

KNOTTED = {
    53: (1, 15), 58: (1, 12), 60: (1, 17), 70: (1, 10), 77: (2, 15), 87: (1, 14), 103: (1, 19),
    260: (2, 16), 265: (1, 10), 294: (2, 20), 297: (1, 11), 304: (1, 11), 363: (2, 16),
    411: (1, 23), 425: (2, 18), 430: (2, 15), 438: (1, 17), 463: (1, 11), 472: (1, 14),
    532: (1, 9), 533: (1, 12), 570: (1, 13), 598: (1, 16),
}  # fmt: skip
"""Seeds of flows that no drawing is without crossings: the least crossings, and bends beside."""
WINDING = (133, 167, 266, 278, 296, 352, 353, 387, 390, 417, 592, 615, 657, 339)
"""Seeds of flows that can be drawn without, but not by planning one symbol's arrows at a time."""
MOST_ARROWS = 9
"""Of so many arrows all ways can be tried in a second or so."""


def picture(sop: Sop) -> Picture:
    return read(on_one_page(sop))


@pytest.mark.parametrize(("seed", "fewest"), KNOTTED.items())
def test_what_must_cross_crosses_no_more_than_it_must(seed: int, fewest: tuple[int, int]) -> None:
    drawn = picture(knotted(seed))
    assert (drawn.crossings, bends(drawn)) == fewest
    assert least(drawn, burden(drawn)) == burden(drawn) > CROSSING


@pytest.mark.parametrize("seed", WINDING)
def test_what_need_not_cross_does_not(seed: int) -> None:
    assert picture(knotted(seed)).crossings == 0


@pytest.mark.parametrize("flow", [knotted, wandering])
def test_every_small_flow_is_drawn_with_the_least_crossings_and_bends(
    flow: Callable[[int], Sop], exhaustive: bool
) -> None:
    met = 0
    for seed in range(700 if exhaustive else 40):
        drawn = picture(flow(seed))
        if len(drawn.arrows) <= (MOST_ARROWS if exhaustive else MOST_ARROWS - 1):
            met += 1
            assert burden(drawn) == least(drawn, burden(drawn)), seed
    assert met >= 10


@pytest.mark.parametrize("seed", WINDING[:4])
def test_the_search_finds_drawings_without_crossings(seed: int) -> None:
    """Asked for less than three crossings, it does not answer three."""
    assert least(picture(knotted(seed)), 3 * CROSSING) < CROSSING


def test_the_search_draws_what_it_claims() -> None:
    """Two returns over the same steps of one lane: by its two sides they keep apart."""
    steps: list[dict[str, object]] = [{"uraian": "X", "pelaksana": "a"} for _ in range(5)]
    steps[2]["keputusan"] = {"ya": 4, "tidak": 1}
    steps[3]["keputusan"] = {"ya": 5, "tidak": 2}
    data = {"status": "draf", "nama": "X", "pelaksana": ["a"], "langkah": steps}
    drawn = picture(Sop.model_validate(data))
    assert (drawn.crossings, bends(drawn), least(drawn, 100)) == (0, 4, 4)


def test_the_search_lets_no_arrows_join_at_a_symbol_with_a_side_to_spare() -> None:
    """Three returns and the start come to one step: one side each for two of them, one for both."""
    steps: list[dict[str, object]] = [{"uraian": "X", "pelaksana": "a"} for _ in range(4)]
    for number in (1, 2):
        steps[number]["keputusan"] = {"ya": number + 2, "tidak": 1}
    data = {"status": "draf", "nama": "X", "pelaksana": ["a"], "langkah": steps}
    drawn = picture(Sop.model_validate(data))
    ends = {arrow.corners[-1] for arrow in drawn.arrows if arrow.goal == 1}
    assert (len(ends), bends(drawn), least(drawn, 100)) == (3, 4, 4)


LEVEL = [Area(0, 5, 10, 5)]


@pytest.mark.parametrize(
    ("other", "crossed", "touched"),
    [
        (Area(5, 0, 5, 10), 1, 0),
        (Area(5, 5, 5, 10), 0, 1),
        (Area(5, 0, 5, 5), 0, 1),
        (Area(0, 0, 0, 10), 0, 1),
        (Area(10, 0, 10, 10), 0, 1),
        (Area(5, 5, 20, 5), 0, 1),
        (Area(10, 5, 20, 5), 0, 1),
        (Area(5, 6, 5, 10), 0, 0),
        (Area(11, 0, 11, 10), 0, 0),
        (Area(0, 6, 10, 6), 0, 0),
    ],
)
def test_lines_cross_where_both_go_on_and_else_touch(
    other: Area, crossed: int, touched: int
) -> None:
    for one, two in ((LEVEL, [other]), ([other], LEVEL)):
        assert (crossings(one, two), touches(one, two)) == (crossed, touched)


@pytest.mark.parametrize("name", ["picture", "guarantees", "least"])
def test_what_judges_drawings_knows_nothing_of_what_draws_them(name: str) -> None:
    tree = ast.parse(Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8"))
    typed = [node for node in tree.body if isinstance(node, ast.If)]
    ours = [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and not any(node in below.body for below in typed)
        and str(node.module).startswith(("sopc", "tests"))
    ]
    assert set(ours) <= {"tests.layout.picture"}
    assert not [
        node
        for node in tree.body
        if isinstance(node, ast.Import) and "sopc" in str([alias.name for alias in node.names])
    ]
