"""Arrows and words of generated flows are easy to follow."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sopc.catalogue.sop import Sop
from sopc.layout.metrics import WIDTHS
from tests.layout import legible
from tests.layout.flows import knotted, on_one_page, wandering
from tests.layout.picture import Picture, read
from tests.layout.standing import by_kind
from tests.layout.test_ways import flow

DOUBTFUL = 0.02
"""The share of words, in flows as dense as can be, that may be as near to another line."""


@pytest.mark.parametrize("shape", [knotted, wandering])
def test_every_flow_is_easy_to_follow(shape: Callable[[int], Sop], exhaustive: bool) -> None:
    words, doubtful = 0, 0
    for seed in range(2_000 if exhaustive else 20):
        drawing = on_one_page(shape(seed))
        picture = read(drawing)
        assert legible.needless_joins(picture) == legible.needless_bends(picture) == [], seed
        if has_room(picture):
            assert legible.close_tracks(picture) == [], seed
        words += sum(arrow.word is not None for arrow in picture.arrows)
        doubtful += len(legible.astray_words(picture))
        scales = [edge.label.scale for edge in drawing.edges if edge.label]
        assert all(scale * 9.2 >= legible.LEAST_TYPE for scale in scales), seed
    assert words > 100
    assert doubtful <= words * DOUBTFUL


def has_room(picture: Picture) -> bool:
    """Whether the symbols are not of the narrowest width already."""
    return all(width > WIDTHS[-1] for width, _ in by_kind(picture.shapes).get("process", ()))


def test_the_judges_notice_words_that_stand_astray() -> None:
    picture = read(on_one_page(flow("a", "b:ya 3,tidak 1", "b"), extra=(60.0,)))
    assert legible.astray_words(picture) == []
    *others, last = picture.arrows
    (no,) = (arrow for arrow in picture.arrows if arrow.word and arrow.word.lines == ("Tidak",))
    word = no.word
    assert word is not None
    left, top, right, bottom = word.area
    for moved, fault in (
        (word.area._replace(top=top - 60, bottom=bottom - 60), "another row"),
        (word.area._replace(left=left + 200, right=right + 200), "far from"),
        (word.area._replace(left=left + 60, right=right + 60), "nearer to another"),
    ):
        arrow = replace(no, word=replace(word, area=moved))
        arrows = tuple(arrow if each is no else each for each in (*others, last))
        found = legible.astray_words(replace(picture, arrows=arrows))
        assert any(fault in each for each in found), (fault, found)


def test_the_judges_notice_arrows_that_are_hard_to_follow() -> None:
    picture = read(on_one_page(flow("a", "b", "a:ya 4,tidak 1", "a")))
    assert [fault for judge in legible.ALL for fault in judge(picture)] == []
    first = next(arrow for arrow in picture.arrows if (arrow.start, arrow.goal) == (1, 2))
    shifted = replace(first, corners=tuple((x + 5, y) for x, y in first.corners))
    assert legible.close_tracks(replace(picture, arrows=(*picture.arrows, shifted))) != []
    assert legible.needless_joins(replace(picture, arrows=(*picture.arrows, first))) != []
    source, target = (picture.shape_at(first.corners[end]) for end in (0, -1))
    assert source is not None
    assert target is not None
    (x, y), (x1, y1) = source.sides["bottom"], target.sides["top"]
    dogleg = replace(first, corners=((x, y), (x, y1 - 9), (x1, y1 - 9), (x1, y1)))
    arrows = tuple(dogleg if arrow is first else arrow for arrow in picture.arrows)
    assert legible.needless_bends(replace(picture, arrows=arrows)) != []
