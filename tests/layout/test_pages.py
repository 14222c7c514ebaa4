"""Flows cut at page breaks."""

from sopc.catalogue.sop import Sop
from sopc.layout.flow import build_flow
from sopc.layout.pages import Chart, split
from sopc.layout.symbols import SymbolKind


def charts(pages: list[list[int]], *steps: dict[str, object]) -> tuple[Chart, ...]:
    written = [{"uraian": "Langkah", "pelaksana": "b", **step} for step in steps]
    data = {"status": "draf", "nama": "X", "pelaksana": ["a", "b", "c"], "langkah": written}
    flow = build_flow(
        Sop.model_validate(data), separate_terminals=False, words=("Mulai", "Selesai")
    )
    return split(flow, pages)


def letters(chart: Chart) -> list[str]:
    symbols = [s for band in (*chart.above, *chart.below) for s in band.symbols]
    return sorted(s.text for s in symbols if s.kind is SymbolKind.OFFPAGE)


def test_one_page_needs_no_pentagon() -> None:
    assert letters(charts([[1, 2]], {}, {})[0]) == []


def test_cut_arrow_leaves_and_enters_by_the_same_letter() -> None:
    first, second = charts([[1, 2], [3, 4]], {}, {}, {}, {})
    assert (letters(first), letters(second)) == (["A"], ["A"])


def test_every_cut_arrow_has_a_letter_of_its_own() -> None:
    first, second = charts([[1, 2], [3, 4]], {}, {}, {"keputusan": {"ya": 4, "tidak": 1}}, {})
    assert letters(first) == letters(second) == ["A", "B"]


def test_arrow_over_several_pages_skips_those_between() -> None:
    pages = charts([[1], [2], [3]], {"lanjut": 3}, {"jenis": "mulai"}, {})
    assert [letters(page) for page in pages] == [["A"], ["B"], ["A", "B"]]


def test_the_word_of_a_decision_stays_with_the_decision() -> None:
    steps: list[dict[str, object]] = [{}, {}, {"keputusan": {"ya": 4, "tidak": 2}}, {}, {}]
    first, second = charts([[1, 2, 3], [4, 5]], *steps)
    assert [link.label for link in first.links] == ["", "", "Ya", "Tidak"]
    assert [link.label for link in second.links] == ["", ""]


def test_returns_from_one_page_to_one_step_share_a_pentagon() -> None:
    returns: list[dict[str, object]] = [{"lanjut": 1} for _ in range(30)]
    first, second = charts([[1], list(range(2, 32))], {}, *returns)
    assert letters(first) == ["A", "B"]
    assert letters(second) == ["A", "B"]
    assert [(link.from_step, link.to_step) for link in second.links if link.to_step == 1] == [
        (step, 1) for step in range(2, 32)
    ]


def test_arrows_from_many_pages_into_one_step_have_room() -> None:
    returns: list[dict[str, object]] = [{"lanjut": 1} for _ in range(7)]
    first, *_ = charts([[step] for step in range(1, 9)], {}, *returns)
    assert first.above == ()
    places = [(s.lane, depth) for depth, g in enumerate(first.below) for s in g.symbols]
    assert letters(first) == list("ABCDEFGH")
    assert len(places) == len(set(places))


def test_arrows_to_different_steps_keep_different_letters() -> None:
    steps: list[dict[str, object]] = [{}, {"keputusan": {"ya": 3, "tidak": 4}}, {}, {}]
    first, second = charts([[1, 2], [3, 4]], *steps)
    assert letters(first) == letters(second) == ["A", "B"]
