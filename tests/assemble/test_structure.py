"""Tagged books: what a screen reader is told, and where it finds that on the page."""

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Object, Pdf

from tests.assemble.tree import flattened, marked_content, parent_tree
from tests.books import LINKED
from tests.catalogues import own_templates, write_catalogue
from tests.running import build

BOOKS = ("handbook.pdf", "volume/sekretariat.pdf", "sop/K.1.1.1.1.pdf")


def structure(pdf: Path) -> str:
    command = ["pdfinfo", "-struct-text", str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("name", BOOKS)
def test_headings_and_tables_are_told_as_such(small_build: Path, name: str) -> None:
    told = structure(small_build / name)
    for words in ('"MENERIMA SURAT"', '"Uraian Prosedur"', '"Memeriksa surat"'):
        assert words in told
    for kind in ("H1", "Table", "TH", "TD"):
        assert kind in told


@pytest.mark.parametrize("name", BOOKS)
def test_every_page_leads_to_elements_whose_words_are_on_it(linked_build: Path, name: str) -> None:
    with pikepdf.open(linked_build / name) as book:
        tree = parent_tree(book)
        seen: list[int] = []
        for page in book.pages:
            key = int(page.obj.StructParents)
            seen.append(key)
            elements = tree[key].as_list()
            marked = list(marked_content(page))
            assert marked
            for mcid in marked:
                assert (page.objgen, mcid) in contents_of(elements[mcid], page.obj)
        assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("name", BOOKS)
def test_every_link_is_found_from_its_element_and_back(linked_build: Path, name: str) -> None:
    found = 0
    with pikepdf.open(linked_build / name) as book:
        tree = parent_tree(book)
        for page in book.pages:
            for annotation in page.obj.get("/Annots", Array()).as_list():
                element = tree[int(annotation.StructParent)]
                assert element.S == "/Link"
                linked = [kid.Obj.objgen for kid in kids(element) if is_kind(kid, "/OBJR")]
                assert annotation.objgen in linked
                found += 1
    assert found > 2


@pytest.mark.parametrize("name", BOOKS)
def test_every_element_hangs_from_the_one_that_lists_it(linked_build: Path, name: str) -> None:
    with pikepdf.open(linked_build / name) as book:
        root = book.Root.StructTreeRoot
        (document,) = root.K.as_list()
        assert (str(document.S), document.P.objgen) == ("/Document", root.objgen)
        below = list(elements_below(document))
        assert len(below) > 20
        for parent, element in below:
            assert element.P.objgen == parent.objgen
        pages = {page.objgen for page in book.pages}
        assert {e.Pg.objgen for _, e in below if "/Pg" in e} <= pages


@pytest.mark.parametrize("name", BOOKS)
def test_the_parent_tree_is_in_order_and_says_its_limits(linked_build: Path, name: str) -> None:
    with pikepdf.open(linked_build / name) as book:
        root = book.Root.StructTreeRoot
        leaves = root.ParentTree.Kids.as_list()
        keys = [int(key) for leaf in leaves for key in leaf.Nums.as_list()[::2]]
        assert keys == sorted(set(keys))
        for leaf in leaves:
            low, high = (int(limit) for limit in leaf.Limits.as_list())
            assert all(low <= int(key) <= high for key in leaf.Nums.as_list()[::2])
        assert int(root.ParentTreeNextKey) > max(keys)


def test_what_is_painted_beside_the_text_is_not_read_aloud(linked_build: Path) -> None:
    with pikepdf.open(linked_build / "handbook.pdf") as book:
        assert [unmarked_operators(page) for page in book.pages] == [[]] * len(book.pages)
        assert all({"Tj", "TJ"} & set(flattened(page)) for page in book.pages)


@pytest.mark.parametrize("name", BOOKS)
def test_no_level_of_headings_is_left_out(linked_build: Path, name: str) -> None:
    with pikepdf.open(linked_build / name) as book:
        levels = [int(str(e.S)[2:]) for e in elements_of(book) if re.fullmatch("/H[1-6]", str(e.S))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    deepest = {"handbook.pdf": 4, "volume/sekretariat.pdf": 4, "sop/K.1.1.1.1.pdf": 2}
    assert max(levels) == deepest[name]
    assert levels.count(1) == 1


@pytest.mark.parametrize("name", BOOKS)
def test_the_headings_that_a_cell_names_are_found_by_their_names(
    linked_build: Path, name: str
) -> None:
    with pikepdf.open(linked_build / name) as book:
        leaves = book.Root.StructTreeRoot.IDTree.Kids.as_list()
        pairs = [leaf.Names.as_list() for leaf in leaves]
        tree = {str(k): v for each in pairs for k, v in zip(each[::2], each[1::2], strict=True)}
        assert list(tree) == sorted(tree)
        named = {str(e.ID): e for e in elements_of(book) if "/ID" in e}
        assert {key: e.objgen for key, e in named.items()} == {k: e.objgen for k, e in tree.items()}
        asked = [
            str(key)
            for element in elements_of(book)
            for key in element.get("/A", Dictionary()).get("/Headers", Array()).as_list()
        ]
        assert len(asked) > 50
        assert {str(named[key].S) for key in asked} == {"/TH"}


def test_nor_where_an_office_s_template_leaves_one_out(tmp_path: Path) -> None:
    """Units without a heading, SOPs whose title is one of the third level."""
    root = write_catalogue(tmp_path / "sops", LINKED)
    own = own_templates(root)
    base = '{% extends "base.html.j2" %}{% block body %}'
    (own / "unit.html.j2").write_text(base + "<p>Unit</p>{% endblock %}", encoding="utf-8")
    front = "<p>Sampul</p><h3>Isi</h3>{% endblock %}"
    (own / "front.html.j2").write_text(base + front, encoding="utf-8")
    out = build(root, tmp_path / "out")
    with pikepdf.open(out / "handbook.pdf") as book:
        levels = [int(str(e.S)[2:]) for e in elements_of(book) if re.fullmatch("/H[1-6]", str(e.S))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", BOOKS[:2])
def test_contents_are_a_list_of_links(linked_build: Path, name: str) -> None:
    """Each of what the contents have a page for; what has none is a line without a link."""
    with pikepdf.open(linked_build / name) as book:
        items = [element for element in elements_of(book) if element.S == "/TOCI"]
        assert {str(item.P.S) for item in items} == {"/TOC"}
        below = [[str(e.S) for _, e in elements_below(item)] for item in items]
    linked = below.count(["/Reference", "/Link"])
    assert linked >= 2
    assert linked + below.count([]) == len(below)


def elements_of(book: Pdf) -> list[Object]:
    (document,) = book.Root.StructTreeRoot.K.as_list()
    return [element for _, element in elements_below(document)]


def contents_of(element: Object, page: Object) -> set[tuple[object, int]]:
    """The marked contents of an element, as pairs of page and MCID."""
    here = element.get("/Pg", page).objgen
    found: set[tuple[object, int]] = set()
    for kid in kids(element):
        if isinstance(kid, int):
            found.add((here, kid))
        elif is_kind(kid, "/MCR"):
            found.add((kid.get("/Pg", page).objgen, int(kid.MCID)))
    return found


def kids(element: Object) -> list[Object]:
    found = element.get("/K", Array())
    return list(found.as_list()) if isinstance(found, Array) else [found]


def is_kind(kid: Object, kind: str) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == kind


def elements_below(element: Object) -> Iterator[tuple[Object, Object]]:
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield element, kid
            yield from elements_below(kid)


def unmarked_operators(page: pikepdf.Page) -> list[str]:
    """What shows text on a page outside of any marked content."""
    depth, found = 0, []
    for operator in flattened(page):
        if operator in ("BMC", "BDC"):
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif operator in ("Tj", "TJ") and depth == 0:
            found.append(operator)
    assert depth == 0
    return found


def test_the_checks_notice_a_book_without_a_parent_tree() -> None:
    with Pdf.new() as empty:
        empty.add_blank_page()
        with pytest.raises(AttributeError):
            parent_tree(empty)
