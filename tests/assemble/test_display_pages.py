"""Covers, and the pages that open the handbook's units: what stands there, where, and what not."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array

from tests.books import LINKED, destinations, links, text_of
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.running import build

COVERS = {
    "handbook.pdf": (1, 4, 7, 11, 14),
    "volume/sekretariat.pdf": (1, 3, 6, 9),
    "volume/bidang.pdf": (1, 3),
    "sop/K.1.1.1.1.pdf": (1,),
}
DIVIDERS = (3, 10)
_MM = 72 / 25.4
_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<rect width="9" height="9"/></svg>'
)


def letters(pdf: Path, page: int) -> list[tuple[str, float, float, float]]:
    """The letters of a page (from 1): each with its left edge and its lower edge above the paper's
    foot, in millimetres, and its size in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page - 1].get_textpage()
        found = text.get_text_range()
        return [
            (
                letter,
                text.get_charbox(place)[0] / _MM,
                text.get_charbox(place)[1] / _MM,
                float(pypdfium2.raw.FPDFText_GetFontSize(text, place))
                * 0.75,  # the page is in pixels
            )
            for place, letter in enumerate(found)
            if not letter.isspace()
        ]


@pytest.mark.parametrize("name", COVERS)
def test_every_page_but_covers_and_openers_is_numbered(linked_build: Path, name: str) -> None:
    pages = text_of(linked_build / name)
    plain = {*COVERS[name], *(DIVIDERS if name == "handbook.pdf" else ())}
    numbered = {n for n, text in enumerate(pages, 1) if f"Halaman {n} dari {len(pages)}" in text}
    assert numbered == set(range(1, len(pages) + 1)) - plain
    assert all("Halaman" not in pages[number - 1].replace("Halaman I.", "") for number in plain)


@pytest.mark.parametrize("name", COVERS)
def test_nothing_is_in_the_foot_of_a_cover(linked_build: Path, name: str) -> None:
    with pypdfium2.PdfDocument(linked_build / name) as document:
        for number in COVERS[name]:
            lowest = min(each.get_bounds()[1] for each in document[number - 1].get_objects())
            assert lowest > 24 * _MM
        assert min(each.get_bounds()[1] for each in document[len(document) - 1].get_objects()) < (
            16 * _MM
        )


@pytest.fixture(scope="module")
def cover(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SOP with a cover that has everything."""
    folder = tmp_path_factory.mktemp("cover")
    settings = (
        LINKED["katalog.yaml"]
        .replace(
            "{nama: Dinas Contoh Kota Contoh}",
            "{nama: Dinas Contoh, logo: l.svg, alamat: [Jalan Satu, Kota Contoh]}",
        )
        .replace("    folder: sekretariat\n", "    folder: sekretariat\n    kop: Unit Contoh\n", 1)
    )
    form = "formulir: {dasar: lampung-2020, sampul: {alamat: true}}"
    title = "Penyusunan Laporan Pengguna Barang Bulanan, Semesteran dan Tahunan"
    files = {
        "katalog.yaml": settings.replace("formulir: lampung-2020", form),
        FIRST: SOP.replace("Menerima Surat", title),
        "l.svg": _LOGO,
    }
    return build(write_catalogue(folder / "sops", files), folder / "out") / "sop/K.1.1.1.1.pdf"


def test_a_cover_of_an_sop_names_the_agency_only(cover: Path) -> None:
    """So do those of 2020; the letterhead on the page after it has the unit too."""
    first, second = text_of(cover)[:2]
    assert "DINAS CONTOH" in first
    assert "UNIT CONTOH" not in first
    assert "UNIT CONTOH" in second


def test_a_cover_is_one_block_on_a_margin_of_25_mm(cover: Path) -> None:
    lines: dict[float, float] = {}
    for _, left, lower, _ in letters(cover, 1):
        lines[round(lower)] = min(left, lines.get(round(lower), 999.0))
    starts = [left for left in lines.values() if left < 30]
    assert len(starts) >= 8
    assert all(25 <= left < 26.5 for left in starts)
    assert max(left for _, left, _, _ in letters(cover, 1)) < 215 - 25


def test_a_cover_s_words_have_their_sizes(cover: Path) -> None:
    sizes: dict[float, str] = {}
    for letter, _, _, size in letters(cover, 1):
        sizes[round(size)] = sizes.get(round(size), "") + letter
    assert set(sizes) == {26, 12, 9}
    assert sizes[26].startswith("PENYUSUNANLAPORAN")
    assert sizes[12].startswith("DINASCONTOH")
    assert sizes[12].endswith("K.1.1.1.1TAHUN2025")
    assert sizes[9] == "JalanSatuKotaContoh"


def test_a_cover_has_a_logo_of_24_mm_and_a_rule_of_40(cover: Path) -> None:
    with pypdfium2.PdfDocument(cover) as document:
        boxes = [each.get_bounds() for each in document[0].get_objects(max_depth=3)]
    sizes = [((right - left) / _MM, (top - low) / _MM) for left, low, right, top in boxes]
    assert any(
        w == pytest.approx(24, abs=0.3) and h == pytest.approx(24, abs=0.3) for w, h in sizes
    )
    assert any(w == pytest.approx(40, abs=0.3) and h < 0.6 for w, h in sizes)


def test_a_unit_s_opener_lists_its_sops_with_their_pages(linked_build: Path) -> None:
    book = linked_build / "handbook.pdf"
    with pikepdf.open(book) as document:
        places = destinations(document)
    pages = text_of(book)
    first, second = (pages[number - 1] for number in DIVIDERS)
    assert f"K.1.1.1.1 Menerima Surat {places['K.1.1.1.1']}" in first
    assert f"K.1.2.1.1 Melayani {places['K.1.2.1.1']}" in second
    assert "SOP yang belum disusun K.1.2.1.2 Belum Ada" in second
    targets = {link.page for link in links(book) if link.on == DIVIDERS[0]}
    assert targets == {places["K.1.1.1.1"], places["K.1.1.1.2"]}


def test_a_unit_is_called_alike_wherever_the_book_names_it(linked_build: Path) -> None:
    pages = text_of(linked_build / "handbook.pdf")
    contents, opener = pages[1], pages[DIVIDERS[0] - 1]
    assert "I. SEKRETARIAT" in contents
    assert opener.startswith("I. SEKRETARIAT")
    assert "I. SEKRETARIAT" in text_of(linked_build / "volume/sekretariat.pdf")[0]


@pytest.mark.parametrize(("page", "lines"), [(2, 6), (DIVIDERS[0], 2), (DIVIDERS[1], 1)])
def test_a_line_is_one_link_over_number_title_and_page(
    linked_build: Path, page: int, lines: int
) -> None:
    with pikepdf.open(linked_build / "handbook.pdf") as document:
        sheet = document.pages[page - 1]
        boxes = [[float(n) for n in a.Rect.as_list()] for a in sheet.get("/Annots", Array())]
        width = float(sheet.mediabox[2])
    assert len(boxes) == lines
    for left, low, right, top in boxes:
        margins = (20, 17) if page == 2 else (25, 25)
        assert left == pytest.approx(margins[0] * _MM, abs=0.5)
        assert right == pytest.approx(width - margins[1] * _MM, abs=0.5)
        assert 14 < abs(top - low) < 17
