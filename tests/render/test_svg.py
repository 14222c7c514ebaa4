"""The flowchart by itself, as others will read it."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from sopc import pipeline
from sopc.render.plain_table import draw_on_plain_table
from tests.catalogues import FIRST, TODAY, write_catalogue

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing(small_build: Path) -> ElementTree.Element:
    return ElementTree.parse(small_build / "flowchart" / "K.1.1.1.1.svg").getroot()


def parts(drawing: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [g for g in drawing.iter(f"{SVG}g") if g.get("class") == kind]


def test_every_symbol_says_its_step_kind_and_lane(drawing: ElementTree.Element) -> None:
    found = [
        (g.get("data-step"), g.get("data-kind"), g.get("data-lane"))
        for g in parts(drawing, "symbol")
    ]
    assert sorted(found, key=str) == [
        ("1", "process", "staf"),
        ("1", "start", "staf"),
        ("2", "decision", "kepala"),
        ("3", "end", "staf"),
    ]


def test_every_arrow_says_where_it_leads_and_why(drawing: ElementTree.Element) -> None:
    found = {
        (g.get("data-from"), g.get("data-to"), g.get("data-label")) for g in parts(drawing, "edge")
    }
    assert found == {("1", "1", ""), ("1", "2", ""), ("2", "3", "Ya"), ("2", "1", "Tidak")}


def test_coordinates_are_absolute(drawing: ElementTree.Element) -> None:
    assert [e for e in drawing.iter() if e.get("transform")] == []


def test_it_can_be_read_aloud(drawing: ElementTree.Element) -> None:
    title, words = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert title.text == "Flowchart SOP K.1.1.1.1 Menerima Surat"
    assert "2. Memeriksa surat (Kepala Dinas). ya: langkah 3. tidak: langkah 1." in (
        words.text or ""
    )


CHAINED = """\
nomor: K.1.1.1.1
nama: Menerima Surat
pelaksana: [kepala, sekretaris, staf]
langkah:
  - {uraian: Menyusun konsep, pelaksana: staf, kode: menyusun, nomor: ""}
  - uraian: Memeriksa dan menandatangani.
    nomor: 1a
    rangkaian:
      - {pelaksana: sekretaris, keputusan: {ya: tanda-tangan, tidak: menyusun}}
      - {pelaksana: [kepala, sekretaris], kode: tanda-tangan}
  - uraian: Mengirim, lalu memeriksa tanda terima
    rangkaian:
      - {pelaksana: staf, kode: mengirim}
      - {pelaksana: sekretaris, keputusan: [mengirim, tanda-tangan, selesai]}
"""


@pytest.fixture(scope="module")
def chained(tmp_path_factory: pytest.TempPathFactory) -> ElementTree.Element:
    root = write_catalogue(tmp_path_factory.mktemp("chained"), {FIRST: CHAINED})
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    return ElementTree.fromstring(draw_on_plain_table(catalogue.entries[0], catalogue))


def test_every_symbol_of_a_chain_says_its_part(chained: ElementTree.Element) -> None:
    keys = ("data-step", "data-part", "data-kind", "data-lane")
    found = [tuple(g.get(key) for key in keys) for g in parts(chained, "symbol")]
    assert sorted(found, key=str) == [
        ("1", None, "process", "staf"),
        ("1", None, "start", "staf"),
        ("2", "1", "decision", "sekretaris"),
        ("2", "2", "process", "kepala"),
        ("2", "2", "process", "sekretaris"),
        ("3", "1", "process", "staf"),
        ("3", "2", "decision", "sekretaris"),
        ("3", "2", "end", "sekretaris"),
    ]


def test_every_arrow_says_from_which_part_to_which(chained: ElementTree.Element) -> None:
    keys = ("data-from", "data-from-part", "data-to", "data-to-part", "data-label")
    found = [tuple(g.get(key) for key in keys) for g in parts(chained, "edge")]
    assert sorted(found, key=str) == [
        ("1", None, "1", None, ""),
        ("1", None, "2", "1", ""),
        ("2", "1", "1", None, "Tidak"),
        ("2", "1", "2", "2", "Ya"),
        ("2", "2", "3", "1", ""),
        ("3", "1", "3", "2", ""),
        ("3", "2", "2", "2", ""),
        ("3", "2", "3", "1", ""),
        ("3", "2", "3", "2", ""),
    ]


def test_joint_work_is_a_bar(chained: ElementTree.Element) -> None:
    (bar,) = [e for e in chained.iter() if e.get("class") == "joint"]
    assert bar.tag == f"{SVG}rect"


def test_what_is_printed_for_a_number_is_written_beside_the_row(
    chained: ElementTree.Element,
) -> None:
    texts = [text.text for text in chained.iterfind(f"{SVG}g/{SVG}text")]
    numbers = [text for text in texts if text and text.endswith(".")]
    assert numbers == ["1a.", "3."]


def test_a_chain_can_be_read_aloud(chained: ElementTree.Element) -> None:
    assert chained.findtext(f"{SVG}desc") == (
        "1. Menyusun konsep (Staf). "
        "2. Memeriksa dan menandatangani. Bagian 1 (Sekretaris). ya: bagian 2. tidak: langkah 1. "
        "Bagian 2 (Kepala Dinas, Sekretaris). "
        "3. Mengirim, lalu memeriksa tanda terima. Bagian 1 (Staf). Bagian 2 (Sekretaris). "
        "Lanjut: bagian 1. Lanjut: langkah 2 bagian 2. Lanjut: selesai."
    )
    titles = [g.findtext(f"{SVG}title") for g in parts(chained, "symbol")]
    assert "2. Memeriksa dan menandatangani. (bagian 2)" in titles
