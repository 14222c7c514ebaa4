"""The flowchart by itself, as others will read it."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

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
