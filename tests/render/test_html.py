"""Pages as HTML."""

from pathlib import Path

import pytest

from sopc import pipeline
from sopc.build.compile import Press
from sopc.render.html import in_lines
from tests.catalogues import FIRST, SOP, TODAY, write_catalogue


def press(root: Path, sop: str = SOP) -> Press:
    write_catalogue(root, {FIRST: sop})
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    return Press.ready(catalogue, root)


def test_text_of_the_catalogue_is_never_markup(tmp_path: Path) -> None:
    hostile = SOP.replace("Menerima Surat", "<script>x</script> & <b>y</b>")
    made = press(tmp_path, hostile)
    html = made.pages.sop(made.catalogue.entries[0])
    assert "<script>" not in html
    assert "&lt;b&gt;y&lt;/b&gt;" in html


def test_related_sop_is_printed_by_title_and_number_and_linked(tmp_path: Path) -> None:
    made = press(tmp_path, SOP + "keterkaitan: [K.1.1.1.1, {luar: SOP Lain}]\n")
    html = made.pages.sop(made.catalogue.entries[0])
    assert '<a href="sop:K.1.1.1.1">SOP Menerima Surat (K.1.1.1.1)</a>' in html
    assert "<li>SOP Lain</li>" in html


def test_what_is_not_known_is_a_dash(tmp_path: Path) -> None:
    made = press(tmp_path)
    html = made.pages.sop(made.catalogue.entries[0])
    assert '<td class="name">Tgl. Revisi</td><td class="value">–</td>' in html


def test_a_catalogue_may_bring_its_own_templates(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "unit.html.j2").write_text("{{ unit.name }} kami", encoding="utf-8")
    made = press(tmp_path)
    assert made.pages.title_page(made.catalogue.settings.units[0]) == "Sekretariat kami"


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
