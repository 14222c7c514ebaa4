"""The least number of crossings that a small flow can be drawn with, found by trying everything.

Nothing of the router is used: neither its list of ways, nor its costs, nor its counting. The page
is a drawing on squared paper: lanes and rows are given, each symbol stands in its cell, and an
arrow takes one of the ways that the form allows. It leaves by a symbol's lower side (a decision's
also by left and right), enters by the upper side, left or right, and runs along free strips: level
above and below each row, upright between two lanes or down an empty part of a lane, in one strip
at most. Of the symbols only their cells count. Arrows to one symbol may join, so they never count
as crossing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations, product

from tests.layout.picture import Area, Picture, Place, Shape, crossings, touches

CELL = 100.0
_HALF = 20.0
_STRIP = 30.0
"""How far from a row's middle the level strips above and below it run."""
_TRACK = 2.0
"""Distance of the arrows in one upright strip."""
IMPOSSIBLE = 1_000


@dataclass(frozen=True)
class Cell:
    """A symbol by its lane and its line, both from 0."""

    lane: int
    line: int
    decides: bool

    def side(self, name: str) -> Place:
        x, y = (self.lane + 0.5) * CELL, self.line * CELL
        return {
            "top": (x, y - _HALF),
            "bottom": (x, y + _HALF),
            "left": (x - _HALF, y),
            "right": (x + _HALF, y),
        }[name]


@dataclass(frozen=True)
class Way:
    """A way for an arrow: before the upright strip, and after it; straight ways have no strip."""

    leave: str
    enter: str
    before: tuple[Place, ...]
    strip: int | None = None
    after: tuple[Place, ...] = ()

    def pieces(self, track: int = 0) -> list[Area]:
        """The lines it is made of, on one of its strip's tracks."""
        corners = list(self.before)
        if self.strip is not None:
            x = self.strip * CELL + track * _TRACK
            corners += [(x, corners[-1][1]), (x, self.after[0][1])]
        corners += self.after
        return [
            Area(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            for a, b in pairwise(corners)
            if a != b
        ]


class Board:
    """The cells of a picture, and the arrows between them."""

    def __init__(self, picture: Picture) -> None:
        lines = sorted({round(shape.area.middle[1], 1) for shape in picture.shapes})
        lanes = [(a + b) / 2 for a, b in picture.lanes]
        self._lanes = len(lanes)

        def cell(shape: Shape) -> Cell:
            x, y = shape.area.middle
            lane = min(range(len(lanes)), key=lambda n: abs(lanes[n] - x))
            return Cell(lane, lines.index(round(y, 1)), shape.kind == "decision")

        self._taken = {(c.lane, c.line) for c in map(cell, picture.shapes)}
        self.arrows: list[tuple[Cell, Cell]] = []
        for arrow in picture.arrows:
            source, target = (picture.shape_at(arrow.corners[end]) for end in (0, -1))
            assert source is not None
            assert target is not None
            self.arrows.append((cell(source), cell(target)))

    def ways(self, source: Cell, target: Cell) -> Iterator[Way]:
        """All ways from one cell to another."""
        for leave in ("bottom", "left", "right") if source.decides else ("bottom",):
            yield from self._straight(source, target, leave)
            for enter in ("top", "left", "right"):
                for strip in range(self._lanes + 1):
                    out = self._to_strip(source, leave, strip)
                    into = self._to_strip(target, enter, strip)
                    if out and into:
                        yield Way(leave, enter, out, strip, into[::-1])

    def _free(self, lanes: Sequence[int], lines: Sequence[int]) -> bool:
        return not any((lane, line) in self._taken for lane in lanes for line in lines)

    def _to_strip(self, cell: Cell, side: str, strip: int) -> tuple[Place, ...] | None:
        """From a side to where an upright strip is met; None where a symbol is in between."""
        x, y = cell.side(side)
        if side in ("top", "bottom"):
            level = cell.line * CELL + (_STRIP if side == "bottom" else -_STRIP)
            return ((x, y), (x, level))
        passed = range(strip, cell.lane) if side == "left" else range(cell.lane + 1, strip)
        on_side = strip <= cell.lane if side == "left" else strip > cell.lane
        return ((x, y),) if on_side and self._free(passed, [cell.line]) else None

    def _straight(self, source: Cell, target: Cell, leave: str) -> Iterator[Way]:
        """Down through empty cells: the source's lane, or after a side exit the target's."""
        if target.line <= source.line:
            return
        (x, y), goal = source.side(leave), target.side("top")
        if leave == "bottom":
            if self._free([source.lane], range(source.line + 1, target.line)):
                level = target.line * CELL - _STRIP
                yield Way(leave, "top", ((x, y), (x, level), (goal[0], level), goal))
            return
        to_left = leave == "left"
        if source.lane == target.lane or (target.lane < source.lane) != to_left:
            return
        passed = range(*sorted((source.lane, target.lane)))[0 if to_left else 1 :]
        if self._free(passed, [source.line]) and self._free(
            [target.lane], range(source.line, target.line)
        ):
            yield Way(leave, "top", ((x, y), (goal[0], y), goal))


def least_crossings(picture: Picture, most: int) -> int:
    """The least crossings of the picture's arrows, ``most`` if there are not fewer."""
    return _Search(Board(picture), most).least()


class _Search:
    """Chooses a way for one arrow after the other, as long as ``best`` can still be beaten.

    What two arrows cross by themselves, in the better order within their strip, is never more than
    what they cross among others: so sums over pairs bound whole drawings from below. A choice
    whose sum beats the best is then drawn, with every order of the arrows in each strip.
    """

    def __init__(self, board: Board, best: int) -> None:
        self._arrows = board.arrows
        self._ways = [list(board.ways(*arrow)) for arrow in board.arrows]
        self._pieces = [[[way.pieces(0), way.pieces(1)] for way in ways] for ways in self._ways]
        self._best = best
        self._known: dict[tuple[int, int, int], list[int]] = {}

    def least(self) -> int:
        everything = [(1 << len(ways)) - 1 for ways in self._ways]
        open_ways = {
            arrow: [ways, *[0] * (self._best - 1)] for arrow, ways in enumerate(everything)
        }
        if self._best:
            self._extend({}, open_ways, 0)
        return self._best

    def _extend(self, chosen: dict[int, int], left: dict[int, list[int]], crossed: int) -> None:
        """``left`` has, for each other arrow, its ways (as bits) by how often they cross."""
        if not left:
            self._best = min(self._best, self._drawn(chosen))
            return
        arrow = min(left, key=lambda other: sum(map(int.bit_count, left[other])))
        for more, ways in enumerate(left[arrow]):
            for way in _bits(ways):
                room = self._best - crossed - more
                if room <= 0:
                    return
                rest, bound = {}, 0
                for other, levels in left.items():
                    if other != arrow:
                        rest[other] = _raised(levels, self._met(arrow, way, other), room)
                        bound += next((n for n, some in enumerate(rest[other]) if some), room)
                        if bound >= room:
                            break
                else:
                    self._extend({**chosen, arrow: way}, rest, crossed + more)

    def _met(self, one: int, way: int, two: int) -> list[int]:
        """The other arrow's ways (as bits) that cross a way 0, 1, … times."""
        if (one, way, two) not in self._known:
            met = [0] * self._best
            for other in range(len(self._ways[two])):
                times = self._pair(one, way, two, other)
                if times < self._best:
                    met[times] |= 1 << other
            self._known[one, way, two] = met
        return self._known[one, way, two]

    def _pair(self, one: int, first: int, two: int, second: int) -> int:
        """The crossings of two arrows drawn alone, in the better order."""
        a, b = self._ways[one][first], self._ways[two][second]
        if not self._fit(one, a, two, b):
            return IMPOSSIBLE
        if self._arrows[one][1] == self._arrows[two][1]:
            return 0
        mine, other = self._pieces[one][first], self._pieces[two][second]
        if a.strip is None or a.strip != b.strip:
            return _crossed(mine[0], other[0])
        return min(_crossed(mine[0], other[1]), _crossed(mine[1], other[0]))

    def _fit(self, one: int, a: Way, two: int, b: Way) -> bool:
        """Whether no side of a symbol serves both ways, or two exits."""
        (source, target), (other_source, other_target) = self._arrows[one], self._arrows[two]
        return not (
            (source == other_source and a.leave == b.leave)
            or (source == other_target and a.leave == b.enter)
            or (target == other_source and a.enter == b.leave)
        )

    def _drawn(self, chosen: dict[int, int]) -> int:
        """The crossings of all arrows together, in the best order of each strip."""
        ways = {arrow: self._ways[arrow][way] for arrow, way in chosen.items()}
        strips: dict[int, dict[tuple[Cell, str], list[int]]] = {}
        for arrow, way in ways.items():
            if way.strip is not None:  # arrows that join share a track
                join = (self._arrows[arrow][1], way.enter)
                strips.setdefault(way.strip, {}).setdefault(join, []).append(arrow)
        return min(
            self._with_tracks(ways, order)
            for order in product(*(permutations(joined.values()) for joined in strips.values()))
        )

    def _with_tracks(self, ways: dict[int, Way], order: Sequence[Sequence[list[int]]]) -> int:
        tracks = {
            arrow: track
            for bundles in order
            for track, bundle in enumerate(bundles)
            for arrow in bundle
        }
        lines = {arrow: way.pieces(tracks.get(arrow, 0)) for arrow, way in ways.items()}
        return sum(
            _crossed(lines[one], lines[two])
            for one, two in combinations(lines, 2)
            if self._arrows[one][1] != self._arrows[two][1]
        )


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _raised(levels: Sequence[int], met: Sequence[int], room: int) -> list[int]:
    """Ways by what they cross, after one more arrow; those that cross ``room`` times are out."""
    raised = [0] * room
    for before, ways in enumerate(levels[:room]):
        for more, crossing in enumerate(met[: room - before]):
            raised[before + more] |= ways & crossing
    return raised


def _crossed(one: list[Area], two: list[Area]) -> int:
    return IMPOSSIBLE if touches(one, two) else crossings(one, two)
