"""Column widths of the flowchart table."""

import pytest

from sopc.catalogue.sop import Sop
from sopc.render.columns import fit_columns


def sop(lanes: int, remarks: str = "", inputs: str = "ATK") -> Sop:
    keys = [f"lajur-{n}" for n in range(lanes)]
    step: dict[str, object] = {"uraian": "Menerima surat " * 6, "pelaksana": keys[0]}
    step["kelengkapan"] = inputs
    if remarks:
        step["keterangan"] = remarks
    data = {"status": "draf", "nama": "X", "pelaksana": keys, "langkah": [step] * 4}
    return Sop.model_validate(data)


def width_of(word: str, size: float) -> float:
    return 0.5 * size * len(word)


@pytest.mark.parametrize("lanes", [1, 2, 4, 7, 12])
@pytest.mark.parametrize("total", [306.0, 273.0])
def test_columns_fill_the_page_exactly(lanes: int, total: float) -> None:
    columns = fit_columns(sop(lanes), ["Staf"] * lanes, total, width_of)
    assert sum(columns.widths) == pytest.approx(total, abs=0.05)
    assert min(columns.widths[2 : 2 + lanes]) > 11
    assert min(columns.widths) > 8


def test_long_words_in_a_heading_make_it_small_enough_to_fit() -> None:
    columns = fit_columns(sop(6), ["Pertanggungjawaban"] * 6, 273.0, width_of)
    lane_in_points = columns.widths[2] / 25.4 * 72
    assert width_of("Pertanggungjawaban", columns.heading) <= lane_in_points


def test_a_long_remark_gets_a_wider_column() -> None:
    plain = fit_columns(sop(4), ["Staf"] * 4, 306.0, width_of)
    wordy = fit_columns(sop(4, remarks="catatan panjang " * 20), ["Staf"] * 4, 306.0, width_of)
    assert wordy.widths[-1] > plain.widths[-1]


def test_a_single_lane_has_room_for_long_labels_beside_its_symbols() -> None:
    alone = fit_columns(sop(1, inputs="berkas " * 90), ["Staf"], 273.0, width_of)
    assert alone.widths[2] == 45.0
