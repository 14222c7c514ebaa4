"""Small flows are drawn no worse than they were, by what a reader's eye has to follow."""

import json
from pathlib import Path

import pytest

from sopc.catalogue.sop import Sop
from tests.layout import guarantees
from tests.layout.flows import knotted, on_one_page, wandering
from tests.layout.picture import Picture, read

RECORDED = Path(__file__).with_name("burdens.json")
SEEDS, MOST_ARROWS = range(1000, 1150), 9
SHAPES = {"knotted": knotted, "wandering": wandering}
TELLING = (
    *("knotted 384", "knotted 504", "wandering 141", "wandering 591", "wandering 189"),
    *("wandering 2258", "wandering 2007", "knotted 2221", "wandering 2252", "wandering 2064"),
)
"""Flows that are drawn worse when steps that follow one another are not planned first, when arrows
are untangled once only, or when two may meet head on above a symbol."""
BLOCKED = ("wandering 499", "wandering 845")
"""Flows whose arrows block one another when decisions are entered at their sides."""


def burden(picture: Picture) -> dict[str, int]:
    """What makes a picture hard to read: crossings, bends, and how far the eye has to go."""
    length = sum(
        piece.right - piece.left + piece.bottom - piece.top
        for arrow in picture.arrows
        for piece in arrow.pieces
    )
    return {
        "crossings": picture.crossings,
        "bends": sum(len(arrow.corners) - 2 for arrow in picture.arrows),
        "length": round(length),
    }


def named(name: str) -> Sop:
    shape, seed = name.split()
    return SHAPES[shape](int(seed))


def weight(burden: dict[str, int]) -> int:
    """A crossing is as bad as twenty bends, and a bend worse than any length."""
    return 40_000 * burden["crossings"] + 2_000 * burden["bends"] + burden["length"]


def test_there_are_flows_to_compare() -> None:
    assert len(json.loads(RECORDED.read_text())) > 50


@pytest.mark.parametrize(("name", "before"), json.loads(RECORDED.read_text()).items())
def test_no_flow_is_drawn_worse_than_before(name: str, before: dict[str, int]) -> None:
    """Better is welcome: ``python -m tests.layout.test_quality`` writes the new figures down."""
    drawing = on_one_page(named(name))
    now = burden(read(drawing))
    assert drawing.crossings == now["crossings"]
    assert [fault for judge in guarantees.ALL for fault in judge(read(drawing))] == []
    assert weight(now) <= weight(before), (now, before)


def main() -> None:
    """Write down how the flows are drawn now."""
    usual = [f"{shape} {seed}" for shape in SHAPES for seed in SEEDS[:: len(SHAPES)]]
    pictures = {name: read(on_one_page(named(name))) for name in (*usual, *TELLING, *BLOCKED)}
    lines = [
        f'"{name}": {json.dumps(burden(picture))}'
        for name, picture in pictures.items()
        if name not in usual or len(picture.arrows) <= MOST_ARROWS
    ]
    RECORDED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
