"""The rules of an identity page: a frame, thinner ones within, grey ones in a table in a box."""

from collections import Counter
from ctypes import byref, c_uint
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue
from tests.running import build

HISTORY = """\
kualifikasi: Teliti
riwayat:
  - {revisi: 0, tanggal: 2024, uraian: Pertama}
  - {revisi: 1, tanggal: 2025-02-03, uraian: Loket ditambah, oleh: kepala}
  - {revisi: 2, tanggal: 2025-03-03, uraian: Waktu dikurangi}
"""
BLACK, GREY = "111111", "767676"
THICKEST = 1.2
"""What is thicker, in points, is no rule."""


def level_rules(pdf: Path, page: int) -> Counter[tuple[str, float]]:
    """How many level rules of each colour and thickness, in points, a page has."""
    found: Counter[tuple[str, float]] = Counter()
    with pypdfium2.PdfDocument(pdf) as document:
        for item in document[page].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            left, low, right, high = item.get_bounds()
            if high - low < THICKEST < right - left:
                parts = [c_uint() for _ in range(4)]
                raw.FPDFPageObj_GetFillColor(item.raw, *map(byref, parts))
                colour = "".join(f"{part.value:02x}" for part in parts[:3])
                found[colour, round(high - low, 1)] += 1
    return found


@pytest.mark.parametrize("boxes", ["[[kualifikasi], [riwayat]]", "[[riwayat], [kualifikasi]]"])
def test_the_table_of_revisions_has_thin_grey_rules_wherever_it_stands(
    tmp_path: Path, boxes: str
) -> None:
    form = f"{{dasar: permenpanrb-35-2012, identitas: {{kotak: {boxes}}}}}"
    files = {"katalog.yaml": KATALOG.replace("lampung-2020", form), FIRST: SOP + HISTORY}
    out = build(write_catalogue(tmp_path / "sops", files), tmp_path / "out", only=("K.1.1.1.1",))
    rules = level_rules(out / "sop" / "K.1.1.1.1.pdf", 0)
    assert {rule for rule in rules if rule[0] == GREY} == {(GREY, 0.3)}
    columns, lines = 4, 4
    assert rules[GREY, 0.3] == columns * lines
    of_the_frame = 2  # above the head and above the boxes; the lowest is drawn with the sides
    assert rules[BLACK, 0.8] == of_the_frame
    assert rules[BLACK, 0.4] > 0
