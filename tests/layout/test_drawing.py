"""The guarantees of the drawing, over generated flows."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.catalogue.sop import Sop
from sopc.layout.drawing import Drawing
from sopc.layout.flow import SymbolKind
from sopc.layout.metrics import MAX_LANES
from tests.layout import guarantees
from tests.layout.flows import breaks, drawings, sops


def faults(drawing: Drawing) -> list[str]:
    """Everything that breaks a guarantee."""
    return [fault for guarantee in guarantees.ALL for fault in guarantee(drawing)]


@given(data=st.data(), sop=sops(), separate=st.booleans(), extra=st.floats(0, 60))
def test_every_guarantee_holds_for_every_flow(
    data: st.DataObject, sop: Sop, separate: bool, extra: float
) -> None:
    pages = data.draw(breaks(len(sop.steps)))
    for _, drawing in drawings(sop, pages, separate=separate, extra=(0.0, extra)):
        assert faults(drawing) == []


@settings(max_examples=settings().max_examples // 5)
@given(data=st.data(), sop=sops(most_steps=60, most_lanes=MAX_LANES), separate=st.booleans())
def test_every_guarantee_holds_for_long_and_wide_flows(
    data: st.DataObject, sop: Sop, separate: bool
) -> None:
    pages = data.draw(breaks(len(sop.steps)))
    for _, drawing in drawings(sop, pages, separate=separate):
        assert faults(drawing) == []


@pytest.mark.parametrize("exits", [{"Ya": 1, "ya": 1}, {"ya": 3, "Ya": 3}, {"ya": 1, "Ya": 3}])
def test_labels_that_print_alike_are_arrows_of_their_own(exits: dict[str, int]) -> None:
    ((_, drawing),) = drawings(deciding(exits), [[1, 2, 3]], separate=False)
    assert faults(drawing) == []
    leaving = [edge for edge in drawing.edges if edge.from_step == 2]
    assert [edge.label.text for edge in leaving if edge.label] == ["Ya", "Ya"]
    assert len({edge.points for edge in leaving}) == 2


@pytest.mark.parametrize("lanes", [1, 2, 5])
def test_long_labels_stand_free_in_few_lines(lanes: int) -> None:
    label = "memenuhi persyaratan lengkap"
    step: dict[str, object] = {"uraian": "Langkah", "pelaksana": "l0"}
    steps = [step, step, {**step, "keputusan": {label: 4, "tidak memenuhi persyaratan": 1}}, step]
    data = {"status": "draf", "nama": "X", "pelaksana": [f"l{n}" for n in range(lanes)]}
    sop = Sop.model_validate({**data, "langkah": steps})
    ((_, drawing),) = drawings(sop, [[1, 2, 3, 4]], separate=False)
    assert faults(drawing) == []
    labels = [edge.label for edge in drawing.edges if edge.label]
    assert [label.text for label in labels] == [
        "Memenuhi persyaratan lengkap",
        "Tidak memenuhi persyaratan",
    ]
    assert [len(label.lines) for label in labels] == [3, 3]


def test_capsules_are_wide_enough_for_their_words_even_in_narrow_lanes() -> None:
    steps = [{"uraian": "Langkah", "pelaksana": f"l{n}"} for n in range(MAX_LANES)]
    data = {"status": "draf", "nama": "X", "pelaksana": [f"l{n}" for n in range(MAX_LANES)]}
    sop = Sop.model_validate({**data, "langkah": steps})
    ((_, drawing),) = drawings(sop, [range(1, MAX_LANES + 1)], separate=False)
    assert faults(drawing) == []
    capsules = [s for s in drawing.symbols if s.kind in (SymbolKind.START, SymbolKind.END)]
    assert [s.text for s in capsules] == ["Mulai", "Selesai"]
    assert min(s.box.width for s in capsules) > 25


def test_as_many_lanes_as_one_likes_are_drawn() -> None:
    """Beyond what the rules allow a drawing is crowded, but it is one."""
    lanes = [f"l{n}" for n in range(50)]
    steps: list[dict[str, object]] = [{"uraian": "X", "pelaksana": lane} for lane in lanes]
    steps[3]["keputusan"] = {"ya": 5, "tidak": 2}
    data = {"status": "draf", "nama": "X", "pelaksana": lanes, "langkah": steps}
    ((_, drawing),) = drawings(Sop.model_validate(data), [range(1, 51)], separate=False)
    assert len(drawing.edges) == 50


def test_a_short_label_stays_in_one_line() -> None:
    ((_, drawing),) = drawings(deciding({"tidak lengkap": 1, "ya": 3}), [[1, 2, 3]], separate=False)
    lines = [edge.label.lines for edge in drawing.edges if edge.label]
    assert lines == [("Tidak lengkap",), ("Ya",)]


def test_the_guarantees_notice_what_breaks_them() -> None:
    """The checks above are themselves checked, on a drawing spoilt in every way."""
    ((_, drawing),) = drawings(two_steps(), [[1, 2]], separate=False)
    edge = drawing.edges[0]
    start, end = edge.points[0], edge.points[-1]
    beside = (end[0] + 3, end[1] + 3)
    spoilt = {
        guarantees.loose_ends: replace(edge, points=(start, beside)),
        guarantees.touched_symbols: replace(edge, points=(start, (start[0], end[1] + 5))),
        guarantees.cut_heads: replace(edge, points=(start, (start[0], start[1] + 2))),
        guarantees.outside: replace(edge, points=(start, (start[0], 10_000.0))),
    }
    for guarantee, wrong in spoilt.items():
        assert guarantee(drawing) == []
        assert guarantee(replace(drawing, edges=(wrong,))) != []


def two_steps() -> Sop:
    steps = [{"uraian": "Langkah", "pelaksana": "a"}] * 2
    data = {"status": "draf", "nama": "Contoh", "pelaksana": ["a"], "langkah": steps}
    return Sop.model_validate(data)


def deciding(exits: dict[str, int]) -> Sop:
    """Three steps in one lane, the second a decision."""
    step: dict[str, object] = {"uraian": "Langkah", "pelaksana": "a"}
    data = {"status": "draf", "nama": "Contoh", "pelaksana": ["a"]}
    return Sop.model_validate({**data, "langkah": [step, {**step, "keputusan": exits}, step]})
