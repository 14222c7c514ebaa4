"""The rules of flowchart tables as they are printed, and what is legible."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from sopc.render.fit import FittedSop
from sopc.render.resources import template_folder
from tests.render.test_fit import Step, fitted, step

SCALE = 6
"""Picture points a point."""
THICK, THIN = 0.8, 0.3
GREY = 1 - 0x76 / 255
CSS = (template_folder() / "print.css").read_text(encoding="utf-8")
PAPER, SHADE = "ffffff", "f2f2f2"


def pictures(fit: FittedSop) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(fit.laid_out.pdf()) as document:
        for page in document:
            yield page.render(scale=SCALE).to_pil().convert("L")


def ink(picture: Image.Image, x: float, y: float, *, across: bool) -> float:
    """How thick, in points of black, the rule at a place is (in CSS pixels); ``across`` is one
    that stands upright."""
    left, top = (edge * 0.75 * SCALE for edge in (x, y))
    reach = 1.4 * SCALE
    sides = (reach, 0.5) if across else (0.5, reach)
    part = picture.crop(
        (
            round(left - sides[0]),
            round(top - sides[1]),
            round(left + sides[0]),
            round(top + sides[1]),
        )
    )
    levels = part.histogram()
    darkness = sum((255 - level) / 255 * count for level, count in enumerate(levels))
    return darkness / SCALE / (part.height if across else part.width)


ACTORS = """\
kepala: {nama: Kepala, kelompok: Dinas}
sekretaris: {nama: Sekretaris, kelompok: Dinas}
staf: {nama: Staf, kelompok: Bidang}
loket: Loket
"""


def test_groups_of_lanes_are_bounded_by_thick_rules(tmp_path: Path) -> None:
    lanes = ["kepala", "sekretaris", "staf", "loket"]
    fit = fitted(tmp_path, [step(), step()], lanes=lanes, actors=ACTORS)
    sheet, picture = fit.laid_out.sheets[-1], list(pictures(fit))[-1]
    row = sheet.anchors["row-2"]
    y = row.y1 - 3
    found = [ink(picture, sheet.anchors["lane-0"].x0, y, across=True)]
    found += [ink(picture, sheet.anchors[f"lane-{n}"].x1, y, across=True) for n in range(4)]
    assert found == pytest.approx([THICK, THIN * GREY, THICK, THICK, THICK], abs=0.16)
    head = sheet.anchors["lane-1"]
    y = head.y0 + 3
    found = [ink(picture, sheet.anchors[f"lane-{n}"].x1, y, across=True) for n in range(4)]
    assert found == pytest.approx([THIN * GREY, THICK, THICK, THICK], abs=0.2)


def closing(fit: FittedSop) -> list[float]:
    """How thick the rule is with which the rows of each sheet end."""
    found = []
    for sheet, picture in zip(fit.laid_out.sheets, pictures(fit), strict=True):
        rows = [box for name, box in sheet.anchors.items() if name.startswith("row-")]
        if rows:
            last = max(rows, key=lambda row: row.y1)
            found.append(ink(picture, last.x0 + 8, last.y1, across=False))
    return found


@pytest.mark.parametrize(
    "steps",
    [
        [step() for _ in range(30)],
        [step(), step(output=["Surat"] * 95), step(), step()],
        [step() for _ in range(3)],
    ],
    ids=["broken between rows", "broken within one", "one sheet"],
)
def test_every_sheet_ends_with_a_thick_rule(tmp_path: Path, steps: list[Step]) -> None:
    found = closing(fitted(tmp_path, steps))
    assert (len(found) > 1) == (len(steps) > 3)
    assert found == pytest.approx([THICK] * len(found), abs=0.15)


def test_rows_within_a_sheet_are_parted_by_thin_rules(tmp_path: Path) -> None:
    fit = fitted(tmp_path, [step() for _ in range(3)])
    sheet, picture = fit.laid_out.sheets[-1], list(pictures(fit))[-1]
    row = sheet.anchors["row-2"]
    assert ink(picture, row.x0 + 8, row.y1, across=False) == pytest.approx(THIN * GREY, abs=0.1)


def luminance(colour: str) -> float:
    full = colour if len(colour) == 6 else "".join(2 * each for each in colour)
    parts = [int(full[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG reckons it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_the_guideline_does() -> None:
    assert contrast("000000", "fff") == pytest.approx(21)
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.01)


def test_letters_and_rules_stand_out_from_what_is_behind_them() -> None:
    letters = re.findall(r"(?<![-\w])color:\s*#([0-9a-f]{3,6})", CSS)
    rules = re.findall(r"border[-\w]*:[^;]*#([0-9a-f]{3,6})", CSS)
    assert letters
    assert rules
    assert {colour for colour in letters if contrast(colour, SHADE) < 4.5} == set()
    assert {colour for colour in rules if contrast(colour, SHADE) < 3} == set()
