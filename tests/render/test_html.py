"""Pages as HTML."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from sopc import pipeline
from sopc.render.columns import Columns
from sopc.render.headings import in_lines
from sopc.render.html import Pages, Templates
from sopc.render.links import link_to
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from sopc.render.sop_pages import chart_page
from sopc.render.typeface import printed_faces
from tests.catalogues import FIRST, PELAKSANA, SOP, TODAY, write_catalogue


def pages(root: Path, sop: str = SOP) -> Pages:
    write_catalogue(root, {FIRST: sop})
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    templates = Templates(read_materials(root, None, template_folder(), "Source Sans"))
    return Pages(catalogue, templates, lambda text, size: 0.5 * size * len(text))


def identity(root: Path, sop: str = SOP) -> str:
    """The HTML of the one SOP's cover and identity page."""
    made = pages(root, sop)
    return made.sop(made.catalogue.entries[0])


def test_text_of_the_catalogue_is_never_markup(tmp_path: Path) -> None:
    html = identity(tmp_path, SOP.replace("Menerima Surat", "<script>x</script> & <b>y</b>"))
    assert "<script>" not in html
    assert "&lt;b&gt;y&lt;/b&gt;" in html


def test_related_sop_is_printed_by_title_and_number_and_linked(tmp_path: Path) -> None:
    html = identity(tmp_path, SOP + "keterkaitan: [K.1.1.1.1, {luar: SOP Lain}]\n")
    (cited,) = re.findall(r'<a href="sop:K\.1\.1\.1\.1">(.*?)</a>', html)
    assert re.sub(r"<[^>]+>", "", cited) == "SOP Menerima Surat (K.1.1.1.1)"
    assert "<li>SOP Lain</li>" in html


def test_a_link_is_the_sop_s_file_name_in_an_address() -> None:
    assert link_to("SOP-1-é x/y") == "sop:SOP-1-%C3%A9%20x%2Fy"


def test_what_is_not_known_is_a_dash(tmp_path: Path) -> None:
    assert 'role="rowheader">Tgl. Revisi</td><td class="value">–</td>' in identity(tmp_path)


def test_a_catalogue_may_bring_its_own_templates(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "unit.html.j2").write_text("{{ unit.name }} kami", encoding="utf-8")
    materials = read_materials(tmp_path, None, template_folder(), "Source Sans", with_own=True)
    catalogue = pages(tmp_path).catalogue
    made = Pages(catalogue, Templates(materials), lambda text, size: 0.5 * size * len(text))
    assert made.title_page(catalogue.settings.units[0], []) == "Sekretariat kami"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Kepala Dinas", ("Kepala Dinas",)),
        (
            "Kepala UPTD Balai Pengawasan dan Sertifikasi Mutu Barang",
            ("Kepala UPTD Balai Pengawasan", "dan Sertifikasi Mutu Barang"),
        ),
        ("Satukatayangsangatpanjangsekalitidakdapatdipotongdimanapun", None),
    ],
)
def test_long_titles_break_into_even_lines(text: str, lines: tuple[str, ...] | None) -> None:
    assert in_lines(text) == (lines or (text,))


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<em>Kepala UPTD Balai &amp;</em> Mutu", ["<em>Kepala UPTD", "Balai &amp;</em> Mutu"]),
        ('Ka. <a href="https://a.go.id">Balai</a>', ['Ka. <a href="https://a.go.id">Balai</a>']),
        ("Kepala<br>Dinas", ["Kepala", "Dinas"]),
        ("", [""]),
    ],
)
def test_titles_with_marks_keep_their_lines_and_tags_are_no_letters(
    html: str, lines: list[str]
) -> None:
    found = in_lines(Markup(html), 14)
    assert [str(line) for line in found] == lines
    assert {type(line) for line in found} == {Markup}


def test_long_titles_made_to_stall_the_printer_are_broken() -> None:
    assert len(in_lines("a " * 30_000)) == -(-59_999 // 46)


def test_a_lane_s_name_breaks_after_a_slash_but_not_within_a_tag(tmp_path: Path) -> None:
    actors = PELAKSANA.replace("staf: Staf", 'staf: "*Staf*/[b/c](https://a.go.id/d)"')
    write_catalogue(tmp_path, {FIRST: SOP, "pelaksana.yaml": actors})
    catalogue = pipeline.check(tmp_path, TODAY).catalogue
    assert catalogue is not None
    entry = catalogue.entries[0]
    columns = Columns((), 8.0)
    width = printed_faces("Source Sans").bold.width
    page = chart_page(catalogue, entry, [], columns, width, dense=False)
    assert page.lanes[1] == ('<em>Staf</em>/\u200b<a href="https://a.go.id/d">b/\u200bc</a>')
