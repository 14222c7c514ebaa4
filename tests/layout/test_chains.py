"""Rows with several symbols: where these stand, and how arrows go among them."""

import pytest

from sopc.catalogue.sop import Sop
from sopc.layout.flow import build_flow
from sopc.layout.metrics import TRACK, row_height
from sopc.layout.pages import split
from sopc.layout.symbols import Flow, SymbolKind
from tests.layout import guarantees
from tests.layout.flows import drawings, on_one_page
from tests.layout.picture import read
from tests.layout.test_ways import told


def chains(*rows: str) -> Sop:
    """Rows as `part > part`, a part as `lanes`, `lanes:target` or `lanes:word target,…`.

    Targets are `1.2` for the second part of the first row, or `selesai`.
    """
    lanes = sorted({lane for row in rows for part in row.split(" > ") for lane in _lanes(part)})
    steps: list[dict[str, object]] = []
    for number, row in enumerate(rows, start=1):
        parts = [
            _part(text, f"l{number}-{place}") for place, text in enumerate(row.split(" > "), 1)
        ]
        steps.append({"uraian": "X", **({"rangkaian": parts} if len(parts) > 1 else parts[0])})
    data = {"status": "draf", "nama": "X", "pelaksana": lanes, "langkah": steps}
    return Sop.model_validate(data)


def _lanes(part: str) -> str:
    return part.split(":")[0]


def _part(text: str, code: str) -> dict[str, object]:
    lanes, _, ways = text.partition(":")
    part: dict[str, object] = {"pelaksana": list(lanes), "kode": code}
    if " " in ways:
        pairs = [way.split(" ") for way in ways.split(",")]
        part["keputusan"] = {word: _target(target) for word, target in pairs}
    elif ways:
        part["lanjut"] = _target(ways)
    return part


def _target(text: str) -> str:
    return "l" + text.replace(".", "-") if "." in text else text


def flow(*rows: str, separate: bool = False) -> Flow:
    return build_flow(chains(*rows), separate_terminals=separate, words=("Mulai", "Selesai"))


def bands(drawn: Flow) -> list[list[str]]:
    """Each row's bands, their symbols as lane and part; capsules of their own in capitals."""
    names = {SymbolKind.START: "M", SymbolKind.END: "S"}

    def shown(row: int, band: int) -> str:
        symbols = drawn.rows[row].bands[band].symbols
        own = len(drawn.rows[row].bands) > 1 and len(symbols) == 1
        return " ".join(
            names[s.kind] if own and s.kind in names else drawn.lanes[s.lane] + str(s.part or "")
            for s in symbols
        )

    return [[shown(r, b) for b in range(len(row.bands))] for r, row in enumerate(drawn.rows)]


def hops(drawn: Flow) -> list[tuple[int, int]]:
    """The parts from which arrows go straight to the part beside."""
    return [(link.from_step, link.from_part) for link in drawn.links if link.hop]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("a > b > c", ["a1 b2 c3"]),
        ("c > b > a", ["a3 b2 c1"]),
        ("a > c > d", ["a1 c2 d3"]),
        ("a > b > a", ["a1 b2", "a3"]),
        ("a > a > b", ["a1", "a2 b3"]),
        ("a > b > c > b > a", ["a1 b2 c3", "a5 b4"]),
        ("a > c > b > d", ["a1 c2", "b3 d4"]),
        ("ab > c", ["a1 b1 c2"]),
        ("ab > bc > d", ["a1 b1", "b2 c2", "d3"]),
        ("ac > b > d", ["a1 c1", "b2 d3"]),
        ("a > b:1.1 > c", ["a1 b2", "c3"]),
        ("a > b:ya 2.3,tidak 2.1 > c", ["a1 b2 c3"]),
        ("a > b:ya 1.1,tidak selesai > c", ["a1 b2", "S", "c3"]),
        ("a > b:ya 2.3,tidak selesai > c", ["a1 b2 c3", "S"]),
    ],
)
def test_parts_stand_side_by_side_as_long_as_they_go_on_in_one_direction(
    row: str, expected: list[str]
) -> None:
    drawn = flow("abcd", row, "a")
    assert bands(drawn)[1] == expected


def test_a_decision_with_every_exit_stands_by_itself_when_others_lead_to_it_too() -> None:
    alone = flow("a", "a > b:ya 2.3,tidak 1.1,lain selesai > c", "a:2.1")
    returned = flow("a", "a > b:ya 2.3,tidak 1.1,lain selesai > c", "a:2.2")
    assert bands(alone)[1] == ["a1 b2 c3", "S"]
    assert bands(returned)[1] == ["a1", "b2 c3", "S"]


def test_one_arrow_goes_straight_to_the_part_beside_and_no_other() -> None:
    assert hops(flow("a > b > c", "c > c > a", "a")) == [(1, 1), (1, 2), (2, 2)]
    twice = flow("a", "a:ya 2.2,tidak 2.2 > b", "a")
    assert [(x.label, x.hop) for x in twice.links if x.from_part] == [
        ("Ya", True),
        ("Tidak", False),
        ("", False),
    ]


def test_the_first_part_is_the_start_and_the_last_part_the_end() -> None:
    first, _, last = flow("a > b", "b", "b > a").rows
    assert [str(s.kind) for s in first.bands[0].symbols] == ["start", "process"]
    assert [str(s.kind) for s in last.bands[0].symbols] == ["end", "process"]


def test_in_the_separate_style_start_and_end_stand_above_and_below() -> None:
    drawn = flow("a > b", "b > a", separate=True)
    assert bands(drawn) == [["M", "a1 b2"], ["a2 b1", "S"]]


def test_symbols_and_arrows_know_their_parts() -> None:
    drawn = flow("a > b", "c:ya 1.2,tidak 1.1")
    ends = [(x.from_step, x.from_part, x.to_step, x.to_part) for x in drawn.links if x.label]
    assert ends == [(2, 0, 1, 2), (2, 0, 1, 1)]


WAYS = {
    "from side to side, and on from below": (
        "a > b > c; c",
        ["1.1→1.2: right, left", "1.2→1.3: right, left", "1.3→2: bottom, c, top"],
    ),
    "against the reading order": (
        "c; c > b > a; a",
        [
            "1→2.1: bottom, c, top",
            "2.1→2.2: left, right",
            "2.2→2.3: left, right",
            "2.3→3: bottom, a, top",
        ],
    ),
    "joint work is left where it is entered": (
        "a > bc > d; a",
        ["1.1→1.2: right, left", "1.2→1.3: bottom, b, left", "1.3→2: bottom, d, right"],
    ),
    "a decision within goes on beside and returns from below": (
        "a; a > b:ya 2.3,tidak 1.1 > c; c",
        [
            "1→1: bottom, a, top",
            "1→2.1: bottom, a, top",
            "2.1→2.2: right, left",
            "2.2→2.3 Ya: right, left",
            "2.2→1 Tidak: bottom, |a, left",
            "2.3→3: bottom, c, top",
        ],
    ),
    "one with every exit is left at its top": (
        "a; a > b:ya 2.3,tidak 1.1,lain 3.1 > c; c",
        [
            "1→1: bottom, a, top",
            "1→2.1: bottom, a, top",
            "2.1→2.2: right, left",
            "2.2→2.3 Ya: right, left",
            "2.2→1 Tidak: top, b, right",
            "2.2→3 Lain: bottom, b, left",
            "2.3→3: bottom, c, top",
        ],
    ),
    "others lead into a part from above": (
        "a; a > b > c; c:ya selesai,tidak 2.2",
        [
            "1→2.1: bottom, a, top",
            "2.1→2.2: right, left",
            "2.2→2.3: right, left",
            "2.3→3: bottom, c, top",
            "3→3 Ya: bottom, c, top",
            "3→2.2 Tidak: right, c|, top",
        ],
    ),
    "the next line begins below": (
        "a > b > a > b; b",
        [
            "1.1→1.2: right, left",
            "1.2→1.3: bottom, top",
            "1.3→1.4: right, left",
            "1.4→2: bottom, b, top",
        ],
    ),
}


@pytest.mark.parametrize(("rows", "arrows"), WAYS.values(), ids=WAYS.keys())
def test_arrows_go_where_one_expects_them(rows: str, arrows: list[str]) -> None:
    drawing = on_one_page(chains(*rows.split("; ")))
    assert told(read(drawing)) == arrows
    assert [fault for judge in guarantees.ALL for fault in judge(read(drawing))] == []


def test_the_word_of_an_exit_to_the_part_beside_stands_above_its_arrow() -> None:
    drawing = on_one_page(chains("a", "a > b:setuju 2.3,tidak 1.1 > c", "a"))
    (edge,) = [edge for edge in drawing.edges if edge.label and edge.label.text == "Setuju"]
    assert edge.label is not None
    (left, y), (right, _) = edge.points
    assert edge.label.box.y1 <= y
    assert left < edge.label.box.x0 < edge.label.box.x1 < right


def test_joint_work_is_tied_by_one_bar_from_the_first_to_the_last() -> None:
    drawing = on_one_page(chains("a > bcd > e", "ac"))
    middles = {(s.step, s.lane): s.box.centre for s in drawing.symbols}
    assert [(bar.x0, bar.x1) for bar in drawing.joints] == [
        (middles[1, "b"][0], middles[1, "d"][0]),
        (middles[2, "a"][0], middles[2, "c"][0]),
    ]
    for bar, of in zip(drawing.joints, [(1, "b"), (2, "a")], strict=True):
        assert bar.centre[1] == pytest.approx(middles[of][1])
        assert bar.height == 4


def test_arrows_to_several_parts_from_above_have_heights_of_their_own() -> None:
    drawn = flow("a", "a > b > c", "a:2.2", "b:2.3", "c:2.1")
    (band,) = drawn.rows[1].bands
    first, second, third = (symbol.id for symbol in band.symbols)
    assert band.above == (third, second, first)
    plain = flow("a", "a > b > c", "c").rows[1]
    assert row_height(drawn.rows[1]) == row_height(plain) + 2 * TRACK


def test_arrows_from_several_parts_to_below_have_heights_of_their_own() -> None:
    drawn = flow("a", "a:ya 2.2,tidak 3.1 > b:ya 2.3,tidak 4.1 > c", "a", "b")
    (band,) = drawn.rows[1].bands
    assert band.below == tuple(symbol.id for symbol in band.symbols)


def test_arrows_of_parts_cross_a_page_break_below_the_rows() -> None:
    sop = chains("a", "a > b > c", "c:ya selesai,tidak 2.2", "d")
    whole = build_flow(sop, separate_terminals=False, words=("Mulai", "Selesai"))
    first, second = split(whole, [[1, 2], [3, 4]])
    (own,) = first.rows[1].bands
    assert [s.part for s in own.symbols] == [1, 2, 3]
    (below,) = first.below
    assert [(s.kind, s.lane, s.part) for s in below.symbols] == [
        (SymbolKind.OFFPAGE, 1, 2),
        (SymbolKind.OFFPAGE, 2, 3),
    ]
    assert [s.lane for band in second.above for s in band.symbols] == [1, 2]


def test_pentagons_for_several_parts_stand_one_above_the_other() -> None:
    sop = chains("a", "a > b", "a:2.1", "a:2.2", "a")
    for pages in ([[1, 2], [3, 4, 5]], [[1], [2], [3], [4, 5]]):
        for _, drawing in drawings(sop, pages, separate=False):
            assert [fault for judge in guarantees.ALL for fault in judge(read(drawing))] == []
