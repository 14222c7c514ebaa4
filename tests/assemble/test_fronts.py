"""Contents whose page numbers depend on their own length: the guessing always ends."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sopc.assemble.book import Book, BookPlanner
from sopc.assemble.shard import ShardRef
from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.organisation import Unit
from sopc.render.contents_table import ContentsUnit
from sopc.render.faults import PageFault
from sopc.render.html import Pages, Templates
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from tests.assemble.test_contents import SHARDS, catalogue
from tests.books import text_of
from tests.catalogues import own_templates, write_catalogue
from tests.running import build


class Numbered(Pages):
    """Pages whose HTML is the length that the contents count on, where units are opened by
    ``opener`` pages."""

    def __init__(self, catalogue: Catalogue, opener: int) -> None:
        self.opener = opener
        materials = read_materials(Path(), None, template_folder(), "Source Sans")
        super().__init__(catalogue, Templates(materials), lambda text, size: size * len(text))

    def front(
        self,
        title: str,
        unit: Unit | None,
        contents: Sequence[ContentsUnit],
        *,
        continued: bool = False,
        titled: bool = True,
    ) -> str:
        del title, continued, titled
        numbers = [line.page for u in contents for s in u.sections for line in s.lines if line.page]
        # the front's length: pages that open a unit follow it in the handbook, an SOP in a volume
        return str(numbers[0] - 1 - (0 if unit else self.opener))

    def title_page(self, unit: Unit, contents: Sequence[ContentsUnit]) -> str:
        del contents
        return f"opens {unit.number}"

    def blank(self) -> str:
        return "blank"


def planned(
    root: Path, length: Callable[[int], int], opener: int = 1
) -> tuple[list[Book], list[tuple[int, ...]]]:
    """The books when contents that count on ``n`` pages have ``length(n)``, and a page that opens a
    unit is ``opener`` pages; what was asked for."""
    loaded = catalogue(root)
    asked: list[tuple[int, ...]] = []

    def printed(htmls: Sequence[str]) -> list[ShardRef]:
        if htmls == ["blank"]:
            return [ShardRef("blank", 1)]
        asked.append(tuple(int(html) for html in htmls if html.isdigit()))
        return [
            ShardRef(f"front {html}", length(int(html)))
            if html.isdigit()
            else ShardRef(html, opener)
            for html in htmls
        ]

    return [
        *BookPlanner(loaded, Numbered(loaded, opener), SHARDS).books([], printed).values()
    ], asked


def right(book: Book) -> bool:
    """Whether each SOP is on the page that the contents name."""
    page, found = 1, {}
    for part in book.parts:
        found[part.name] = page
        page += part.shard.pages
    return all(found[name] == number for name, number in book.pages.items())


LENGTHS: dict[str, Callable[[int], int]] = {
    "two": lambda _: 2,
    "five": lambda _: 5,
    "one of two, and the other": lambda n: 3 if n == 4 else 4,
    "now short, now long": lambda n: 2 if n > 5 else 9,
    "ever shorter, then long": lambda n: n - 1 if n > 1 else 7,
    "longer, but not for ever": lambda n: min(n + 1, 9),
    "three in turn": lambda n: {2: 5, 5: 3, 3: 2}.get(n, 2),
}


@pytest.mark.parametrize("length", LENGTHS)
def test_every_sop_is_on_the_page_that_the_contents_name(tmp_path: Path, length: str) -> None:
    books, asked = planned(tmp_path, LENGTHS[length])
    assert all(right(book) for book in books)
    assert len(asked) <= 12


@pytest.mark.parametrize("length", ["two", "five"])
def test_no_page_is_left_blank_where_a_length_is_right(tmp_path: Path, length: str) -> None:
    books, asked = planned(tmp_path, LENGTHS[length])
    assert not any(part.shard.key == "blank" for book in books for part in book.parts)
    assert len(asked) <= 2


@pytest.mark.parametrize("opener", [1, 2, 3])
def test_pages_that_open_a_unit_count_as_many_as_they_are(tmp_path: Path, opener: int) -> None:
    books, _ = planned(tmp_path, lambda _: 2, opener)
    assert all(right(book) for book in books)
    whole = books[0]
    assert sum(part.shard.pages for part in whole.parts if "opens" in part.shard.key) == 2 * opener


def test_contents_that_grow_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PageFault, match=r"mend front\.html\.j2"):
        planned(tmp_path, lambda n: n + 1)


def test_a_template_that_never_agrees_with_itself(tmp_path: Path) -> None:
    """Contents with one page more where they count on an even number of pages."""
    root = write_catalogue(tmp_path / "sops")
    own_templates(root)
    (root / "templates" / "front.html.j2").write_text(
        "{% extends 'base.html.j2' %}{% block body %}"
        "{% set lines = contents_groups[0].sections[0].lines %}"
        "{% set number = lines[0].page if lines else 0 %}"
        "{% for page in range(2 + number % 2) %}"
        "<p style='break-after: page'>isi {{ number }}</p>{% endfor %}<p>akhir</p>{% endblock %}",
        encoding="utf-8",
    )
    pages = text_of(build(root, tmp_path / "out") / "handbook.pdf")
    texts = [" ".join(page.split()) for page in pages]
    (named, *_) = (int(text.split()[1]) for text in texts if text.startswith("isi "))
    assert "MENERIMA SURAT" in texts[named - 1]
    last = max(index for index, text in enumerate(texts) if text.startswith("akhir"))
    assert "isi" not in texts[last + 1]  # a page with nothing but its number
    assert named == last + 1 + 1 + 2  # counted from 1; the blank page, the unit's title page
