"""Cells as they are measured to find the columns' widths, and as the page engine sets them."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from sopc import pipeline
from sopc.catalogue.catalogue import Entry
from sopc.layout.geometry import PX_PER_MM
from sopc.render.html import Pages, Templates
from sopc.render.materials import read_materials
from sopc.render.page import PageEngine
from sopc.render.resources import template_folder
from sopc.render.sop_pages import lanes
from sopc.render.sop_views import RowRoom, RowView
from sopc.render.table_text import columns_of
from sopc.render.text_cells import DENSE, NORMAL, SPARE, Fonts, measured
from sopc.render.typeface import printed_faces
from tests.catalogues import FIRST, TODAY, write_catalogue

ROOT = Path(__file__).parents[2] / "sops"
TOLERANCE = 0.1
"""Millimetres; a line is 3.6 high."""
ODD: dict[str, object] = {
    "nomor": "K.1.1.1.1",
    "nama": "Menerima Surat",
    "pelaksana": ["kepala", "staf"],
    "langkah": [
        {
            "uraian": "Menerima surat/berkas/dokumen dari masing-masing bidang, tahun 2019/2020, "
            "mulai awal–akhir (lihat SOP-302/17000/2025) dan seterusnya sampai selesai",
            "pelaksana": "staf",
            "kelengkapan": ["Formulir A/B", "KTP-elektronik, NPWP dan kartu " * 3, "Buku"],
            "waktu": "30 menit - 3 jam",
            "output": "Pertanggungjawaban" * 6 + " selesai",
            "keterangan": 'AVATAR WAVE Tata Toko Yakin "To Ya" fi fl ffi ' * 3,
        },
        {
            "uraian": "Baris satu\n" + "Baris dua yang lebih panjang " * 5 + "\nBaris tiga",
            "pelaksana": "kepala",
            "kelengkapan": ["Satu", "Dua"],
            "waktu": "Triwulan",
            "output": ["Surat", "Surat keputusan yang sudah ditandatangani dan distempel " * 3],
        },
        {"uraian": "Mengarsipkan", "pelaksana": "staf"},
    ],
}


@cache
def _real() -> tuple[Pages, PageEngine, dict[str, Entry]]:
    return _of(ROOT)


def _of(root: Path) -> tuple[Pages, PageEngine, dict[str, Entry]]:
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    materials = read_materials(root, None, template_folder(), "Source Sans")
    faces = printed_faces("Source Sans")
    pages = Pages(catalogue, Templates(materials), faces.bold.set_width, faces.regular.set_width)
    entries = {entry.name: entry for entry in catalogue.entries}
    return pages, PageEngine(materials.stylesheet, {}, "Source Sans"), entries


def printed(pages: Pages, engine: PageEngine, entry: Entry, *, dense: bool) -> list[float]:
    """The heights of the rows, in millimetres, when the drawing needs none."""
    form = pages.settings.form
    rows = [RowView.of(n, s, RowRoom(0), form) for n, s in enumerate(entry.sop.steps, start=1)]
    sheets = engine.lay_out(pages.chart(entry, rows, dense=dense)).sheets
    found = {name: box for sheet in sheets for name, box in sheet.anchors.items()}
    return [found[f"row-{row.step}"].height / PX_PER_MM for row in rows]


def expected(pages: Pages, entry: Entry, *, dense: bool) -> list[list[float]]:
    """The same heights by our measure: as low as can be, and what is allowed for.

    A text that just fits may be counted with a line more: see ``SPARE``.
    """
    faces, style = printed_faces("Source Sans"), DENSE if dense else NORMAL
    fonts = Fonts(faces.regular.set_width, faces.bold.set_width)
    headings = lanes(pages.catalogue, entry)
    before, *after = pages.columns(entry, dense=dense).widths[1:]
    widths = [before, *after[len(headings) :]]
    columns = [
        measured(c, fonts, style, 1e9)
        for c in columns_of(entry.sop, headings, pages.settings.form)
        if c.kind not in ("order", "lanes")
    ]
    found = []
    for spare in (SPARE, 0.0):
        cells = [
            column.heights(width + spare)[: len(entry.sop.steps)]
            for column, width in zip(columns, widths, strict=True)
        ]
        found.append([max(style.height(1), *row) for row in zip(*cells, strict=True)])
    return found


def agree(rows: list[float], bounds: list[list[float]]) -> bool:
    """Whether each row is as high as one of the bounds says."""
    return all(
        row == pytest.approx(lower, abs=TOLERANCE) or row == pytest.approx(upper, abs=TOLERANCE)
        for row, lower, upper in zip(rows, *bounds, strict=True)
    )


@pytest.mark.parametrize("dense", [False, True])
@pytest.mark.parametrize("name", ["V.26.1.1.18", "V.26.4.2.1"])
def test_rows_are_as_high_as_they_were_measured(name: str, *, dense: bool) -> None:
    pages, engine, entries = _real()
    rows = printed(pages, engine, entries[name], dense=dense)
    assert agree(rows, expected(pages, entries[name], dense=dense))


@pytest.mark.parametrize("dense", [False, True])
def test_odd_texts_break_as_they_were_measured(tmp_path: Path, *, dense: bool) -> None:
    pages, engine, entries = _of(write_catalogue(tmp_path, {FIRST: yaml.safe_dump(ODD)}))
    (entry,) = entries.values()
    rows = printed(pages, engine, entry, dense=dense)
    assert agree(rows, expected(pages, entry, dense=dense))
