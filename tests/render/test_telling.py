"""Flowcharts in words: what each sheet tells, what cells say, and what of the drawing that is."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from pikepdf import Pdf

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.layout.drawing import PlacedSymbol
from sopc.render.chart_tags import ToldDrawing, in_cells, with_charts
from sopc.render.fit import FittedSop, fit_sop
from sopc.render.html import Pages, Templates
from sopc.render.materials import read_materials
from sopc.render.overlay import paint_drawings
from sopc.render.page import PageEngine
from sopc.render.resources import template_folder
from sopc.render.shapes import LABEL_SIZE
from sopc.render.tag_tables import grid, rows_of
from sopc.render.tags import Tag, below
from sopc.render.telling import Teller
from sopc.render.typeface import printed_faces
from tests.catalogues import FIRST, KATALOG, TODAY, write_catalogue

Step = dict[str, Any]


def step(who: str | list[str] = "kepala", **more: Any) -> Step:
    return {"uraian": "Menyusun konsep", "pelaksana": who, **more}


class Told:
    """An SOP of these steps in two lanes, fitted, and what is told of it."""

    def __init__(self, root: Path, steps: list[Step], form: str = "lampung-2020") -> None:
        sop = {"nomor": "K.1.1.1.1", "nama": "Contoh", "pelaksana": ["kepala", "staf"]}
        written = yaml.safe_dump({**sop, "langkah": steps}, sort_keys=False)
        write_catalogue(
            root, {FIRST: written, "katalog.yaml": KATALOG.replace("lampung-2020", form)}
        )
        catalogue = pipeline.check(root, TODAY).catalogue
        assert catalogue is not None
        self.catalogue: Catalogue = catalogue
        self.entry: Entry = catalogue.entries[0]
        materials = read_materials(root, None, template_folder(), "Source Sans")
        bold = printed_faces("Source Sans").bold
        self.fit: FittedSop = fit_sop(
            self.entry,
            Pages(catalogue, Templates(materials), bold.width),
            PageEngine(materials.stylesheet, {}, materials.typeface),
            lambda text: bold.width(text, LABEL_SIZE),
        )
        self.drawings = list(self.fit.drawings.values())
        self.teller = Teller(self.entry, catalogue, self.drawings)

    @property
    def sheets(self) -> list[str]:
        return [self.teller.sheet(number) for number, _ in enumerate(self.drawings, start=1)]


def sentences(text: str) -> list[str]:
    """The sentences of a sheet but for its name."""
    return [f"{each.rstrip('.')}." for each in text.split(". ")[1:]]


def test_each_step_says_who_acts_how_and_where_it_leads(tmp_path: Path) -> None:
    told = Told(
        tmp_path,
        [
            step("staf"),
            step(keputusan={"ya": 3, "tidak": 1}),
            step("staf", keputusan=[1, "selesai"]),
        ],
    )
    assert told.sheets == [
        "Flowchart SOP K.1.1.1.1 Contoh."
        " Langkah 1, Staf, mulai, kegiatan: ke 2."
        " Langkah 2, Kepala Dinas, keputusan: ya ke 3, tidak ke 1."
        " Langkah 3, Staf, keputusan: ke 1, selesai."
    ]


def test_a_start_and_an_end_are_called_so(tmp_path: Path) -> None:
    told = Told(tmp_path, [step(), step("staf"), step()])
    assert sentences(told.sheets[0]) == [
        "Langkah 1, Kepala Dinas, mulai: ke 2.",
        "Langkah 2, Staf, kegiatan: ke 3.",
        "Langkah 3, Kepala Dinas, selesai.",
    ]


def test_joint_work_names_all_who_do_it(tmp_path: Path) -> None:
    told = Told(tmp_path, [step(), step(["staf", "kepala"]), step()])
    assert sentences(told.sheets[0])[1] == "Langkah 2, Kepala Dinas, Staf, kegiatan: ke 3."


def test_the_parts_of_a_chain_are_told_one_by_one(tmp_path: Path) -> None:
    chain: list[Step] = [
        {"pelaksana": "staf"},
        {"pelaksana": "kepala", "keputusan": {"ya": 3, "ulang": "a"}},
    ]
    chain[0]["kode"] = "a"
    told = Told(tmp_path, [step(), {"uraian": "Memeriksa", "rangkaian": chain}, step()])
    assert sentences(told.sheets[0])[:3] == [
        "Langkah 1, Kepala Dinas, mulai: ke 2 bagian 1.",
        "Langkah 2 bagian 1, Staf, kegiatan: ke 2 bagian 2.",
        "Langkah 2 bagian 2, Kepala Dinas, keputusan: ya ke 3, ulang ke 2 bagian 1.",
    ]


def test_steps_go_by_their_printed_numbers(tmp_path: Path) -> None:
    told = Told(tmp_path, [step(), step("staf", nomor="1a"), step("kepala", nomor="")])
    assert sentences(told.sheets[0]) == [
        "Langkah 1, Kepala Dinas, mulai: ke 1a.",
        "Langkah 1a, Staf, kegiatan: ke 3.",
        "Langkah 3, Kepala Dinas, selesai.",
    ]


def test_each_sheet_tells_its_own_steps_and_names_others(tmp_path: Path) -> None:
    long = "Menyusun konsep surat jawaban. " * 40
    steps = [step("staf" if n % 2 else "kepala", uraian=long) for n in range(8)]
    steps[6] |= {"keputusan": {"setuju": 8, "tidak": 1}}
    told = Told(tmp_path, steps)
    count = len(told.sheets)
    assert count >= 2
    first, *later = told.sheets
    assert first.startswith(f"Flowchart SOP K.1.1.1.1 Contoh, lembar 1 dari {count}. Langkah 1,")
    number = max(told.drawings[0].table.rows)
    assert sentences(first)[-1].endswith(f": ke {number + 1} di lembar 2.")
    assert any("tidak ke 1 di lembar 1." in each for each in later)
    told_steps = [each.split()[1].rstrip(",") for sheet in told.sheets for each in sentences(sheet)]
    assert told_steps == [str(n) for n in range(1, 9)]


def test_it_is_told_in_the_language_of_the_form(tmp_path: Path) -> None:
    steps = [step(), step("staf", keputusan={"yes": 3, "no": 1}), step()]
    told = Told(tmp_path, steps, "iso-9001-en")
    assert sentences(told.sheets[0])[1] == "Step 2, Staf, decision: yes to 3, no to 1."


@pytest.mark.parametrize("rows", [3, 30])
def test_each_symbol_is_in_the_cell_of_its_row_and_lane(tmp_path: Path, rows: int) -> None:
    told = Told(tmp_path, [step(["staf", "kepala"][: 1 + n % 2]) for n in range(rows)])
    table, figures = parts_of(told)
    keys = {placed.tag.name: placed.cell.key for placed in grid(table)}
    names = [row.name for row, _ in rows_of(table)]
    found = [
        (names[placed.row], placed.cell.headers, kid.actual)
        for placed in grid(table)
        for kid in placed.tag.kids
        if isinstance(kid, Tag) and kid.kind == "Span"
    ]
    wanted = [
        (f"row-{s.step}", keys[f"lane-{('kepala', 'staf').index(s.lane)}"], told.teller.symbol(s))
        for drawing in told.drawings
        for s in in_cells(drawing)
    ]
    assert len(found) == len(wanted) >= rows
    for row, headers, text in found:
        assert any(row == r and key in headers and text == t for r, key, t in wanted)
    assert [figure.alt for figure in figures] == told.sheets


def test_a_figure_stands_where_the_drawing_is(tmp_path: Path) -> None:
    told = Told(tmp_path, [step(), step("staf"), step()])
    _, (figure,) = parts_of(told)
    (drawing,) = told.drawings
    height = told.fit.laid_out.sheets[-1].height
    assert figure.box is not None
    left, lower, right, upper = (edge / 0.75 for edge in figure.box)
    for symbol in drawing.symbols:
        assert left - 0.1 <= symbol.box.x0 < symbol.box.x1 <= right + 0.1
        assert lower - 0.1 <= height - symbol.box.y1 < height - symbol.box.y0 <= upper + 0.1


@pytest.mark.parametrize("rows", [3, 30])
def test_what_a_symbol_s_content_paints_is_the_symbol(tmp_path: Path, rows: int) -> None:
    told = Told(tmp_path, [step("staf" if n % 2 else "kepala") for n in range(rows)])
    written = told.fit.laid_out.written()
    with Pdf.open(BytesIO(written.pdf)) as document:
        face = printed_faces("Source Sans").bold
        paint_drawings(document, told.fit.drawings, face, written.counts)
        for page, drawing in told.fit.drawings.items():
            painted = dict(painted_boxes(document.pages[page]))
            first, height = written.counts[page], told.fit.laid_out.sheets[page].height
            for number, symbol in enumerate(in_cells(drawing), start=first + 1):
                assert painted[number] == pytest.approx(box_of(symbol, height), abs=0.01)
            assert max(painted) == first + len(in_cells(drawing))


def box_of(symbol: PlacedSymbol, height: float) -> list[float]:
    box = symbol.box
    return [0.75 * x for x in (box.x0, height - box.y1, box.x1, height - box.y0)]


def painted_boxes(page: pikepdf.Page) -> Iterator[tuple[int, list[float]]]:
    """What each marked content of a page draws lines around."""
    number, points = None, list[tuple[float, float]]()
    for each in pikepdf.parse_content_stream(page):
        operator = str(each.operator)
        if operator == "BDC" and "/MCID" in each.operands[1]:
            number, points = int(each.operands[1].MCID), []
        elif operator in ("m", "l", "c") and number is not None:
            x, y = each.operands[-2:]
            points.append((float(x), float(y)))
        elif operator == "EMC" and number is not None and points:
            xs, ys = zip(*points, strict=True)
            yield number, [min(xs), min(ys), max(xs), max(ys)]
            number = None


def parts_of(told: Told) -> tuple[Tag, list[Tag]]:
    """The table with its symbols, and the figures that follow it."""
    written = told.fit.laid_out.written()
    drawings = [
        ToldDrawing(
            drawing,
            page,
            told.fit.laid_out.sheets[page].height,
            written.counts[page],
            told.teller.sheet(number),
            tuple(map(told.teller.symbol, in_cells(drawing))),
        )
        for number, (page, drawing) in enumerate(told.fit.drawings.items(), start=1)
    ]
    tags = with_charts(written.tags, drawings, told.entry.sop.lanes)
    (section,) = [
        tag
        for tag in below(tags)
        if any(isinstance(kid, Tag) and kid.kind == "Figure" for kid in tag.kids)
        and tag.kind == "Sect"
    ]
    kids = [kid for kid in section.kids if isinstance(kid, Tag)]
    place = next(n for n, kid in enumerate(kids) if kid.kind == "Figure")
    assert kids[place - 1].kind == "Table"
    return kids[place - 1], kids[place : place + len(drawings)]
