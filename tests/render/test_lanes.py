"""Lane headings: in the lines in which they are written, in groups; one line everywhere else."""

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.excerpt import excerpt
from sopc.render.chart_head import head_rows
from sopc.render.columns import fit_columns
from sopc.render.dot import write_dot
from sopc.render.html import Pages, Templates
from sopc.render.materials import read_materials
from sopc.render.plain_table import draw_on_plain_table
from sopc.render.resources import template_folder
from sopc.render.typeface import printed_faces
from tests.catalogues import FIRST, SOP, TODAY, write_catalogue

ACTORS = """\
kepala:
  nama: |
    Kepala
    Dinas/Badan
sekretaris: {nama: Sekretaris, kelompok: Satker Penerima}
kasubbag: {nama: "Kasubbag\\nUmum", kelompok: Satker Penerima}
staf: {nama: Staf, kelompok: Satker Pengirim}
"""
LANES = SOP.replace("[kepala, staf]", "[kepala, sekretaris, kasubbag, staf]").replace(
    "pelaksana: staf, waktu", "pelaksana: [sekretaris, kasubbag, staf], waktu"
)
"""All lanes have symbols, and so headings across."""


def catalogue(root: Path, sop: str = LANES) -> Catalogue:
    """What the SOP's pages are made from."""
    write_catalogue(root, {FIRST: sop, "pelaksana.yaml": ACTORS})
    whole = pipeline.check(root, TODAY).catalogue
    assert whole is not None
    return excerpt(whole, whole.entries[0])


def test_a_heading_keeps_its_lines_in_the_table(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    templates = Templates(read_materials(tmp_path, None, template_folder(), "Source Sans"))
    pages = Pages(known, templates, lambda text, size: 0.5 * size * len(text))
    html = pages.chart(known.entries[0], [], dense=False)
    headings = re.findall(r'<th id="lane-[0-9]"[^>]*>(.*?)</th>', html, re.DOTALL)
    assert [unescape(words).replace("\u200b", "") for words in headings] == [
        "Kepala<br>Dinas/Badan",
        "Sekretaris",
        "Kasubbag<br>Umum",
        "Staf",
    ]


def test_a_heading_is_no_markup(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    odd = known.actors["staf"].model_copy(update={"heading": "<b>A\nB & C"})
    known.actors["staf"] = odd
    templates = Templates(read_materials(tmp_path, None, template_folder(), "Source Sans"))
    pages = Pages(known, templates, lambda text, size: 0.5 * size * len(text))
    html = pages.chart(known.entries[0], [], dense=False)
    assert "&lt;b&gt;A<br>B &amp; C</th>" in html


def test_a_heading_keeps_its_lines_in_the_drawing_and_is_one_line_in_words(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    entry = known.entries[0]
    svg = ElementTree.fromstring(draw_on_plain_table(entry, known))
    texts = [each.text for each in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[:6] == ["Kepala", "Dinas/Badan", "Sekretaris", "Kasubbag", "Umum", "Staf"]
    words = svg.findtext("{http://www.w3.org/2000/svg}desc")
    assert "2. Memeriksa surat (Kepala Dinas/Badan)." in (words or "")
    assert 'label="Kepala Dinas/Badan"' in write_dot(entry, known)


def test_a_lane_is_as_wide_as_its_longest_word_in_whatever_line(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    entry, entry_form = known.entries[0], known.settings.form
    width = printed_faces("Source Sans").bold.width
    one = fit_columns(entry.sop, ["Koordinator Pelaksanaan"] * 4, 400, width, entry_form)
    several = fit_columns(entry.sop, ["Koordinator\nPelaksanaan"] * 4, 400, width, entry_form)
    assert one == several


@pytest.mark.parametrize(
    ("order", "groups"),
    [
        (
            "kepala, sekretaris, kasubbag, staf",
            [(None, 1), ("Satker Penerima", 2), ("Satker Pengirim", 1)],
        ),
        (
            "sekretaris, staf, kasubbag, kepala",
            [("Satker Penerima", 1), ("Satker Pengirim", 1), ("Satker Penerima", 1), (None, 1)],
        ),
        ("staf", [("Satker Pengirim", 1)]),
    ],
)
def test_adjacent_lanes_of_a_group_have_one_heading(
    tmp_path: Path, order: str, groups: list[tuple[str | None, int]]
) -> None:
    known = catalogue(tmp_path, SOP.replace("[kepala, staf]", f"[{order}]"))
    entry = known.entries[0]
    below = [row for row in head_rows(known, entry) if not row.numbers][1]
    above = [cell for cell in below.cells if cell.key == "pelaksana"]
    assert [(" ".join(cell.lines), cell.columns) for cell in above if cell.lane is None] == [
        (name, count) for name, count in groups if name is not None
    ]
