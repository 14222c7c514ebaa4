"""Column widths of the flowchart table. Heights are compared by a measure of the tests' own."""

from itertools import pairwise
from random import Random

import pytest

from sopc.catalogue.sop import Sop
from sopc.layout.metrics import MAX_LANES
from sopc.render.columns import Columns, fit_columns
from tests.forms_of import form_of
from tests.render.plain_lines import MM, TEXTS, heights, letters_width, shares, texts_of

FORM = form_of("lampung-2020")
F4, A4 = 306.0, 273.0
SENTENCE = "menerima surat dan berkas dari tamu "


def sop(lanes: int, remarks: str = "", inputs: str = "ATK", output: str = "") -> Sop:
    keys = [f"lajur-{n}" for n in range(lanes)]
    step: dict[str, object] = {"uraian": "Menerima surat " * 6, "pelaksana": keys}
    step["kelengkapan"] = inputs
    if remarks:
        step["keterangan"] = remarks
    if output:
        step["output"] = output
    data = {"status": "draf", "nama": "X", "pelaksana": keys, "langkah": [step] * 4}
    return Sop.model_validate(data)


def random_sop(seed: int) -> Sop:
    """One to eight lanes, all with symbols, up to a dozen steps, texts of very unequal length, some
    in lists."""
    chance = Random(seed)
    words = ["surat", "berkas", "menerima", "dan", "konsep", "laporan", "kepada", "data", "atk"]
    keys = [f"lajur-{n}" for n in range(chance.randint(1, 8))]
    most = {name: chance.choice([0, 2, 8, 40]) for name in TEXTS}

    def text(name: str) -> str:
        return " ".join(chance.choices(words, k=chance.randint(0, most[name])))

    def step() -> dict[str, object]:
        found = {name: text(name) for name in TEXTS}
        lists: dict[str, object] = {name: value for name, value in found.items() if value}
        if "output" in lists and chance.random() < 0.4:
            lists["output"] = [text("output") or "arsip" for _ in range(3)]
        lists["uraian"] = found["uraian"] or "arsip"
        if chance.random() < 0.6:
            lists["waktu"] = chance.choice(["5 menit", "30 menit - 3 jam", "Triwulan", "1 T.A"])
        return {**lists, "pelaksana": chance.choice(keys)}

    steps = [{**step(), "pelaksana": keys}, *(step() for _ in range(chance.randint(0, 11)))]
    data = {"status": "draf", "nama": "X", "pelaksana": keys, "langkah": steps}
    return Sop.model_validate(data)


def fit(document: Sop, heading: str = "Staf", total: float = F4) -> Columns:
    return fit_columns(document, [heading] * len(document.lanes), total, letters_width, FORM)


def parts(columns: Columns, lanes: int) -> tuple[list[float], list[float]]:
    """The widths of the texts (activity, inputs, time, output, remarks), and of the lanes."""
    _, activity, *rest = columns.widths
    return [activity, *rest[lanes:]], rest[:lanes]


@pytest.mark.parametrize("lanes", [1, 2, 4, 7, 12])
@pytest.mark.parametrize("total", [F4, A4])
def test_columns_fill_the_page_exactly(lanes: int, total: float) -> None:
    columns = fit(sop(lanes), total=total)
    assert sum(columns.widths) == pytest.approx(total, abs=0.05)
    assert min(columns.widths[2 : 2 + lanes]) > 11


@pytest.mark.parametrize("seed", range(80))
def test_no_table_is_higher_than_with_equal_or_usual_shares(seed: int) -> None:
    document = random_sop(seed)
    columns = fit(document)
    widths, lanes = parts(columns, len(document.lanes))
    assert sum(columns.widths) == pytest.approx(F4, abs=0.05)
    assert min(lanes) >= 12.5
    least = [longest * 8.4 * MM + 3.0 for longest in (13, 12, 8, 7, 7)]
    ours = sum(heights(document, widths))
    for weights in ([1, 1, 1, 1, 1], [58, 36, 19, 36, 18]):
        others = shares(weights, least, sum(widths))
        assert ours <= sum(heights(document, others)) + 0.01, (widths, others)


@pytest.mark.parametrize("seed", range(80))
def test_no_word_is_wider_than_its_column(seed: int) -> None:
    document = random_sop(seed)
    widths, _ = parts(fit(document), len(document.lanes))
    for width, texts in zip(widths, texts_of(document), strict=True):
        words = [word for row in texts for text in row for word in text.split()]
        longest = max(map(len, words), default=0)
        assert width >= letters_width("x" * longest, 8.4 * MM * 2) + 2.8


def test_much_text_gets_the_room_that_little_text_leaves() -> None:
    """A column of 755 letters had 162 px, one of 18 letters 118 px."""
    columns = fit(sop(5, output="Surat keputusan SK", remarks=SENTENCE * 21))
    (activity, inputs, time, output, remarks), _ = parts(columns, 5)
    assert max(output, inputs) < 25
    assert time < 16
    assert remarks > max(4 * output, activity)


def test_an_empty_column_is_as_narrow_as_its_heading() -> None:
    columns = fit(sop(4))
    (*_, output, remarks), _ = parts(columns, 4)
    assert remarks == pytest.approx(letters_width("Ket", 8.4) * 25.4 / 72 + 3.1, abs=0.7)
    assert output == pytest.approx(letters_width("Output", 8.4) * 25.4 / 72 + 3.1, abs=0.7)


@pytest.mark.parametrize("column", ["inputs", "output", "remarks"])
def test_more_text_never_narrows_its_own_column_by_much(column: str) -> None:
    place = ["inputs", "time", "output", "remarks"].index(column) - 4
    found = [fit(sop(4, **{column: SENTENCE * n})).widths[place] for n in range(1, 14, 3)]
    assert found[-1] > 1.5 * found[0]
    assert all(after > 0.8 * before for before, after in pairwise(found))


def test_a_column_of_times_has_room_for_a_number_and_its_unit() -> None:
    step = {"uraian": SENTENCE * 60, "pelaksana": "a", "waktu": "120 menit - 3 jam"}
    data = {"status": "draf", "nama": "X", "pelaksana": ["a", "b"], "langkah": [step] * 9}
    (_, _, time, _, _), _ = parts(fit(Sop.model_validate(data)), 2)
    assert time >= letters_width("120 menit", 8.4 * MM * 2) + 2.8


def test_long_words_in_a_heading_make_it_small_enough_to_fit() -> None:
    columns = fit(sop(6), "Pertanggungjawaban", A4)
    lane_in_points = columns.widths[2] / 25.4 * 72
    assert letters_width("Pertanggungjawaban", columns.heading) <= lane_in_points
    assert columns.heading >= 6.0


def test_a_lane_is_as_narrow_as_its_own_heading_allows() -> None:
    wordy = sop(3, inputs=SENTENCE * 30, output=SENTENCE * 30, remarks=SENTENCE * 30)
    headings = ["Staf", "Kepala Dinas", "Pertanggungjawaban Keuangan"]
    columns = fit_columns(wordy, headings, F4, letters_width, FORM)
    _, lanes = parts(columns, 3)
    assert lanes[0] == lanes[1] < lanes[2]


@pytest.mark.parametrize("total", [F4, A4])
def test_the_most_lanes_have_room_for_their_arrows(total: float) -> None:
    crowded = sop(MAX_LANES, SENTENCE * 4, SENTENCE * 9, SENTENCE * 6)
    columns = fit(crowded, "Kepala Bidang Pertanggungjawaban", total)
    texts, lanes = parts(columns, MAX_LANES)
    assert sum(columns.widths) == pytest.approx(total, abs=0.05)
    assert min(lanes) >= 9.5
    assert min(texts) > 7


@pytest.mark.parametrize("total", [60.0, 120.0])
def test_where_nothing_has_room_the_widths_are_still_widths(total: float) -> None:
    columns = fit(sop(4, "Pertanggungjawaban" * 9, "Administrasi" * 9), "Kepala", total)
    assert sum(columns.widths) == pytest.approx(total, abs=0.05)
    assert min(columns.widths) > 0


def test_an_address_without_spaces_takes_no_more_than_a_third() -> None:
    columns = fit(sop(4, remarks="https://" + "x" * 200))
    assert columns.widths[-1] < F4 / 3 + 6


def test_a_single_lane_has_room_for_long_labels_beside_its_symbols() -> None:
    alone = fit_columns(sop(1, inputs="berkas " * 90), ["Staf"], A4, letters_width, FORM)
    assert alone.widths[2] == 45.0


def test_rows_that_the_drawing_makes_high_leave_room_to_the_lanes() -> None:
    document = sop(4, inputs=SENTENCE * 6)
    text = fit_columns(document, ["Staf"] * 4, F4, letters_width, FORM)
    drawn = fit_columns(document, ["Staf"] * 4, F4, letters_width, FORM, rows=[200.0] * 4)
    assert drawn.widths[2] > text.widths[2]


@pytest.mark.parametrize(
    "columns",
    [
        ("uraian", "pelaksana"),
        ("uraian", "output", "pelaksana", "waktu"),
        ("pelaksana", "keterangan", "uraian"),
    ],
)
def test_the_columns_that_a_form_has_fill_the_page_in_its_order(columns: tuple[str, ...]) -> None:
    chart = FORM.chart.model_copy(update={"columns": columns})
    form = FORM.model_copy(update={"chart": chart})
    widths = fit_columns(sop(3), ["Staf"] * 3, 273.0, letters_width, form).widths
    lanes = columns.index("pelaksana")
    assert len(widths) == len(columns) + 2
    assert sum(widths) == pytest.approx(273.0, abs=0.05)
    assert len(set(widths[lanes : lanes + 3])) == 1
    activity = columns.index("uraian") + (2 if columns.index("uraian") > lanes else 0)
    assert widths[activity] == max(widths)
