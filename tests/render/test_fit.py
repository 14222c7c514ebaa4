"""Flowcharts fitted to their tables, on real pages."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import yaml
from pikepdf import Pdf

from sopc import pipeline
from sopc.layout.geometry import PX_PER_MM
from sopc.layout.symbols import SymbolKind
from sopc.render.faults import TooTall
from sopc.render.fit import FittedSop, fit_sop
from sopc.render.html import Pages, Templates
from sopc.render.materials import read_materials
from sopc.render.overlay import paint_drawings
from sopc.render.page import PageEngine
from sopc.render.resources import template_folder
from sopc.render.shapes import LABEL_SIZE
from sopc.render.typeface import printed_faces
from tests.catalogues import FIRST, PELAKSANA, TODAY, write_catalogue
from tests.layout.test_drawing import faults

Step = dict[str, object]


def step(**more: object) -> Step:
    return {"uraian": "Menyusun konsep surat", "pelaksana": "staf", **more}


def fitted(
    root: Path,
    steps: list[Step],
    style: str = "",
    lanes: Sequence[str] = ("kepala", "staf"),
    actors: str = PELAKSANA,
) -> FittedSop:
    """An SOP of these steps in two lanes, fitted; ``style`` is added to the style sheet."""
    sop = {"nomor": "K.1.1.1.1", "nama": "Contoh", "pelaksana": [*lanes]}
    written = yaml.safe_dump({**sop, "langkah": steps}, sort_keys=False)
    write_catalogue(root, {FIRST: written, "pelaksana.yaml": actors})
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    materials = read_materials(root, None, template_folder(), "Source Sans")
    bold = printed_faces("Source Sans").bold
    return fit_sop(
        catalogue.entries[0],
        Pages(catalogue, Templates(materials), bold.width),
        PageEngine(materials.stylesheet + style, {}, materials.typeface),
        lambda text: bold.width(text, LABEL_SIZE),
    )


def steps_by_page(fit: FittedSop) -> list[list[int]]:
    return [sorted(drawing.table.rows) for drawing in fit.drawings.values()]


def test_a_short_flow_stands_on_one_page(tmp_path: Path) -> None:
    fit = fitted(tmp_path, [step() for _ in range(5)])
    assert steps_by_page(fit) == [[1, 2, 3, 4, 5]]


def test_many_returns_over_page_breaks_share_their_pentagons(tmp_path: Path) -> None:
    decisions = [step(keputusan={"ya": n + 1, "tidak": 1}) for n in range(2, 32)]
    fit = fitted(tmp_path, [step(), *decisions, step()])
    assert [n for page in steps_by_page(fit) for n in page] == list(range(1, 33))
    first = next(iter(fit.drawings.values()))
    entrances = [s for s in first.symbols if s.kind is SymbolKind.OFFPAGE and s.step == 1]
    assert len(entrances) == len(fit.drawings) - 1
    assert [faults(drawing) for drawing in fit.drawings.values()] == [[]] * len(fit.drawings)


def test_the_signature_is_compact_only_where_that_saves_a_page(tmp_path: Path) -> None:
    """On paper, 12 mm are left to sign; signing finds the space by its name."""
    spaces: dict[int, float] = {}
    for count in range(8, 17):
        sheets = fitted(tmp_path, [step() for _ in range(count)]).laid_out.sheets
        last = sheets[-1].anchors
        spaces[count] = round(last["space-Pengesah"].height / PX_PER_MM, 3)
        if spaces[count] == 12:
            assert last["row-1"]
            assert last["signature"].y1 <= sheets[-1].height - 16 * PX_PER_MM
    assert set(spaces.values()) == {18, 12}
    ordered = list(spaces.values())
    assert ordered.index(12) > 0
    assert ordered[-1] == 18


@pytest.mark.sampled(5)
@pytest.mark.parametrize("words", [90, 120, 130])
@pytest.mark.parametrize("count", [6, 7, 8, 9])
def test_no_page_but_the_last_is_left_half_empty(tmp_path: Path, words: int, count: int) -> None:
    texts = ["Memeriksa " * (words if n >= count - 3 else 3) for n in range(count)]
    steps = [step(uraian=text.strip(), output=text.strip()) for text in texts]
    fit = fitted(tmp_path, [{**steps[0], "pelaksana": "kepala"}, *steps[1:]])
    *full, _ = fit.drawings.values()
    last_sheet = fit.laid_out.sheets[-1]
    assert any(name.startswith("row-") for name in last_sheet.anchors)
    assert full
    for drawing in full:
        bottom = max(row[1] for row in drawing.table.rows.values())
        assert bottom > 0.48 * last_sheet.height


def test_a_row_higher_than_a_page_is_broken_and_drawn_in_its_first_part(tmp_path: Path) -> None:
    fit = fitted(
        tmp_path,
        [
            step(),
            step(output=["Surat"] * 95),
            step(),
            step(keputusan={"ya": 5, "tidak": 1}),
            step(),
        ],
    )
    parts = [s.anchors["row-2"] for s in fit.laid_out.sheets if "row-2" in s.anchors]
    assert len(parts) == 3
    assert steps_by_page(fit) == [[1, 2], [3, 4, 5]]
    drawn = {step for drawing in fit.drawings.values() for step in drawing.table.rows}
    assert drawn == {1, 2, 3, 4, 5}
    for page, drawing in fit.drawings.items():
        sheet = fit.laid_out.sheets[page]
        for number, (top, bottom) in drawing.table.rows.items():
            assert (top, bottom) == (
                sheet.anchors[f"row-{number}"].y0,
                sheet.anchors[f"row-{number}"].y1,
            )
        within = 2 in drawing.table.rows  # there is no room below such a row
        found = [fault for fault in faults(drawing) if not (within and "outside the rows" in fault)]
        assert found == []


def test_symbols_that_no_page_has_room_for_are_named(tmp_path: Path) -> None:
    again: dict[str, object] = {
        "uraian": "Memaraf",
        "rangkaian": [{"pelaksana": "staf"} for _ in range(60)],
    }
    with pytest.raises(TooTall, match=r"the symbols of step 2 are taller") as raised:
        fitted(tmp_path, [step(), again, step()])
    assert raised.value.step == 2


def test_pentagons_stand_outside_the_rows(tmp_path: Path) -> None:
    steps = [step(uraian="Memeriksa " * 30) for _ in range(16)]
    steps[9] |= {"keputusan": {"ya": 11, "tidak": 2}}
    fit = fitted(tmp_path, steps)
    pentagons = 0
    for drawing in fit.drawings.values():
        rows = drawing.table.rows.values()
        for symbol in drawing.symbols:
            if symbol.kind is SymbolKind.OFFPAGE:
                pentagons += 1
                assert all(symbol.box.y1 <= top or bottom <= symbol.box.y0 for top, bottom in rows)
    assert len(fit.drawings) > 1
    assert pentagons >= 2 * (len(fit.drawings) - 1)


def chain() -> Step:
    """A row that changes lanes seven times."""
    parts = [{"pelaksana": lane} for lane in ("kepala", "staf") * 4]
    return {"uraian": "Memeriksa", "rangkaian": parts}


def test_rows_are_as_high_as_their_chains_and_keep_every_guarantee(tmp_path: Path) -> None:
    fit = fitted(tmp_path, [step(), chain(), *[step() for _ in range(12)], chain(), step()])
    assert [n for page in steps_by_page(fit) for n in page] == list(range(1, 17))
    assert [faults(drawing) for drawing in fit.drawings.values()] == [[]] * len(fit.drawings)
    drawing = next(iter(fit.drawings.values()))
    lines = {s.box.centre[1] for s in drawing.symbols if s.step == 2}
    assert len(lines) == 4


def test_a_number_is_printed_as_it_is_written_or_not_at_all(tmp_path: Path) -> None:
    rows = [step(nomor=""), step(nomor="2a"), step(), step(nomor=9)]
    fit = fitted(tmp_path, rows)
    with pypdfium2.PdfDocument(fit.laid_out.pdf()) as document:
        lines = document[len(document) - 1].get_textpage().get_text_bounded().splitlines()
    numbers = [line.split()[0] for line in lines if "Menyusun konsep" in line]
    assert numbers == ["Menyusun", "2a.", "3.", "9."]


def test_joint_work_is_painted_as_a_grey_bar_behind_white_symbols(tmp_path: Path) -> None:
    fit = fitted(tmp_path, [step(), step(pelaksana=["kepala", "staf"]), step()])
    ((index, drawing),) = fit.drawings.items()
    with Pdf.open(BytesIO(fit.laid_out.pdf())) as document:
        counts = [0] * len(document.pages)
        paint_drawings(document, fit.drawings, printed_faces("Source Sans").bold, counts)
        painted = BytesIO()
        document.save(painted)
    scale = 4
    with pypdfium2.PdfDocument(painted.getvalue()) as document:
        shown = document[index].render(scale=scale).to_pil().convert("L")
    (bar,) = drawing.joints
    left, *_ = (s.box for s in drawing.symbols if s.step == 2)

    def grey(x: float, y: float) -> int:
        level = shown.getpixel((round(x * 0.75 * scale), round(y * 0.75 * scale)))
        assert isinstance(level, int)
        return level

    x, y = bar.x0 + bar.width / 4, bar.centre[1]  # beside the rule between the lanes
    assert 190 < grey(x, y) < 235
    assert grey(x, bar.y0 - 3) > 250
    assert grey((left.x1 + bar.x0) / 2, y) > 250
