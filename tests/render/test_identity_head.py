"""The head of identity pages, and boxes that go on on another page, as they are printed."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import yaml
from pypdfium2 import raw

from sopc import pipeline
from sopc.layout.geometry import PX_PER_MM
from sopc.render.html import Pages, Templates
from sopc.render.identity import settled
from sopc.render.materials import read_materials
from sopc.render.page import LaidOut, PageEngine
from sopc.render.resources import template_folder
from sopc.render.typeface import printed_faces
from tests.catalogues import FIRST, KATALOG, PEJABAT, SOP, TODAY, write_catalogue
from tests.render.printed_boxes import AGAIN

FORMS = {
    "lampung-2020": "lampung-2020",
    "A4": "{dasar: lampung-2020, kertas: A4}",
    "permenpanrb-35-2012": "permenpanrb-35-2012",
    "across": "{identitas: {arah: mendatar}}",
    "B5": "{kertas: {lebar: 176, tinggi: 250}}",
    "iso-9001-en": "iso-9001-en",
}
OFFICES = {
    "one line": "  jabatan: Kepala Dinas\n",
    "two lines": "  jabatan: Kepala Dinas Perindustrian dan Perdagangan Provinsi Lampung\n",
    "on behalf": "  jabatan: Kepala UPTD Balai Pengawasan dan Sertifikasi Mutu Barang\n"
    "  atas_nama: Kepala Dinas Perindustrian dan Perdagangan Provinsi Lampung\n",
}
TITLES = ("Menerima Surat", "Penyiapan Bahan Usulan Pengurusan Kartu Pegawai dan Kartu Istri")
MM = 72 / 25.4


def laid_out(folder: Path, form: str, office: str = "", **more: object) -> LaidOut:
    """The identity page of an SOP, on this form, enacted by this office."""
    officials = PEJABAT.replace("  jabatan: Kepala Dinas Contoh\n", office) if office else PEJABAT
    sop = yaml.safe_load(SOP) | more
    files = {
        "katalog.yaml": KATALOG.replace("lampung-2020", FORMS[form]),
        "pejabat.yaml": officials,
        FIRST: yaml.safe_dump(sop, sort_keys=False),
    }
    catalogue = pipeline.check(write_catalogue(folder, files), TODAY).catalogue
    assert catalogue is not None
    typeface = catalogue.settings.form.typeface
    materials, faces = (
        read_materials(folder, None, template_folder(), typeface),
        printed_faces(typeface),
    )
    pages = Pages(catalogue, Templates(materials), faces.bold.set_width, faces.regular.set_width)
    engine = PageEngine(materials.stylesheet, {}, typeface)
    return settled(lambda setting: engine.lay_out(pages.sop(catalogue.entries[0], setting)))


def head_height(found: LaidOut) -> float:
    (box,) = (sheet.anchors["fields"] for sheet in found.sheets if "fields" in sheet.anchors)
    return box.height / PX_PER_MM


@pytest.mark.sampled(2)
@pytest.mark.parametrize("form", [name for name in FORMS if name != "B5"])
def test_the_head_is_as_high_whatever_stands_in_it(tmp_path: Path, form: str) -> None:
    heights = [
        head_height(laid_out(tmp_path / f"{n}", form, office, nama=title, status=status))
        for n, (office, title, status) in enumerate(
            (office, title, status)
            for office in OFFICES.values()
            for title in TITLES
            for status in ("berlaku", "draf")
        )
    ]
    assert heights == pytest.approx([heights[0]] * len(heights), abs=0.3)


def test_the_head_is_as_high_where_boxes_are_set_tighter(tmp_path: Path) -> None:
    usual = laid_out(tmp_path / "a", "lampung-2020")
    tight = laid_out(tmp_path / "b", "lampung-2020", peringatan=["Jika tidak dilakukan " * 9] * 12)
    assert len(tight.sheets) == len(usual.sheets)
    assert head_height(tight) == pytest.approx(head_height(usual), abs=0.1)


def words(found: LaidOut) -> list[list[str]]:
    """The words of each page's headings that say that a box goes on."""
    with pypdfium2.PdfDocument(found.pdf()) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [[line for line in text.splitlines() if AGAIN in line] for text in texts]


def test_a_box_that_goes_on_is_headed_again(tmp_path: Path) -> None:
    found = laid_out(tmp_path, "lampung-2020", kualifikasi=[f"Mampu {n}" for n in range(160)])
    *before, last = words(found)
    assert len(before) > 2  # cover, identity page, and more
    assert before[:2] == [[], []]
    assert [*before[2:], last] == [["Kualifikasi Pelaksana (lanjutan)"]] * (len(before) - 1)


def test_a_page_with_nothing_that_goes_on_has_no_such_heading(tmp_path: Path) -> None:
    assert words(laid_out(tmp_path, "lampung-2020")) == [[], []]


def paths(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    for each in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1):
        yield each.get_bounds()


@pytest.mark.parametrize("form", ["permenpanrb-35-2012", "across", "B5"])
@pytest.mark.parametrize("office", OFFICES.values())
def test_the_stamp_crosses_no_rule(tmp_path: Path, form: str, office: str) -> None:
    found = laid_out(tmp_path, form, office)
    with pypdfium2.PdfDocument(found.pdf()) as document:
        every = list(paths(document[len(document) - 1]))
    (stamp,) = {
        tuple(round(edge, 1) for edge in path)
        for path in every
        if abs(path[2] - path[0] - 30 * MM) < 2 and abs(path[3] - path[1] - 30 * MM) < 2
    }
    left, lower, right, upper = stamp
    inside = [
        path
        for path in every
        if tuple(round(edge, 1) for edge in path) != stamp
        and path[0] < right - 1
        and path[2] > left + 1
        and path[1] < upper - 1
        and path[3] > lower + 1
    ]
    # a frame or a background goes round all of it
    crossing = [p for p in inside if not (p[0] < left and p[2] > right and p[3] - p[1] > 40 * MM)]
    assert crossing == []
