"""Small flows are drawn no worse than they were, by what a reader's eye has to follow."""

import json
from pathlib import Path

import pytest

from tests.layout.flows import knotted, on_one_page
from tests.layout.picture import Picture, read

RECORDED = Path(__file__).with_name("burdens.json")
SEEDS = range(1000, 1100)


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


def weight(burden: dict[str, int]) -> int:
    """A bend is as bad as 20 pixels more, a crossing as 400."""
    return 400 * burden["crossings"] + 20 * burden["bends"] + burden["length"]


def test_there_are_flows_to_compare() -> None:
    assert len(json.loads(RECORDED.read_text())) == len(SEEDS)


@pytest.mark.parametrize(("seed", "before"), json.loads(RECORDED.read_text()).items())
def test_no_flow_is_drawn_worse_than_before(seed: str, before: dict[str, int]) -> None:
    """Better is welcome: ``python -m tests.layout.test_quality`` writes the new figures down."""
    now = burden(read(on_one_page(knotted(int(seed)))))
    assert weight(now) <= weight(before), (now, before)


def main() -> None:
    """Write down how the flows are drawn now."""
    now = {str(seed): burden(read(on_one_page(knotted(seed)))) for seed in SEEDS}
    lines = [f"{json.dumps(seed)}: {json.dumps(now[seed])}" for seed in now]
    RECORDED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
