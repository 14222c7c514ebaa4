"""Finished PDFs: pages, numbers, links and outline of books made from the same parts."""

import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array

from tests.books import Link, destinations, links, text_of

BOOKS = ("handbook.pdf", "volume/sekretariat.pdf", "volume/bidang.pdf", "sop/K.1.1.1.2.pdf")
SINGLES = ("K.1.1.1.1", "K.1.1.1.2", "K.1.2.1.1", "peta-keterkaitan")


def first_pages(book: Path) -> dict[str, int]:
    with pikepdf.open(book) as document:
        return destinations(document)


@pytest.mark.parametrize("name", BOOKS)
def test_it_opens_without_a_warning(linked_build: Path, name: str) -> None:
    path = str(linked_build / name)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "WARNING" not in checked.stdout
    shown = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
    assert shown.stderr == ""


@pytest.mark.parametrize("name", BOOKS)
def test_every_reader_counts_the_same_pages(linked_build: Path, name: str) -> None:
    with pikepdf.open(linked_build / name) as document:
        counted = len(document.pages)
        assert int(document.Root.Pages.Count) == counted
    with pypdfium2.PdfDocument(linked_build / name) as opened:
        assert len(opened) == counted


@pytest.mark.parametrize("name", SINGLES)
def test_a_book_says_word_for_word_what_its_sops_say(linked_build: Path, name: str) -> None:
    alone = text_of(linked_build / "sop" / f"{name}.pdf")
    book = text_of(linked_build / "handbook.pdf")
    first = first_pages(linked_build / "handbook.pdf")[name]
    bound = book[first - 1 : first - 1 + len(alone)]
    for number, (text, same) in enumerate(zip(bound, alone, strict=True), start=first):
        alone_foot = f"Halaman {number - first + 1} dari {len(alone)}"
        assert text == same.replace(alone_foot, f"Halaman {number} dari {len(book)}")


def test_citations_in_the_handbook_lead_to_the_page_of_the_cited(linked_build: Path) -> None:
    book = linked_build / "handbook.pdf"
    first = first_pages(book)
    citing = first["K.1.1.1.1"]
    found = [link for link in links(book) if citing <= link.on < citing + 2]
    # the two that are written; of the third there is no page to lead to
    assert [link.page for link in found] == [first["K.1.1.1.2"], first["K.1.2.1.1"], None]


def test_citations_of_a_single_sop_lead_to_the_files_beside_it(linked_build: Path) -> None:
    found = links(linked_build / "sop" / "K.1.1.1.1.pdf")
    assert [link.file for link in found] == ["K.1.1.1.2.pdf", "K.1.2.1.1.pdf", None]
    assert [link.page for link in found] == [None] * 3
    files = [link.file for link in found if link.file]
    assert all((linked_build / "sop" / file).is_file() for file in files)


def test_a_volume_links_what_it_holds_and_nothing_else(linked_build: Path) -> None:
    book = linked_build / "volume" / "sekretariat.pdf"
    first = first_pages(book)
    citing = first["K.1.1.1.1"]
    found = [link for link in links(book) if link.on >= citing]
    assert [link.page for link in found if link.page] == [first["K.1.1.1.2"], citing]
    assert {link.file for link in found} == {None}


def test_a_draft_called_as_an_annex_is_linked_as_itself(linked_build: Path) -> None:
    book = linked_build / "handbook.pdf"
    first = first_pages(book)
    assert first["peta-keterkaitan"] != first["/peta-keterkaitan"]
    reached = [link.page for link in links(book) if link.on <= 2]
    for name in ("peta-keterkaitan", "/peta-keterkaitan", "/catatan-perbedaan"):
        assert first[name] in reached
    text = text_of(book)
    assert "Rencana".lower() in text[first["peta-keterkaitan"] - 1].lower()
    assert "Peta Keterkaitan SOP" in text[first["/peta-keterkaitan"] - 1]


def test_an_entry_of_the_contents_without_pages_leads_nowhere(linked_build: Path) -> None:
    book = linked_build / "handbook.pdf"
    contents = [link for link in links(book) if link.on <= 2]
    assert {link for link in contents if link.page is None} <= {Link(2)}
    assert sorted(link.page for link in contents if link.page) == sorted(first_pages(book).values())


def test_named_destinations_are_in_the_order_that_readers_search(linked_build: Path) -> None:
    with pikepdf.open(linked_build / "handbook.pdf") as document:
        names = document.Root.Names.Dests.Names.as_list()[::2]
        raw = [bytes(name) for name in names]
        assert raw == sorted(raw)
        assert set(destinations(document)) == {
            *SINGLES, "/peta-keterkaitan", "/catatan-perbedaan"
        }  # fmt: skip


def test_the_outline_nests_units_sections_and_sops(linked_build: Path) -> None:
    book = linked_build / "handbook.pdf"
    with pikepdf.open(book) as document, document.open_outline() as outline:
        lines = [(i.title, [(k.title, [s.title for s in k.children]) for k in i.children])
                 for i in outline.root]  # fmt: skip
    assert lines == [
        ("Daftar Isi", []),
        ("I. Sekretariat", [(
            "Sub Bagian Umum",
            ["K.1.1.1.1 Menerima Surat", "K.1.1.1.2 Mencatat ≤ 5 Surat Café"],
        )]),
        ("II. Bidang Layanan", [("K.1.2.1.1 Melayani", [])]),
        ("Draf SOP tanpa nomor", [("Rencana", [])]),
        ("Peta Keterkaitan SOP", []),
        ("Catatan Perbedaan dengan Naskah 2020", []),
    ]  # fmt: skip


def test_the_outline_leads_to_the_pages_and_counts_its_lines(linked_build: Path) -> None:
    with pikepdf.open(linked_build / "handbook.pdf") as document:
        first = destinations(document)
        places = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        with document.open_outline() as outline:
            reached = {
                kid.title: places[page_of(kid)] for item in outline.root for kid in item.children
            }
            top = len(outline.root)
        root = document.Root.Outlines
        unit = root.First.Next
        assert (int(root.Count), int(unit.Count), int(unit.First.Count)) == (top, -1, -2)
    assert reached["Sub Bagian Umum"] == first["K.1.1.1.1"]
    assert reached["Rencana"] == first["peta-keterkaitan"]


def page_of(line: pikepdf.OutlineItem) -> tuple[int, int]:
    """The page that a line of the outline leads to."""
    assert isinstance(line.destination, Array)
    return line.destination[0].objgen


def test_links_can_be_told_aloud(linked_build: Path) -> None:
    with pikepdf.open(linked_build / "handbook.pdf") as document:
        told = [
            str(annotation.get("/Contents", ""))
            for page in document.pages
            for annotation in page.obj.get("/Annots", Array()).as_list()
        ]
    assert len(told) >= len(links(linked_build / "handbook.pdf")) > 5
    assert "" not in told
