"""Numbers in printed contents, by where their letters stand on the finished page."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pypdfium2
import pytest

from sopc import pipeline
from sopc.render.contents_table import ContentsLine, ContentsSection, ContentsUnit
from sopc.render.html import Pages, Templates
from sopc.render.materials import read_materials
from sopc.render.page import PageEngine
from sopc.render.resources import template_folder
from sopc.render.typeface import printed_faces
from tests.catalogues import KATALOG, TODAY, sop, write_catalogue

PATTERN = KATALOG.replace("K.1.{unit}.{seksi}.{urut}", "SOP-{urut:3}/17000/{tahun}")
TITLE = "Pengelolaan Surat Masuk dan Keluar yang Judulnya Panjang Sekali Supaya Terpotong Baris"
Letter = tuple[str, float, float]


def letters(pdf: bytes) -> Iterator[list[Letter]]:
    """Page by page its letters, each with its left and lower edge."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            found = text.get_text_range()
            yield [
                (letter, *text.get_charbox(place, loose=True)[:2])
                for place, letter in enumerate(found)
                if not letter.isspace()
            ]


def printed_lines(pdf: bytes) -> list[str]:
    """The words that stand beside each other at one height; columns are parted by their gaps."""

    def height(letter: Letter) -> float:
        return -round(letter[2], 1)

    found = []
    for page in letters(pdf):
        for _, line in groupby(sorted(page, key=lambda each: (height(each), each[1])), height):
            text, before = "", None
            for letter, left, _ in line:
                text += (" " if before is not None and left - before > 12 else "") + letter
                before = left
            found += text.split(" ")
    return found


def front(root: Path, groups: list[ContentsUnit]) -> bytes:
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    materials, faces = (
        read_materials(root, None, template_folder(), "Source Sans"),
        printed_faces("Source Sans"),
    )
    pages = Pages(catalogue, Templates(materials), faces.bold.set_width, faces.regular.set_width)
    engine = PageEngine(materials.stylesheet, {}, "Source Sans")
    return engine.lay_out(pages.front("Buku", None, groups, continued=True, titled=False)).pdf()


def groups(numbers: list[str], page: int = 7) -> list[ContentsUnit]:
    lines = tuple(ContentsLine(number, TITLE, "", page) for number in numbers)
    return [ContentsUnit("I UMUM", (ContentsSection("", "", lines),))]


def test_numbers_by_the_pattern_of_the_schema_are_whole(tmp_path: Path) -> None:
    numbers = [f"SOP-{n:03}/17000/2025" for n in range(1, 130)]
    files = {"katalog.yaml": PATTERN}
    for number in numbers[:3]:
        name = number.replace("/", "-")
        files[f"sekretariat/umum/{name}.yaml"] = sop(number, "status: belum-disusun\n")
    pdf = front(write_catalogue(tmp_path, files), groups(numbers))
    assert [line for line in printed_lines(pdf) if line.startswith("SOP-")] == numbers


@pytest.mark.parametrize(
    "number",
    ["K.1", "SOP-302/17000/2025", "SOP-1-101/17000/2025", "B-302/BPS.17000/DIREKT/2025"],
)
def test_a_number_that_has_room_stands_in_one_line(tmp_path: Path, number: str) -> None:
    pdf = front(write_catalogue(tmp_path), groups([number] * 3))
    assert printed_lines(pdf).count(number) == 3


@pytest.mark.parametrize(
    "number",
    [
        "SOP/DIREKTORAT-JENDERAL/KEPENDUDUKAN-DAN-PENCATATAN/302/17000/XII/2025",
        "SEKRETARIAT/SIPIL-PENCATATANKHUSUS/302/17000/2025",
        "KEPENDUDUKAN.PENCATATAN.SIPIL.DAERAH.KHUSUS.IBUKOTA.2025.12.31",
    ],
)
def test_a_number_wider_than_a_third_breaks_at_slashes_and_dots(
    tmp_path: Path, number: str
) -> None:
    lines = printed_lines(front(write_catalogue(tmp_path), groups([number])))
    parts = [line for line in lines if line in number and len(line) > 1]
    assert "".join(parts) == number
    assert all(part[-1] in "/." for part in parts[:-1])


def test_a_piece_without_slashes_is_broken_when_wider_than_the_column(tmp_path: Path) -> None:
    number = "X" * 90
    lines = printed_lines(front(write_catalogue(tmp_path), groups([number])))
    parts = [line for line in lines if line and set(line) == {"X"}]
    assert "".join(parts) == number
    assert len(parts) > 1


def test_page_numbers_and_places_are_whole(tmp_path: Path) -> None:
    pdf = front(write_catalogue(tmp_path), groups(["K.1"] * 1001, 1_234_567_890))
    lines = printed_lines(pdf)
    assert lines.count("1234567890") == 1001
    assert "1001" in lines
    right = max(left for page in letters(pdf) for _, left, _ in page)
    assert right < (215 - 17 - 1.5) * 72 / 25.4
    assert "Halaman" in lines
    assert "Urut" in "".join(lines)
