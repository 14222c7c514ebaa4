"""A place for every arrow in its channel, so that no two run on top of each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from sopc.layout.geometry import Point
from sopc.layout.grid import Grid
from sopc.layout.metrics import CLEARANCE, TRACK
from sopc.layout.routes import Route, Strand, clear_of_symbols

_EXHAUSTIVE = 6
"""Up to this many bundles in a channel, all their orders are tried."""
_APART = 3.0
"""Least distance, in pixels, of two bundles on one track."""
_BESIDE_RULE = 8.0
"""Distance, in pixels, of the first track from a lane's rule: no arrow looks like a rule."""
_LEAST_ROOM = 6.0
"""Room, in pixels, that is kept between any two lanes beside what symbols need."""
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Arrows that join towards one port and so share a track."""

    routes: tuple[int, ...]
    strand: Strand

    def overlaps(self, other: "_Bundle") -> bool:
        mine, theirs = self.strand, other.strand
        return mine.top - _APART < theirs.bottom and theirs.top - _APART < mine.bottom


def has_room(routes: Sequence[Route], grid: Grid) -> bool:
    """Whether the arrows in each channel have room side by side."""
    for channel in grid.channels:
        tracks = _tracks(_ordered(_bundles(routes, channel, grid)))
        inner = channel not in (grid.channels[0], grid.channels[-1])
        needed = max(TRACK * max(tracks, default=0), _LEAST_ROOM if inner else 0.0)
        left, right = _clear(channel, grid, routes)
        if right - left < needed - _ROUNDING:
            return False
    return True


def place(routes: Sequence[Route], grid: Grid) -> list[tuple[Point, ...]]:
    """The corners of every route, each channel's bundles side by side."""
    x_of: dict[int, float] = {}
    for channel in grid.channels:
        ordered = _ordered(_bundles(routes, channel, grid))
        tracks = _tracks(ordered)
        positions = _positions(channel, grid, routes, 1 + max(tracks, default=0))
        for bundle, track in zip(ordered, tracks, strict=True):
            x_of |= dict.fromkeys(bundle.routes, positions[track])
    return [route.points(x_of.get(index, 0.0)) for index, route in enumerate(routes)]


def _bundles(routes: Sequence[Route], channel: int, grid: Grid) -> list[_Bundle]:
    joined: dict[tuple[int, str], list[int]] = {}
    for index, route in enumerate(routes):
        if route.channel == channel:
            joined.setdefault((route.link.target.id, route.entry_side), []).append(index)
    middle = sum(grid.channel(channel)) / 2
    bundles = []
    for members in joined.values():
        strands = [routes[index].strand(middle) for index in members]
        top, bottom = min(s.top for s in strands), max(s.bottom for s in strands)
        ends = tuple(end for strand in strands for end in strand.ends)
        bundles.append(_Bundle(tuple(members), Strand(top, bottom, ends)))
    return bundles


def _ordered(bundles: list[_Bundle]) -> list[_Bundle]:
    """The bundles from left to right with as few crossings as their order can give."""

    def total(order: Iterable[_Bundle]) -> int:
        return sum(a.strand.crossings_left_of(b.strand) for a, b in combinations(order, 2))

    if len(bundles) <= _EXHAUSTIVE:
        return list(min(permutations(bundles), key=total))
    order: list[_Bundle] = []
    for bundle in sorted(bundles, key=lambda b: b.strand.top - b.strand.bottom):
        spots = [[*order[:i], bundle, *order[i:]] for i in range(len(order) + 1)]
        order = min(spots, key=total)
    return order


def _tracks(ordered: Sequence[_Bundle]) -> list[int]:
    """Track numbers from the left: bundles one above the other may use the same."""
    tracks: list[int] = []
    for index, bundle in enumerate(ordered):
        before = [tracks[i] for i in range(index) if ordered[i].overlaps(bundle)]
        tracks.append(1 + max(before, default=-1))
    return tracks


def _positions(channel: int, grid: Grid, routes: Sequence[Route], count: int) -> list[float]:
    """Where the tracks of a channel run: clear of symbols, and visibly beside the lane's rule."""
    left, right = _clear(channel, grid, routes)
    lanes = len(grid.table.lanes)
    spacing = min(TRACK, (right - left) / max(1, count - 1))
    if 0 < channel < lanes:
        rule = grid.table.lanes[channel][0]
        beside = min(_BESIDE_RULE, (right - rule) / 2)
        # alternate the two sides of the rule, so that few arrows use the nearer places
        upper = [rule + beside + spacing * i for i in range((count + 1) // 2)]
        lower = [rule - beside - spacing * i for i in range(count // 2)]
        positions = sorted(lower + upper)
        if (
            positions[0] >= left
            and positions[-1] <= right
            and (count == 1 or 2 * beside >= spacing)
        ):
            return positions
    first = (left + right) / 2 - spacing * (count - 1) / 2
    return [first + spacing * i for i in range(count)]


def _clear(channel: int, grid: Grid, routes: Sequence[Route]) -> tuple[float, float]:
    """What of a channel is clear of symbols and of the table's edge.

    A capsule may be wider than boxes: arrows that come in there have room for their heads.
    """
    left, right = clear_of_symbols(channel, grid)
    for route in routes:
        if route.channel == channel and route.entry_side == "right":
            left = max(left, route.tail[-1][0] + CLEARANCE)
        elif route.channel == channel and route.entry_side == "left":
            right = min(right, route.tail[-1][0] - CLEARANCE)
    return left, right
