"""The columns of the flowchart table: lanes first, the rest shared so that the table is short."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import ceil, floor

from sopc.catalogue.sop import Sop, Step

ORDER, TIME = 8.5, 19.0
LANE_MOST, LANE_COMFORTABLE, LANE_LEAST = 29.0, 18.0, 12.5
LANE_ALONE = 45.0
"""Width of a single lane: long labels have no neighbours' cells to stand in."""
FLEXIBLE_LEAST = (44.0, 26.0, 26.0, 14.0)
"""Least widths of the columns whose words wrap: activity, inputs, output, remarks."""
FLEXIBLE_SHARE = (58.0, 36.0, 36.0, 18.0)
"""Their widths beside lanes of middling number; what is left or lacking is shared alike."""
HEADING_MOST, HEADING_LEAST = 8.0, 5.5
_STEP = 1.0
_PADDING, _LANE_PADDING = 2.8, 1.6
_POINT = 25.4 / 72
_LETTER = 1.42
"""About the width of a letter of the table, in millimetres."""
_DRAWING_LINES = 3
"""How many lines of text are as high as a symbol with its arrows."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Column widths in millimetres, left to right, and the lanes' heading size in points."""

    widths: tuple[float, ...]
    heading: float


def fit_columns(
    sop: Sop, headings: Sequence[str], total: float, width_of: Callable[[str, float], float]
) -> Columns:
    """Share ``total`` millimetres among the columns of an SOP's flowchart table.

    ``width_of`` gives the width of a word at a font size, in the unit of that size.
    """
    lanes = len(sop.lanes)
    left = total - ORDER - TIME
    words = [word for heading in headings for word in heading.replace("/", "/ ").split()]
    longest = max(width_of(word, 1.0) for word in words)
    least = max(LANE_LEAST, longest * HEADING_LEAST * _POINT + _LANE_PADDING)
    least = min(least, (left - sum(FLEXIBLE_LEAST)) / lanes)  # longer words are broken
    most, comfortable = (LANE_MOST, LANE_COMFORTABLE) if lanes > 1 else (LANE_ALONE, LANE_ALONE)
    roomy = min(most, max(least, (left - sum(FLEXIBLE_SHARE)) / lanes))
    lane, (lines, wrapping) = roomy, _balanced(sop.steps, left - roomy * lanes)
    for narrower in (roomy * 0.85, roomy * 0.7):  # only where it makes the table clearly shorter
        fewer, widths_then = _balanced(sop.steps, left - narrower * lanes)
        if narrower >= max(comfortable, least) and fewer < lines * 0.93:
            lane, lines, wrapping = narrower, fewer, widths_then
    activity, inputs, output, remarks = wrapping
    widths = (ORDER, activity, *[lane] * lanes, inputs, TIME, output, remarks)
    heading = (lane - _LANE_PADDING) / _POINT / longest
    heading = max(HEADING_LEAST, min(HEADING_MOST, heading))
    return Columns(tuple(round(width, 3) for width in widths), floor(heading * 100) / 100)


def _balanced(steps: Sequence[Step], room: float) -> tuple[float, tuple[float, ...]]:
    """The widths of the wrapping columns with which the rows are lowest, and how many lines those
    have, by estimate."""
    texts = [
        (step.activity, " ".join(step.inputs), " ".join(step.output), " ".join(step.remarks))
        for step in steps
    ]
    scale = room / sum(FLEXIBLE_SHARE)
    widths = [share * scale for share in FLEXIBLE_SHARE]
    least = [min(least, width) for least, width in zip(FLEXIBLE_LEAST, widths, strict=True)]

    def height(candidate: Sequence[float]) -> float:
        lines = [
            max(
                _DRAWING_LINES,
                *(
                    ceil(len(text) * _LETTER / (width - _PADDING))
                    for text, width in zip(row, candidate, strict=True)
                ),
            )
            for row in texts
        ]
        return sum(lines) + 0.02 * max(lines, default=0)

    best = height(widths)
    for _ in range(60):
        moves = []
        for giver, taker in permutations(range(len(widths)), 2):
            moved = list(widths)
            moved[giver] -= _STEP * 2
            moved[taker] += _STEP * 2
            if moved[giver] >= least[giver]:
                moves.append((height(moved), moved))
        lowest = min(moves, default=(best, widths))
        if lowest[0] >= best:
            break
        best, widths = lowest
    return best, tuple(widths)
