"""From steps to symbols and arrows."""

import pytest

from sopc.catalogue.sop import Sop
from sopc.layout.flow import build_flow
from sopc.layout.symbols import Flow, SymbolKind


def flow(*steps: dict[str, object], lanes: str = "abc", separate: bool = False) -> Flow:
    data = {"status": "draf", "nama": "X", "pelaksana": list(lanes)}
    written = [{"uraian": "Langkah", "pelaksana": "a", **step} for step in steps]
    sop = Sop.model_validate({**data, "langkah": written})
    return build_flow(sop, separate_terminals=separate, words=("Mulai", "Selesai"))


def kinds(drawn: Flow) -> list[list[list[str]]]:
    return [[[str(s.kind) for s in g.symbols] for g in row.bands] for row in drawn.rows]


def arrows(drawn: Flow) -> list[tuple[int, int, str]]:
    return [(link.from_step, link.to_step, link.label) for link in drawn.links]


def test_first_and_last_step_are_capsules() -> None:
    assert kinds(flow({}, {}, {})) == [[["start"]], [["process"]], [["end"]]]


def test_separate_style_stands_capsules_beside_boxes() -> None:
    drawn = flow({}, {}, {}, separate=True)
    assert kinds(drawn) == [[["start"], ["process"]], [["process"]], [["process"], ["end"]]]


def test_steps_follow_one_another() -> None:
    assert arrows(flow({}, {}, {})) == [(1, 2, ""), (2, 3, "")]


def test_decision_has_its_labelled_exits() -> None:
    drawn = flow({}, {}, {"keputusan": {"ya": 4, "tidak": 2}}, {})
    assert arrows(drawn)[2:] == [(3, 4, "Ya"), (3, 2, "Tidak")]


def test_a_start_that_is_returned_to_is_a_box_below_its_capsule() -> None:
    drawn = flow({}, {"keputusan": {"ya": 3, "tidak": 1}}, {})
    assert kinds(drawn)[0] == [["start"], ["process"]]
    assert [link.target.kind for link in drawn.links if link.to_step == 1] == ["process"] * 2


def test_decision_that_ends_gets_a_capsule_of_its_own() -> None:
    drawn = flow({}, {"keputusan": {"ya": 3, "tolak": "selesai"}}, {})
    assert kinds(drawn)[1] == [["decision"], ["end"]]
    assert (2, 2, "Tolak") in arrows(drawn)


def test_first_step_that_decides_starts_at_a_capsule_above_it() -> None:
    drawn = flow({"keputusan": {"ya": 2, "tidak": "selesai"}}, {})
    assert kinds(drawn)[0] == [["start"], ["decision"], ["end"]]


def test_a_single_step_starts_and_ends() -> None:
    assert kinds(flow({})) == [[["start"], ["process"], ["end"]]]


def test_next_step_may_be_another() -> None:
    assert arrows(flow({}, {"lanjut": 4}, {}, {})) == [(1, 2, ""), (2, 4, ""), (3, 4, "")]


def test_a_fragment_neither_starts_nor_ends() -> None:
    drawn = flow({"jenis": "proses"}, {"jenis": "proses"})
    assert kinds(drawn) == [[["process"]], [["process"]]]


def test_joint_step_stands_in_all_its_lanes() -> None:
    drawn = flow({}, {"pelaksana": ["c", "a"]}, {"pelaksana": "b"})
    assert [symbol.lane for symbol in drawn.rows[1].bands[0].symbols] == [0, 2]


@pytest.mark.parametrize(
    ("before", "after", "entry", "leave"), [("a", "c", 0, 2), ("c", "a", 2, 0)]
)
def test_joint_step_is_entered_and_left_where_it_is_near(
    before: str, after: str, entry: int, leave: int
) -> None:
    drawn = flow({"pelaksana": before}, {"pelaksana": ["a", "c"]}, {"pelaksana": after})
    (group,) = drawn.rows[1].bands[0].groups
    assert (group.entry.lane, group.exit.lane) == (entry, leave)


def test_capsules_say_what_they_are() -> None:
    drawn = flow({}, {})
    texts = {s.kind: s.text for row in drawn.rows for g in row.bands for s in g.symbols}
    assert texts == {SymbolKind.START: "Mulai", SymbolKind.END: "Selesai"}
