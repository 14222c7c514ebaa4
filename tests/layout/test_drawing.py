"""The guarantees of the drawing, over generated flows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.catalogue.sop import Sop
from sopc.layout.drawing import Drawing
from sopc.layout.labels import MAX_WORD
from sopc.layout.metrics import MAX_LANES
from sopc.layout.symbols import SymbolKind
from tests.examples import at_most
from tests.layout import guarantees, standing
from tests.layout.flows import breaks, chained, drawings, knotted, on_one_page, sops
from tests.layout.picture import Arrow, Picture, Place, Word, read


def faults(drawing: Drawing) -> list[str]:
    """Everything that breaks a guarantee; also a count of crossings that is not what one sees."""
    picture = read(drawing)
    found = [fault for guarantee in guarantees.ALL for fault in guarantee(picture)]
    if drawing.crossings != picture.crossings:
        found.append(f"{drawing.crossings} crossings are counted where {picture.crossings} are")
    return found


@at_most(25)
@given(
    data=st.data(),
    sop=sops(),
    separate=st.booleans(),
    extra=st.floats(0, 60) | st.floats(60, 300),
)
def test_every_guarantee_holds_for_every_flow(
    data: st.DataObject, sop: Sop, separate: bool, extra: float
) -> None:
    """And symbols stand as they should: what is drawn once is judged by all."""
    pages = data.draw(breaks(len(sop.steps)))
    drawn = [d for _, d in drawings(sop, pages, separate=separate, extra=(0.0, extra))]
    assert [fault for drawing in drawn for fault in faults(drawing)] == []
    pictures = [read(drawing) for drawing in drawn]
    assert [f for picture in pictures for judge in standing.ALL for f in judge(picture)] == []
    assert standing.unequal(pictures) == []


@pytest.mark.parametrize("separate", [False, True])
def test_every_guarantee_holds_for_chains(separate: bool, exhaustive: bool) -> None:
    """Whole, and cut after each row: returns lead into the parts of chains, and out of them."""
    for seed in range(1_000 if exhaustive else 8):
        sop = chained(seed)
        count = len(sop.steps)
        for cut in range(1, count + 1):
            pages = [page for page in (range(1, cut + 1), range(cut + 1, count + 1)) if page]
            for _, drawing in drawings(sop, pages, separate=separate, extra=(0.0, seed % 3 * 20.0)):
                assert faults(drawing) == [], (seed, cut)


@at_most(3)
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


def test_a_long_word_among_many_arrows_is_broken_rather_than_crossed() -> None:
    """Twelve lanes are narrow, and arrows pass the word on both sides."""
    word = "W" * MAX_WORD
    leads: dict[int, dict[str, object]] = {
        3: {word: 8, "ya": "selesai"},
        4: {"tidak": 2, "ya": "selesai"},
        5: {word: 2, "ya": "selesai"},
        6: {word: 1, "ya": 7},
        8: {"tidak": 4, "ya": 1},
    }
    lanes = [f"l{n}" for n in range(12)]
    actors = [lanes, "l0", "l0", "l1", "l0", "l10", "l0", "l1", "l1", "l0"]
    steps: list[dict[str, object]] = [{"uraian": "Langkah", "pelaksana": who} for who in actors]
    for place, exits in leads.items():
        steps[place - 1]["keputusan"] = exits
    data = {"status": "draf", "nama": "X", "pelaksana": lanes, "langkah": steps}
    ((_, drawing),) = drawings(Sop.model_validate(data), [list(range(1, 11))], separate=False)
    assert faults(drawing) == []
    labels = [edge.label for edge in drawing.edges if edge.label and edge.label.text == word]
    assert ("W" * 8 + "-", "W" * 8) in [label.lines for label in labels]


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
    assert max(len(label.lines) for label in labels) <= 3
    assert [" ".join(label.lines) for label in labels] == [label.text for label in labels]


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


def test_a_short_label_has_its_words_whole_and_usual_letters() -> None:
    ((_, drawing),) = drawings(deciding({"tidak lengkap": 1, "ya": 3}), [[1, 2, 3]], separate=False)
    labels = [edge.label for edge in drawing.edges if edge.label]
    assert [" ".join(label.lines) for label in labels] == ["Tidak lengkap", "Ya"]
    assert [label.scale for label in labels] == [1, 1]


def spoilt(picture: Picture, number: int, *corners: Place, word: Word | None = None) -> Picture:
    """The picture with another way for one of its arrows."""
    arrows = list(picture.arrows)
    kept = arrows[number]
    arrows[number] = Arrow(kept.start, kept.goal, corners or kept.corners, word or kept.word)
    return replace(picture, arrows=tuple(arrows))


def test_the_guarantees_notice_what_breaks_them() -> None:
    """The checks above are themselves checked, on a drawing spoilt in every way."""
    picture = read(on_one_page(deciding({"ya": 3, "tidak": 1})))
    first, yes = picture.arrows[1], picture.arrows[2]
    no = picture.arrows[3]
    start, end = first.corners[0], first.corners[-1]
    assert (first.start, first.goal, yes.goal, no.goal) == (1, 2, 3, 1)
    assert yes.word is not None
    assert no.word is not None
    x, y = start
    on_the_box = Word(("Ya",), picture.shapes[1].area)
    broken = {
        guarantees.loose_ends: spoilt(picture, 1, start, (end[0] + 3, end[1])),
        guarantees.slants: spoilt(picture, 1, start, (x + 9, y + 9), end),
        guarantees.shared_ports: spoilt(picture, 2, no.corners[0], *yes.corners[1:]),
        guarantees.touched_symbols: spoilt(picture, 1, start, (x, end[1] + 5)),
        guarantees.shared_stretches: spoilt(picture, 2, *first.corners, yes.corners[-1]),
        guarantees.touching_arrows: spoilt(
            picture, 2, yes.corners[0], ((x + no.corners[1][0]) / 2, y), no.corners[1]
        ),
        guarantees.outside: spoilt(picture, 1, start, (x, 10_000.0)),
        guarantees.covering_labels: spoilt(picture, 2, word=on_the_box),
        guarantees.far_labels: spoilt(
            picture, 2, word=Word(("Ya",), yes.word.area._replace(left=900.0, right=910.0))
        ),
        guarantees.cut_heads: spoilt(picture, 1, start, (x, y + 2)),
    }
    one, two, three = (replace(picture.shapes[0], step=9, part=part) for part in (1, 2, 3))
    right = replace(two, area=two.area._replace(left=900.0, right=920.0))
    above = replace(two, area=two.area._replace(top=0.0, bottom=9.0))
    chain = (*picture.shapes, one, right)
    broken[guarantees.bent_hops] = replace(picture, shapes=chain)
    broken[guarantees.disordered_chains] = replace(picture, shapes=(*picture.shapes, one, above))
    assert guarantees.disordered_chains(replace(picture, shapes=(*chain, three))) != []
    assert set(broken) == set(guarantees.ALL)
    for guarantee, wrong in broken.items():
        assert guarantee(picture) == []
        assert guarantee(wrong) != [], guarantee.__name__


def test_a_wrong_count_of_crossings_is_noticed() -> None:
    drawing = on_one_page(knotted(77))
    assert faults(drawing) == []
    assert faults(replace(drawing, crossings=0)) == ["0 crossings are counted where 2 are"]


def two_steps() -> Sop:
    steps = [{"uraian": "Langkah", "pelaksana": "a"}] * 2
    data = {"status": "draf", "nama": "Contoh", "pelaksana": ["a"], "langkah": steps}
    return Sop.model_validate(data)


def deciding(exits: dict[str, int]) -> Sop:
    """Three steps in one lane, the second a decision."""
    step: dict[str, object] = {"uraian": "Langkah", "pelaksana": "a"}
    data = {"status": "draf", "nama": "Contoh", "pelaksana": ["a"]}
    return Sop.model_validate({**data, "langkah": [step, {**step, "keputusan": exits}, step]})
