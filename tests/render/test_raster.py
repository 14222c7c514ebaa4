"""A flowchart as a picture of points: what is equal in the drawing is equal in the picture."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from PIL import Image

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.render.page import picture
from sopc.render.plain_table import draw_on_plain_table
from tests.catalogues import TODAY, write_catalogue
from tests.gallery.cases import write_gallery
from tests.layout.picture import Area, is_upright, read_svg
from tests.running import sopc

SCALE, MARGIN, NEAR, LONG = 4, 12, 5, 5
"""Points to the CSS pixel; the white edge, in CSS pixels; how far from its place in the drawing a
line may be, in points, and how long a line has to be to be looked at, in CSS pixels."""
GROUNDS = (255, 238, 217)
"""The greys of the paper, of headings, and of the bars that tie joint work."""
CASES = ("G.3", "G.4", "G.6", "G.8", "G.10", "G.14")
"""Returns, many exits, joint work, twelve lanes, sixty steps, stacked rows with several symbols."""


class Line(NamedTuple):
    kind: str
    place: Area


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    root = write_gallery(tmp_path_factory.mktemp("gallery"), "terpisah")
    found = pipeline.check(root, TODAY).catalogue
    assert found is not None
    return found


def test_the_cases_are_what_they_are_called(catalogue: Catalogue) -> None:
    titles = [pipeline.select(catalogue, number).sop.title for number in CASES]
    assert [title.split()[0] for title in titles] == [
        *("Pengembalian", "Tiga", "Langkah", "Dua", "Enam", "Rangkaian:"),
    ]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("number", CASES)
def test_lines_of_a_kind_are_equally_wide_and_dark(catalogue: Catalogue, number: str) -> None:
    svg = draw_on_plain_table(pipeline.select(catalogue, number), catalogue)
    shown = Image.open(BytesIO(picture(svg, "Source Sans")))
    looks: dict[str, Counter[tuple[int, ...]]] = {}
    for kind, place in lines(svg):
        looks.setdefault(kind, Counter())[look(shown, place, origin(svg))] += 1
    assert looks.keys() >= {"rule", "arrow", "symbol"}
    thin, thick = {(153, 153)}, {(17,) * 4}
    expected = {"rule": thin, "arrow": thick, "symbol": thick, "joint": {(17,) * 2}}
    assert {kind: set(found) for kind, found in looks.items()} == {k: expected[k] for k in looks}
    assert all(looks[kind].total() > 2 for kind in ("rule", "arrow", "symbol"))


def lines(svg: str) -> Iterator[Line]:
    """The long straight lines of a drawing: the table's, arrows' but for their heads, boxes'."""
    root = ElementTree.fromstring(svg)
    found = [Line("rule", _rule(path.get("d", ""))) for path in root.iter() if path.get("d")]
    for page in read_svg(svg):
        for arrow in page.arrows:
            found += [Line("arrow", piece) for piece in arrow.pieces[:-1]]
        found += [Line("joint", Area(*tie[:3], tie.top)) for tie in page.ties]
        for shape in page.shapes:
            if shape.kind == "process":
                left, top, right, bottom = shape.area
                found += [Line("symbol", Area(x, top, x, bottom)) for x in (left, right)]
                found += [Line("symbol", Area(left, y, right, y)) for y in (top, bottom)]
    for line in found:
        if line.place.right - line.place.left + line.place.bottom - line.place.top > LONG:
            yield line


def _rule(path: str) -> Area:
    x, y, to = (float(figure) for figure in re.findall(r"[\d.]+", path))
    return Area(x, y, to, y) if "H" in path else Area(x, y, x, to)


def origin(svg: str) -> float:
    """Where a drawing begins, from the left."""
    return float(ElementTree.fromstring(svg).get("viewBox", "").split()[0])


def look(shown: Image.Image, line: Area, left: float) -> tuple[int, ...]:
    """What is dark across a line, where it is most as it is: others cross it here and there."""
    x0, x1 = (round((x - left + MARGIN) * SCALE) for x in (line.left, line.right))
    y0, y1 = (round((y + MARGIN) * SCALE) for y in (line.top, line.bottom))
    if is_upright(line):
        part = shown.crop((x0 - NEAR, y0, x0 + NEAR, y1)).transpose(Image.Transpose.TRANSPOSE)
    else:
        part = shown.crop((x0, y0 - NEAR, x1, y0 + NEAR))
    columns = [[part.getpixel((x, y)) for y in range(part.height)] for x in range(part.width)]
    across = Counter(tuple(v for v in column if v not in GROUNDS) for column in columns)
    return across.most_common(1)[0][0]  # type: ignore[return-value]  # of greys


def test_letters_have_equal_stems_at_equal_distances(tmp_path: Path) -> None:
    root, file = write_catalogue(tmp_path / "sops"), tmp_path / "x.png"
    (root / "pelaksana.yaml").write_text("kepala: HHHHHHHHHHHHHHH\nstaf: .\n")
    assert sopc("flowchart", "K.1.1.1.1", "--sops", root, "-o", file).exit_code == 0
    found = stems(Image.open(file))
    assert len(found) == 30
    inks = [ink for ink, _ in found]
    assert max(inks) - min(inks) <= max(inks) * 0.02, inks
    for side in (0, 1):
        steps = [after - before for (_, before), (_, after) in pairwise(found[side::2])]
        assert max(steps) - min(steps) < 1, steps  # a point: a quarter of a CSS pixel


def stems(shown: Image.Image) -> list[tuple[float, float]]:
    """How much ink the stems of a heading's letters have in a row of points, and their middles."""
    y = next(y for y in range(shown.height) if _darkest(shown, y) < 60) + 6
    greys = shown.crop((0, y, shown.width, y + 1)).tobytes()
    runs = [list(run) for dark, run in groupby(enumerate(greys), lambda p: p[1] < 238) if dark]
    inks = [[(x, 238 - grey) for x, grey in run] for run in runs if len(run) > 2]  # no rule
    return [
        (sum(ink for _, ink in run), sum(x * ink for x, ink in run) / sum(ink for _, ink in run))
        for run in inks
    ]


def _darkest(shown: Image.Image, y: int) -> int:
    return min(shown.crop((0, y, shown.width, y + 1)).tobytes())


def test_it_is_of_the_pdf_s_size_on_white(catalogue: Catalogue) -> None:
    svg = draw_on_plain_table(pipeline.select(catalogue, "G.4"), catalogue)
    shown = Image.open(BytesIO(picture(svg, "Source Sans")))
    width, height = (float(size) for size in re.findall(r'(?:width|height)="([\d.]+)"', svg)[:2])
    assert abs(shown.width - (width + 2 * MARGIN) * SCALE) <= 1
    assert abs(shown.height - (height + 2 * MARGIN) * SCALE) <= 1
    assert [round(dpi) for dpi in shown.info["dpi"]] == [96 * SCALE] * 2
    ink = shown.point(lambda grey: 255 * (grey < 255)).getbbox()
    assert ink is not None
    edges = (*ink[:2], shown.width - ink[2], shown.height - ink[3])
    # a drawing has 2 CSS pixels around the outermost rules, which lie on whole points
    assert all(abs(edge - (MARGIN * SCALE + 7)) <= 1 for edge in edges)
