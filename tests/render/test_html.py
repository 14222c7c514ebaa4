"""Pages as HTML."""

import re
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.render.filters import in_lines
from sopc.render.html import Pages, Templates
from sopc.render.links import link_to
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from tests.catalogues import FIRST, SOP, TODAY, write_catalogue


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
    assert '<td class="name">Tgl. Revisi</td><td class="value">–</td>' in identity(tmp_path)


def test_a_catalogue_may_bring_its_own_templates(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "unit.html.j2").write_text("{{ unit.name }} kami", encoding="utf-8")
    made = pages(tmp_path)
    assert made.title_page(made.catalogue.settings.units[0]) == "Sekretariat kami"


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
