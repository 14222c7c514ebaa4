"""A place for every arrow in its channel, so that no two run on top of each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from sopc.layout.geometry import Point
from sopc.layout.grid import Grid
from sopc.layout.metrics import CLEARANCE, TRACK
from sopc.layout.routes import Route

_EXHAUSTIVE = 6
"""Up to this many strands in a channel, all their orders are tried."""
_APART = 3.0
"""Least distance, in pixels, of two strands on one track."""
_BESIDE_RULE = 8.0
"""Distance, in pixels, of the first track from a lane's rule: no arrow looks like a rule."""


@dataclass(slots=True)
class _Strand:
    """Arrows that join towards one port and so share a track: their extent and their ends."""

    routes: list[int]
    top: float
    bottom: float
    ends: list[tuple[float, bool]]
    """Heights at which the strand is entered or left, and whether to the right."""

    def meets(self, y: float) -> bool:
        return self.top <= y <= self.bottom

    def overlaps(self, other: "_Strand") -> bool:
        return self.top - _APART < other.bottom and other.top - _APART < self.bottom


def most_tracks(routes: Sequence[Route], grid: Grid) -> int:
    """How many tracks the busiest channel needs; one beside a single lane's edge counts double."""
    most = 0
    for channel in grid.channels:
        tracks = _tracks(_ordered(_strands(routes, channel, grid)))
        needed = 1 + max(tracks, default=-1)
        outermost = channel in (grid.channels[0], grid.channels[-1])
        most = max(most, 2 * needed if outermost else needed)
    return most


def place(routes: Sequence[Route], grid: Grid) -> list[tuple[Point, ...]]:
    """The corners of every route, each channel's strands side by side."""
    x_of: dict[int, float] = {}
    for channel in grid.channels:
        ordered = _ordered(_strands(routes, channel, grid))
        tracks = _tracks(ordered)
        positions = _positions(channel, grid, 1 + max(tracks, default=0))
        for strand, track in zip(ordered, tracks, strict=True):
            x_of |= dict.fromkeys(strand.routes, positions[track])
    return [route.points(x_of.get(index, 0.0)) for index, route in enumerate(routes)]


def _strands(routes: Sequence[Route], channel: int, grid: Grid) -> list[_Strand]:
    strands: dict[tuple[int, str], _Strand] = {}
    middle = sum(grid.channel(channel)) / 2
    for index, route in enumerate(routes):
        if route.channel != channel:
            continue
        first, last = route.head[-1], route.tail[0]
        ends = [(first[1], first[0] > middle), (last[1], last[0] > middle)]
        top, bottom = min(first[1], last[1]), max(first[1], last[1])
        key = (route.link.target.id, route.entry_side)
        strand = strands.setdefault(key, _Strand([], top, bottom, []))
        strand.routes.append(index)
        strand.ends += ends
        strand.top, strand.bottom = min(strand.top, top), max(strand.bottom, bottom)
    return list(strands.values())


def _crossings(left: _Strand, right: _Strand) -> int:
    """How often two strands cross when they run in this order."""
    outward = sum(to_right and right.meets(y) for y, to_right in left.ends)
    return outward + sum(not to_right and left.meets(y) for y, to_right in right.ends)


def _ordered(strands: list[_Strand]) -> list[_Strand]:
    """The strands from left to right with as few crossings as their order can give."""

    def total(order: Iterable[_Strand]) -> int:
        return sum(_crossings(a, b) for a, b in combinations(order, 2))

    if len(strands) <= _EXHAUSTIVE:
        return list(min(permutations(strands), key=total))
    order: list[_Strand] = []
    for strand in sorted(strands, key=lambda s: s.top - s.bottom):
        spots = [[*order[:i], strand, *order[i:]] for i in range(len(order) + 1)]
        order = min(spots, key=total)
    return order


def _tracks(ordered: Sequence[_Strand]) -> list[int]:
    """Track numbers from the left: strands one above the other may use the same."""
    tracks: list[int] = []
    for index, strand in enumerate(ordered):
        before = [tracks[i] for i in range(index) if ordered[i].overlaps(strand)]
        tracks.append(1 + max(before, default=-1))
    return tracks


def _positions(channel: int, grid: Grid, count: int) -> list[float]:
    """Where the tracks of a channel run: clear of symbols, and visibly beside the lane's rule."""
    left, right = grid.channel(channel)
    lanes = len(grid.table.lanes)
    left += CLEARANCE if channel > 0 else _BESIDE_RULE / 2
    right -= CLEARANCE if channel < lanes else _BESIDE_RULE / 2
    spacing = min(TRACK, (right - left) / max(1, count - 1))
    if 0 < channel < lanes:
        rule = grid.table.lanes[channel][0]
        beside = min(_BESIDE_RULE, (right - rule) / 2)
        # alternate the two sides of the rule, so that few arrows use the nearer places
        upper = [rule + beside + spacing * i for i in range((count + 1) // 2)]
        lower = [rule - beside - spacing * i for i in range(count // 2)]
        positions = sorted(lower + upper)
        if positions[0] >= left and positions[-1] <= right:
            return positions
    first = (left + right) / 2 - spacing * (count - 1) / 2
    return [first + spacing * i for i in range(count)]
