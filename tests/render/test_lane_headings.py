"""Lane headings: never small, never high, upright where lanes are narrow; and still words."""

import json
from contextlib import closing
from io import BytesIO
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pypdfium2
import pypdfium2.raw
import pytest

from sopc import pipeline
from sopc.catalogue.sop import Sop
from sopc.layout.geometry import PX_PER_MM, Rect
from sopc.render.columns import Columns, fit_columns
from sopc.render.html import Pages, Templates
from sopc.render.materials import read_materials
from sopc.render.page import PageEngine
from sopc.render.plain_table import draw_on_plain_table
from sopc.render.resources import template_folder
from sopc.render.sop_views import RowRoom, RowView
from sopc.render.typeface import printed_faces
from tests.catalogues import FIRST, TODAY, write_catalogue
from tests.forms_of import form_of

FORM = form_of("lampung-2020")
BOLD = printed_faces("Source Sans").bold
MM_A_POINT = 25.4 / 72
NAMES = (
    *("Staf", "Kepala Dinas", "Sekretaris", "Kasubbag Umum & Kepeg", "PPTK", "Kasi"),
    *("Pelaksana/Bendahara Pengeluaran", "Pertanggungjawaban", "Tim Verifikasi Teknis"),
    "Kepala Bidang Kerjasama, Pengawasan dan Pembangunan Sumber Daya Industri",
    "Kepala Seksi Pengawasan dan Pengendalian Industri",
)
FEW, MANY = range(1, 9), range(9, 15)


def columns_of(seed: int, counts: range) -> tuple[Columns, list[str], list[bool]]:
    """The columns of a table whose lanes have headings by chance, and which lanes are empty."""
    chance = Random(seed)
    names = chance.choices(NAMES, k=chance.choice(counts))
    keys = [f"lajur-{n}" for n in range(len(names))]
    acting = chance.sample(keys, chance.randint(1, len(keys)))
    text = "menerima surat dan berkas " * chance.choice((1, 4, 12))
    step = {"uraian": text, "pelaksana": acting, "output": text, "waktu": "5 menit"}
    data = {"status": "draf", "nama": "X", "pelaksana": keys, "langkah": [step] * 5}
    width = chance.choice((306.0, 273.0))
    columns = fit_columns(Sop.model_validate(data), names, width, BOLD.set_width, FORM)
    return columns, names, [key not in acting for key in keys]


def lines_of(name: str, width: float, size: float) -> int:
    """Into how many lines a heading breaks in a lane of so many millimetres, all inclusive."""
    room, lines, used = width - 1.2, 0, 1e9
    for word in name.replace("/", "/ ").split():
        wide = BOLD.set_width(word, size) * MM_A_POINT
        space = BOLD.set_width(" ", size) * MM_A_POINT
        assert wide <= room + 0.01, word
        if used + space + wide > room:
            lines, used = lines + 1, wide
        else:
            used += space + wide
    return lines


@pytest.mark.parametrize("seed", range(60))
def test_few_headings_stand_across_in_legible_type_and_few_lines(seed: int) -> None:
    columns, names, empty = columns_of(seed, FEW)
    widths = columns.widths[2 : 2 + len(names)]
    assert 7.0 <= columns.heading <= 8.0
    assert [turned is not None for turned in columns.turned] == empty
    filled = [n for n in range(len(names)) if not empty[n]]
    assert max(lines_of(names[n], widths[n], columns.heading) for n in filled) <= 5


@pytest.mark.parametrize("seed", range(60))
def test_of_many_lanes_all_headings_are_turned_in_legible_type(seed: int) -> None:
    columns, names, _ = columns_of(seed, MANY)
    assert 7.0 <= columns.heading <= 8.0
    assert None not in columns.turned
    assert len(columns.turned) == len(names)


@pytest.mark.parametrize("seed", range(60))
def test_lanes_without_symbols_are_narrow(seed: int) -> None:
    columns, names, empty = columns_of(seed, range(2, 15))
    widths = columns.widths[2 : 2 + len(names)]
    assert sum(columns.widths) in (pytest.approx(306, abs=0.05), pytest.approx(273, abs=0.05))
    narrow = [width for width, none in zip(widths, empty, strict=True) if none]
    wide = [width for width, none in zip(widths, empty, strict=True) if not none]
    assert max(narrow, default=0.0) < 15.0
    assert min(wide) >= (9.5 if len(names) > 8 else 12.5) - 0.01


def test_words_too_long_for_any_lane_are_turned_whole() -> None:
    word = "Pertanggungjawabankeuangan" * 2
    sop = {"status": "draf", "nama": "X", "pelaksana": ["a", "b"]}
    step = {"uraian": "X", "pelaksana": ["a", "b"]}
    document = Sop.model_validate({**sop, "langkah": [step]})
    columns = fit_columns(document, [word, "Staf"], 306.0, BOLD.set_width, FORM)
    assert columns.heading >= 7.0
    assert [turned is not None for turned in columns.turned] == [True, True]
    (long, _) = columns.turned
    assert long is not None
    assert long.length >= BOLD.set_width(word, columns.heading) * MM_A_POINT


def pages_of(root: Path, lanes: list[str], acting: list[str]) -> tuple[bytes, dict[str, Rect]]:
    """The chart of an SOP, and the rectangles of its elements on its first page."""
    actors = {f"lajur-{n}": name for n, name in enumerate(lanes)}
    keys = {name: key for key, name in actors.items()}
    step = {"uraian": "Menyusun konsep surat", "pelaksana": [keys[name] for name in acting]}
    sop = {"nomor": "K.1.1.1.1", "nama": "Contoh", "pelaksana": list(actors), "langkah": [step] * 3}
    files = {FIRST: json.dumps(sop), "pelaksana.yaml": json.dumps(actors)}
    write_catalogue(root, {**files, "pejabat.yaml": "kepala: {nama: A, jabatan: B}\n"})
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    materials = read_materials(root, None, template_folder(), "Source Sans")
    entry, form = catalogue.entries[0], catalogue.settings.form
    rows = [RowView.of(n, s, RowRoom(46), form) for n, s in enumerate(entry.sop.steps, start=1)]
    html = Pages(catalogue, Templates(materials), BOLD.set_width).chart(entry, rows, dense=False)
    laid_out = PageEngine(materials.stylesheet, {}, materials.typeface).lay_out(html)
    return laid_out.pdf(), dict(laid_out.sheets[0].anchors)


@pytest.mark.parametrize("names", [NAMES[:4], NAMES], ids=["some", "all"])
def test_turned_headings_are_words_within_their_cells(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    """Each letter is turned, stands in the column and the head, and is read in its order."""
    pdf, places = pages_of(tmp_path, [*names], [*names[2:]])
    turned = names if len(names) > 8 else names[:2]
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document, closing(document[0]) as page:
        height, scale = page.get_height(), 72 / 96
        with closing(page.get_textpage()) as text:
            everything = text.get_text_range().replace("\r\n", " ").replace("\u200b", "")
            letters = " ".join(everything.split())
            assert all(name.replace("/", "/") in letters.replace("/ ", "/") for name in names)
            upright = [
                text.get_charbox(n)
                for n in range(text.count_chars())
                if pypdfium2.raw.FPDFText_GetCharAngle(text.raw, n) > 1
                and text.get_text_range(n, 1).strip()
            ]
    assert len(upright) == sum(len("".join(name.split())) for name in turned)
    cells = [places[f"lane-{names.index(name)}"] for name in turned]
    for left, bottom, right, top in upright:
        box = Rect(left / scale, (height - top) / scale, right / scale, (height - bottom) / scale)
        assert any(cell.contains(box) for cell in cells), box
    row = places["row-1"]
    assert max(cell.y1 for cell in cells) == pytest.approx(row.y0, abs=0.5)
    assert max(cell.height for cell in cells) < 45 * PX_PER_MM


def test_in_an_svg_nothing_but_turned_headings_is_transformed(tmp_path: Path) -> None:
    pages_of(tmp_path, [*NAMES[:4]], [*NAMES[2:4]])
    catalogue = pipeline.check(tmp_path, TODAY).catalogue
    assert catalogue is not None
    drawn = ElementTree.fromstring(draw_on_plain_table(catalogue.entries[0], catalogue))
    turned = [each for each in drawn.iter() if each.get("transform")]
    assert " ".join(each.text or "" for each in turned) == "Staf Kepala Dinas"
