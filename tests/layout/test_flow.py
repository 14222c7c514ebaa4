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
    ("before", "joint", "after", "lane"),
    [
        ("a", "ac", "a", "a"),
        ("c", "ac", "c", "c"),
        ("b", "abc", "b", "b"),
        ("a", "bc", "c", "b"),  # both ways are as short: nearest to where the flow comes from
        ("c", "ab", "a", "b"),
        ("b", "ac", "b", "a"),  # all is alike: the leftmost
    ],
)
def test_joint_step_is_met_where_the_ways_are_shortest(
    before: str, joint: str, after: str, lane: str
) -> None:
    drawn = flow({"pelaksana": before}, {"pelaksana": list(joint)}, {"pelaksana": after})
    (group,) = drawn.rows[1].bands[0].groups
    assert "abc"[group.lead.lane] == lane
    met = [s.id for link in drawn.links for s in (link.source, link.target) if s.step == 2]
    assert set(met) == {group.lead.id}


def joint_kinds(drawn: Flow, row: int) -> list[list[str]]:
    return [[f"{'abc'[s.lane]} {s.kind}" for s in b.symbols] for b in drawn.rows[row].bands]


def test_joint_decision_is_one_diamond_at_an_end_of_the_bar() -> None:
    exits = {"ya": 3, "tidak": 1}
    drawn = flow({"pelaksana": "b"}, {"pelaksana": ["a", "b", "c"], "keputusan": exits}, {})
    assert joint_kinds(drawn, 1) == [["a decision", "b process", "c process"]]


@pytest.mark.parametrize("separate", [False, True])
def test_joint_start_and_end_are_one_capsule_each(separate: bool) -> None:
    drawn = flow(
        {"pelaksana": ["a", "c"]}, {"pelaksana": "c"}, {"pelaksana": ["b", "c"]}, separate=separate
    )
    first, last = joint_kinds(drawn, 0), joint_kinds(drawn, 2)
    if separate:
        assert (first[0], last[1]) == (["c start"], ["c end"])
        assert (first[1], last[0]) == (["a process", "c process"], ["b process", "c process"])
    else:
        assert (first, last) == ([["a process", "c start"]], [["b process", "c end"]])


def test_joint_part_of_a_chain_is_gone_to_straight_where_it_faces_the_part_before() -> None:
    parts = [{"pelaksana": "a"}, {"pelaksana": ["b", "c"]}, {"pelaksana": "a"}]
    data = {"status": "draf", "nama": "X", "pelaksana": ["a", "b", "c"]}
    steps = [{"uraian": "Langkah", "rangkaian": parts}]
    sop = Sop.model_validate({**data, "langkah": steps})
    drawn = build_flow(sop, separate_terminals=False, words=("Mulai", "Selesai"))
    hops = [link for link in drawn.links if link.hop]
    assert [(link.from_part, link.to_part) for link in hops] == [(1, 2)]


def test_capsules_say_what_they_are() -> None:
    drawn = flow({}, {})
    texts = {s.kind: s.text for row in drawn.rows for g in row.bands for s in g.symbols}
    assert texts == {SymbolKind.START: "Mulai", SymbolKind.END: "Selesai"}
