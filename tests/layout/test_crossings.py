"""Crossings are as few as rows and lanes allow: compared with the proven least on small flows."""

import ast
from pathlib import Path

import pytest

from sopc.catalogue.sop import Sop
from tests.layout.flows import knotted, on_one_page
from tests.layout.least import least_crossings
from tests.layout.picture import Area, Picture, crossings, read, touches

KNOTTED = {
    53: 1, 58: 1, 60: 1, 70: 1, 77: 2, 87: 1, 103: 1, 260: 2, 277: 2, 294: 2, 297: 1, 304: 1,
    363: 2, 411: 1, 425: 2, 463: 1, 472: 1, 532: 1, 533: 1, 570: 1, 598: 1,
}  # fmt: skip
"""Seeds of flows that no drawing is without crossings, and the least number of them."""
WINDING = (133, 167, 266, 278, 296, 352, 353, 387, 390, 417, 592, 615, 657)
"""Seeds of flows that can be drawn without, but not by planning one symbol's arrows at a time."""
MISSED = {339: (2, 0)}
"""Seeds where the router is known to miss the least: what it draws, and the least."""
MOST_ARROWS = 9
"""Of so many arrows all ways can be tried in a second or so."""


def picture(sop: Sop) -> Picture:
    return read(on_one_page(sop))


@pytest.mark.parametrize(("seed", "least"), KNOTTED.items())
def test_what_must_cross_crosses_no_more_than_it_must(seed: int, least: int) -> None:
    drawn = picture(knotted(seed))
    assert drawn.crossings == least
    assert least_crossings(drawn, least) == least > 0


@pytest.mark.parametrize("seed", WINDING)
def test_what_need_not_cross_does_not(seed: int) -> None:
    assert picture(knotted(seed)).crossings == 0


@pytest.mark.parametrize(("seed", "known"), MISSED.items())
def test_what_the_router_misses_is_known(seed: int, known: tuple[int, int]) -> None:
    drawn = picture(knotted(seed))
    assert (drawn.crossings, least_crossings(drawn, drawn.crossings)) == known


def test_every_small_flow_is_drawn_with_the_least_crossings(exhaustive: bool) -> None:
    met = 0
    for seed in range(700 if exhaustive else 40):
        drawn = picture(knotted(seed))
        if seed not in MISSED and len(drawn.arrows) <= MOST_ARROWS:
            met += 1
            assert drawn.crossings == least_crossings(drawn, drawn.crossings), seed
    assert met >= 20


@pytest.mark.parametrize("seed", WINDING[:4])
def test_the_search_finds_drawings_without_crossings(seed: int) -> None:
    """Asked for less than three crossings, it does not answer three."""
    assert least_crossings(picture(knotted(seed)), 3) == 0


def test_the_search_draws_what_it_claims() -> None:
    """Two returns over the same steps of one lane: by its two sides they keep apart."""
    steps: list[dict[str, object]] = [{"uraian": "X", "pelaksana": "a"} for _ in range(5)]
    steps[2]["keputusan"] = {"ya": 4, "tidak": 1}
    steps[3]["keputusan"] = {"ya": 5, "tidak": 2}
    data = {"status": "draf", "nama": "X", "pelaksana": ["a"], "langkah": steps}
    drawn = picture(Sop.model_validate(data))
    assert (drawn.crossings, least_crossings(drawn, 4)) == (0, 0)


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
