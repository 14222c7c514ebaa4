"""The columns of the flowchart table: every column gets what its words need, lanes the rest."""

from dataclasses import dataclass

from sopc.catalogue.sop import Sop

ORDER, TIME = 8.5, 19.0
ACTIVITY, WORDS = 58.0, 36.0
REMARKS_EMPTY, REMARKS = 14.0, 27.0
LANE_MOST, LANE_LEAST = 29.0, 12.5
TIGHT_BELOW = 17.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Column widths in millimetres, left to right; ``tight`` asks for small lane headings."""

    widths: tuple[float, ...]
    tight: bool


def fit_columns(sop: Sop, total: float) -> Columns:
    """Share ``total`` millimetres among the columns of an SOP's flowchart table."""
    lanes = len(sop.lanes)
    has_remarks = any(step.remarks for step in sop.steps)
    remarks = REMARKS if has_remarks else REMARKS_EMPTY
    activity, words = ACTIVITY, WORDS
    left = total - ORDER - TIME - remarks - activity - 2 * words
    lane = left / lanes
    if lane > LANE_MOST:
        lane = LANE_MOST
        spare = left - lane * lanes
        activity, words = activity + spare / 2, words + spare / 4
    elif lane < LANE_LEAST:
        lane = LANE_LEAST
        lacking = lane * lanes - left
        activity, words = activity - lacking / 2, words - lacking / 4
    widths = (ORDER, activity, *[lane] * lanes, words, TIME, words, remarks)
    return Columns(tuple(round(width, 3) for width in widths), lane < TIGHT_BELOW)
