"""Identity pages with boxes of many sizes, as they break in the finished PDF."""

from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
import yaml

from sopc import pipeline
from sopc.render.html import Pages, Templates
from sopc.render.identity import LEAST_USED, Setting, settled
from sopc.render.materials import read_materials
from sopc.render.page import LaidOut, PageEngine
from sopc.render.resources import template_folder
from sopc.render.typeface import printed_faces
from tests.catalogues import FIRST, TODAY, write_catalogue
from tests.render.printed_boxes import HEADINGS, Line, boxes_of, lines_of, pages_of

Sizes = tuple[tuple[int, ...], ...]
"""How many words each item of each of the six boxes has, left and right in turn."""
KEYS = ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan")

SPACE_BELOW = "all of a pair has room but the space below it"
CASES: dict[str, Sizes] = {
    "all on one page": ((8,) * 3, (5,) * 3, (6,), (3,) * 4, (20,), (4,) * 2),
    "forty legal bases": ((9,) * 40, (5,) * 3, (6,) * 2, (3,) * 4, (20,), (4,) * 2),
    "one giant item": ((900,), (5,), (6,), (3,), (20,), (4,)),
    "a giant item between others": ((6,) * 9, (5,), (6, 700, 6), (3,), (20,), (4,)),
    "giants side by side": ((500,), (500,), (6,), (3,), (20,), (4,)),
    "a long right side": ((6,), (12,) * 45, (6,), (3,), (20,), (4,)),
    "nothing but the last box": ((), (), (), (), (25,) * 30, ()),
    "nothing at all": ((), (), (), (), (), ()),
    "three pages": ((14,) * 30, (5,), (9,) * 30, (3,), (20,) * 12, (30,) * 14),
    SPACE_BELOW: ((12,) * 9, (5,) * 3, (3,) * 4, (1,) * 12, (16,) * 5, (60,) * 4 + (30,)),
    "a long beginning on the right": ((6,) * 15, (5,), (3,), (38, 4), (4,), (4,)),
}
"""Contents by what is special in them."""
for _count in range(30, 38):
    _before = ((1,) * _count, (5,))
    CASES[f"a pair at the foot, {_count}"] = (*_before, (3,), (38, 4), (40,) * 6, (4,))
    CASES[f"a long item at the foot, {_count}"] = (*_before, (90,), (2,), (40,) * 6, (4,))
for _count in range(9, 27, 3):
    CASES[f"{_count} legal bases"] = ((9,) * _count, (5,) * 3, (6,) * 4, (3,) * 5, (20,), (4,) * 4)
for _seed in range(12):
    _chance = Random(_seed)
    _most = [_chance.choice([1, 3, 8, 20]) for _ in KEYS]
    CASES[f"by chance, {_seed}"] = tuple(
        tuple(_chance.choice([2, 6, 15, 40]) for _ in range(_chance.randint(0, most)))
        for most in _most
    )


def item(box: int, place: int, words: int) -> str:
    return " ".join([f"b{box}i{place}", *[f"kata{n}" for n in range(words)]])


class Printer:
    """Prints the identity page of an SOP whose boxes have some sizes."""

    def __init__(self, sizes: Sizes) -> None:
        self.items = [
            [item(box, place, words) for place, words in enumerate(each)]
            for box, each in enumerate(sizes)
        ]
        with TemporaryDirectory() as folder:
            root = self._written(Path(folder))
            catalogue = pipeline.check(root, TODAY).catalogue
            assert catalogue is not None
            materials, faces = (
                read_materials(root, None, template_folder(), "Source Sans"),
                printed_faces("Source Sans"),
            )
        self._entry = catalogue.entries[0]
        self._engine = PageEngine(materials.stylesheet, {}, "Source Sans")
        self._pages = Pages(
            catalogue, Templates(materials), faces.bold.set_width, faces.regular.set_width
        )

    def _written(self, root: Path) -> Path:
        laws = {
            f"uu-{n}-2020": {"jenis": "UU", "nomor": n, "tahun": 2020, "tentang": text}
            for n, text in enumerate(self.items[0], start=1)
        }
        sop: dict[str, object] = {"nomor": "K.1.1.1.1", "nama": "Contoh", "status": "draf"}
        sop |= dict(zip(KEYS, [[*laws], *self.items[1:]], strict=True))
        sop["keterkaitan"] = [{"luar": text} for text in self.items[2]]
        files = {FIRST: yaml.safe_dump(sop), "dasar-hukum.yaml": yaml.safe_dump(laws)}
        return write_catalogue(root, files)

    def lay_out(self, setting: Setting) -> LaidOut:
        return self._engine.lay_out(self._pages.sop(self._entry, setting))

    @property
    def expected(self) -> list[list[list[str]]]:
        """The words of the items of each box, as they are printed."""
        titles = [f"UU Nomor {n} Tahun 2020 tentang {t}" for n, t in enumerate(self.items[0], 1)]
        boxes = [titles, *self.items[1:]]
        return [
            [[f"{n}.", *text.split()] for n, text in enumerate(box, 1)]
            if len(box) > 1
            else [text.split() for text in box] or [["–"]]
            for box in boxes
        ]


@cache
def printer(case: str) -> Printer:
    return Printer(CASES[case])


@cache
def printed(case: str) -> bytes:
    return settled(printer(case).lay_out).pdf()


def words(lines: list[Line]) -> list[str]:
    return [word for line in lines for word in line.text.split()]


@pytest.mark.sampled(11)
@pytest.mark.parametrize("case", CASES)
def test_every_item_is_printed_once_and_in_order(case: str) -> None:
    lines, expected = lines_of(printed(case)), printer(case).expected
    for side in (0, 1):
        wanted = [
            word
            for heading, items in zip(HEADINGS[side], expected[side::2], strict=True)
            for word in [*heading.split(), *[w for each in items for w in each]]
        ]
        found = words(boxes_of(lines, side))
        assert found[: len(wanted)] == wanted
        assert "Bagan" in found[len(wanted) :] or side == 1 or not found[len(wanted) :]


@pytest.mark.sampled(11)
@pytest.mark.parametrize("case", CASES)
def test_no_heading_stands_at_a_foot_without_the_first_item_or_two_lines(case: str) -> None:
    lines, expected = lines_of(printed(case)), printer(case).expected
    for side in (0, 1):
        own = boxes_of(lines, side)
        for heading, items in zip(HEADINGS[side], expected[side::2], strict=True):
            place = next(i for i, line in enumerate(own) if line.text == heading)
            after = own[place + 1 : place + 3]
            if len(after) > 1 and set(words(after[1:])) - set(items[0]):
                after = after[:1]
            assert after
            assert {line.page for line in after} == {own[place].page}, heading


@pytest.mark.sampled(11)
@pytest.mark.parametrize("case", CASES)
def test_no_item_that_is_not_long_is_broken(case: str) -> None:
    lines, expected = lines_of(printed(case)), printer(case).expected
    for side in (0, 1):
        own = boxes_of(lines, side)
        pages = [(word, line.page) for line in own for word in line.text.split()]
        place = 0
        for heading, items in zip(HEADINGS[side], expected[side::2], strict=True):
            place += len(heading.split())
            for each in items:
                on = {page for _, page in pages[place : place + len(each)]}
                place += len(each)
                assert len(on) == 1 or len(" ".join(each)) > 400, each[:4]


@pytest.mark.sampled(11)
@pytest.mark.parametrize("case", CASES)
def test_no_page_is_nearly_empty(case: str) -> None:
    lines = lines_of(printed(case))
    used = [
        max((line.end for line in lines if line.page == page), default=0.0)
        for page in range(1, pages_of(printed(case)) + 1)
    ]
    if len(used) > 1:
        assert min(used) > LEAST_USED - 0.03


@pytest.mark.sampled(11)
@pytest.mark.parametrize("case", CASES)
def test_no_page_is_used_that_tighter_type_would_save(case: str) -> None:
    tightest = printer(case).lay_out(Setting(tight=2))
    assert pages_of(printed(case)) <= pages_of(tightest.pdf())


def test_a_pair_is_not_moved_because_of_the_space_below_it() -> None:
    lines = lines_of(printed(SPACE_BELOW))
    assert {line.page for line in lines} == {1, 2}
    assert max(line.end for line in lines if line.page == 1) > 0.9
