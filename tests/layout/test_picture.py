"""What is written to an SVG is the drawing that was judged."""

from types import SimpleNamespace
from typing import cast

import pytest

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.registry import Actor
from sopc.catalogue.sop import Sop
from sopc.layout.drawing import Drawing
from sopc.render.svg import write_svg
from sopc.render.typeface import printed_faces
from tests.catalogues import form
from tests.layout import guarantees
from tests.layout.flows import chained, drawings, knotted
from tests.layout.picture import Area, Picture, read, read_svg
from tests.layout.test_ways import PAGES, flow

WITHOUT_TABLE = [guarantee for guarantee in guarantees.ALL if guarantee is not guarantees.outside]


def written(sop: Sop, drawn: list[Drawing]) -> list[Picture]:
    actors = {lane: Actor.model_validate({"nama": lane}) for lane in sop.lanes}
    entry = cast(Entry, SimpleNamespace(sop=sop))
    settings = SimpleNamespace(form=form())
    catalogue = cast(Catalogue, SimpleNamespace(actors=actors, settings=settings))
    return read_svg(write_svg(entry, catalogue, drawn, printed_faces("Source Sans").bold))


def rounded(picture: Picture, down: float) -> object:
    """What is in a picture, moved down, to a twentieth of a pixel."""

    def place(x: float, y: float) -> tuple[int, int]:
        return round(x * 20), round((y + down) * 20)

    def area(box: Area) -> object:
        return place(box.left, box.top), place(box.right, box.bottom)

    return (
        [(s.step, s.part, s.kind, s.lane, area(s.area), s.word) for s in picture.shapes],
        [
            (
                (a.start, a.from_part),
                (a.goal, a.to_part),
                [place(*corner) for corner in a.corners],
                a.word and (a.word.lines, area(a.word.area)),
            )
            for a in picture.arrows
        ],
        [area(tie) for tie in picture.ties],
    )


def flows() -> list[tuple[Sop, list[list[int]]]]:
    cut = [(flow(*steps.split("; ")), [[1, 2, 3, 4], [5, 6]]) for steps, _ in PAGES.values()]
    whole = [knotted(seed) for seed in range(2000, 2020)]
    linked = [(sop, [[1], list(range(2, len(sop.steps) + 1))]) for sop in map(chained, range(6))]
    return [*cut, *linked, *((sop, [list(range(1, len(sop.steps) + 1))]) for sop in whole)]


@pytest.mark.parametrize(("sop", "pages"), flows())
def test_the_svg_shows_what_was_drawn(sop: Sop, pages: list[list[int]]) -> None:
    drawn = [drawing for _, drawing in drawings(sop, pages, separate=False)]
    shown = written(sop, drawn)
    for picture, drawing in zip(shown, drawn, strict=True):
        before = read(drawing)
        down = picture.shapes[0].area.top - before.shapes[0].area.top
        assert nearly(rounded(picture, -down), rounded(before, 0.0))
        assert [fault for judge in WITHOUT_TABLE for fault in judge(picture)] == []
        assert picture.crossings == drawing.crossings


def nearly(one: object, two: object) -> bool:
    """Whether two things are alike, whole numbers up to 1."""
    if isinstance(one, int) and isinstance(two, int):
        return abs(one - two) <= 1
    if isinstance(one, list | tuple) and isinstance(two, list | tuple):
        return len(one) == len(two) and all(map(nearly, one, two))
    return one == two
