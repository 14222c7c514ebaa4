"""All the ways an arrow could take over one page's grid.

Rows and lanes are given, so this is channel routing, not graph layout. Symbols never leave their
cells, so the free strips between them form a small grid: an upright channel between every two
lanes, and above and below every band one track each for arrows that come in and go out. A route
is a choice of ports and of at most one channel; no arrow can touch a symbol it does not belong to,
because none enters a cell that holds one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sopc.layout.geometry import Point, simplified
from sopc.layout.grid import Grid
from sopc.layout.metrics import CLEARANCE, FROM_EDGE
from sopc.layout.ports import Ports
from sopc.layout.symbols import Link, Symbol, facing


@dataclass(frozen=True, slots=True)
class Strand:
    """The upright part of one or more arrows in a channel: its extent and its ends.

    ``ends`` are the heights at which it is entered or left, and whether to the right.
    """

    top: float
    bottom: float
    ends: tuple[tuple[float, bool], ...]

    def crossings_left_of(self, other: "Strand") -> int:
        """How often the two cross when this one runs on the left."""
        outward = sum(right and other.top <= y <= other.bottom for y, right in self.ends)
        inward = sum(not right and self.top <= y <= self.bottom for y, right in other.ends)
        return outward + inward

    def least_crossings(self, other: "Strand") -> int:
        """How often the two cross in the better order."""
        return min(self.crossings_left_of(other), other.crossings_left_of(self))


@dataclass(frozen=True, slots=True)
class _Port:
    """Where an arrow may meet a symbol: the middle of one of its sides."""

    symbol: Symbol
    side: str


@dataclass(frozen=True, slots=True)
class Route:
    """A way for one arrow. With a channel, its upright part runs there between head and tail.

    ``head`` ends and ``tail`` starts at the height where the arrow meets the channel; where in
    the channel's width it runs is decided later (``points``).
    """

    link: Link
    exit_side: str
    entry_side: str
    head: tuple[Point, ...]
    channel: int | None = None
    tail: tuple[Point, ...] = ()

    def strand(self, middle: float) -> Strand:
        """The part in the channel, whose middle is at ``middle``."""
        first, last = self.head[-1], self.tail[0]
        ends = ((first[1], first[0] > middle), (last[1], last[0] > middle))
        return Strand(min(first[1], last[1]), max(first[1], last[1]), ends)

    def points(self, x: float) -> tuple[Point, ...]:
        """The corners of the arrow when it runs at ``x`` in its channel."""
        if self.channel is None:
            return simplified(self.head)
        turn = ((x, self.head[-1][1]), (x, self.tail[0][1]))
        return simplified((*self.head, *turn, *self.tail))


def candidates(link: Link, grid: Grid, ports: Ports) -> Iterator[Route]:
    """All routes an arrow could take."""
    if link.hop:
        yield _hop(link, grid)
        return
    entries = [_Port(link.target, side) for side in ports.entries(link)]
    for leave in (_Port(link.source, side) for side in ports.exits(link)):
        for enter in entries:
            if leave == enter:  # what leads back to itself comes in by another side
                continue
            yield from _straight(link, grid, leave, enter)
            yield from _through_channels(link, grid, leave, enter)


def _hop(link: Link, grid: Grid) -> Route:
    """Straight to the part beside, from the side that faces it to the one that it faces."""
    leave, enter = facing(link)
    return Route(link, leave, enter, (grid.port(link.source, leave), grid.port(link.target, enter)))


def _straight(link: Link, grid: Grid, leave: _Port, enter: _Port) -> Iterator[Route]:
    """Without a channel, up or down an empty part of a lane: straight, or with one or two bends."""
    start, goal = grid.port(leave.symbol, leave.side), grid.port(enter.symbol, enter.side)
    source, target = grid.band_of[link.source.id], grid.band_of[link.target.id]
    corners: tuple[Point, ...] | None = None
    if leave.side == "bottom" and enter.side == "top":
        if target > source and _is_free(grid, leave.symbol.lane, range(source + 1, target)):
            level = grid.above(enter.symbol)
            if not grid.obstructs(enter.symbol, leave.symbol.lane):
                corners = (start, (start[0], level), (goal[0], level), goal)
    elif enter.side == ("top" if target > source else "bottom") and _turns(grid, leave, enter):
        corners = (start, (goal[0], start[1]), goal)
    elif leave.side == ("bottom" if target > source else "top") and _turns(grid, enter, leave):
        corners = (start, (start[0], goal[1]), goal)
    if corners is not None:
        yield Route(link, leave.side, enter.side, corners)


def _turns(grid: Grid, level: _Port, upright: _Port) -> bool:
    """Whether an arrow that is bent once can join a symbol's left or right to what stands above or
    below: along the one's band, and in the other's lane."""
    own, lane = level.symbol.lane, upright.symbol.lane
    if lane == own or level.side != ("left" if lane < own else "right"):
        return False
    beside, other = grid.band_of[level.symbol.id], grid.band_of[upright.symbol.id]
    bands = range(beside, other) if beside < other else range(other + 1, beside + 1)
    passed = range(min(own, lane) + 1, max(own, lane))
    return beside != other and grid.is_clear(beside, passed) and _is_free(grid, lane, bands)


def _is_free(grid: Grid, lane: int, bands: range) -> bool:
    """Whether no symbol of the bands stands in a lane."""
    return all(grid.is_clear(band, range(lane, lane + 1)) for band in bands)


def _through_channels(link: Link, grid: Grid, leave: _Port, enter: _Port) -> Iterator[Route]:
    for channel in grid.channels:
        head, tail = _towards(grid, leave, channel), _towards(grid, enter, channel)
        if head is not None and tail is not None and _has_head(grid, enter, channel):
            yield Route(link, leave.side, enter.side, head, channel, tail[::-1])


def _has_head(grid: Grid, port: _Port, channel: int) -> bool:
    """Whether a channel is wide enough beside a port for a track and the head that turns in there:
    beside a capsule in a narrow lane none may be."""
    left, right = clear_of_symbols(channel, grid)
    x, _ = grid.port(port.symbol, port.side)
    room = {"left": x - CLEARANCE - left, "right": right - x - CLEARANCE}
    return room.get(port.side, 0.0) >= 0


def clear_of_symbols(channel: int, grid: Grid) -> tuple[float, float]:
    """From where to where tracks of a channel may run: clear of boxes and of the table's edge."""
    left, right = grid.channel(channel)
    left += CLEARANCE if channel > grid.channels[0] else FROM_EDGE
    right -= CLEARANCE if channel < grid.channels[-1] else FROM_EDGE
    return left, right


def _towards(grid: Grid, port: _Port, channel: int) -> tuple[Point, ...] | None:
    """From a port to the height at which it reaches a channel; None when a symbol is in between."""
    index, lane = grid.band_of[port.symbol.id], port.symbol.lane
    at = grid.port(port.symbol, port.side)
    if port.side == "top":
        return (at, (at[0], grid.above(port.symbol)))
    if port.side == "bottom":
        return (at, (at[0], grid.below(port.symbol)))
    to_left = port.side == "left"
    on_side = channel <= lane if to_left else channel > lane
    crossed = range(channel, lane) if to_left else range(lane + 1, channel)
    return (at,) if on_side and grid.is_clear(index, crossed) else None
