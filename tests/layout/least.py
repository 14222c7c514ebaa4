"""The least crossings and bends that a small flow can be drawn with, found by trying everything.

Nothing of the router is used: neither its list of ways, nor its costs, nor its counting. The page
is a drawing on squared paper: lanes and rows are given, each symbol stands in its cell, and an
arrow takes one of the ways that the form allows. It leaves by a symbol's lower side, left or right,
enters by the upper side, left or right (a decision with three exits only from above), and runs
along free strips: level above and below each row, upright between two lanes or down an empty part
of a lane, in one strip at most. Of the symbols only their cells count. Arrows to one symbol may
join where it has no side to spare; so those that come in by one side never count as crossing. A
crossing is as bad as twenty bends.
"""

from collections import Counter
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
CROSSING = 20
IMPOSSIBLE = 1_000_000
MOST_EXITS = 3


@dataclass(frozen=True)
class Cell:
    """A symbol by its lane and line, both from 0, and the sides it may be left and entered by."""

    lane: int
    line: int
    leave: tuple[str, ...]
    enter: tuple[str, ...]

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

    @property
    def bends(self) -> int:
        """How often the pieces change between upright and level."""
        upright = [piece.left == piece.right for piece in self.pieces()]
        return sum(a != b for a, b in pairwise(upright))


class Board:
    """The cells of a picture, and the arrows between them."""

    def __init__(self, picture: Picture) -> None:
        lines = sorted({round(shape.area.middle[1], 1) for shape in picture.shapes})
        lanes = [(a + b) / 2 for a, b in picture.lanes]
        self._lanes = len(lanes)
        ends = [
            [picture.shape_at(arrow.corners[end]) for end in (0, -1)] for arrow in picture.arrows
        ]
        exits = Counter(source for source, _ in ends)

        def cell(shape: Shape | None) -> Cell:
            assert shape is not None
            x, y = shape.area.middle
            lane = min(range(len(lanes)), key=lambda n: abs(lanes[n] - x))
            return Cell(lane, lines.index(round(y, 1)), *_sides(shape, exits[shape], picture))

        self._taken = {(c.lane, c.line) for c in map(cell, picture.shapes)}
        self.arrows = [(cell(source), cell(target)) for source, target in ends]

    def ways(self, source: Cell, target: Cell) -> Iterator[Way]:
        """All ways from one cell to another."""
        for leave in source.leave:
            for enter in target.enter:
                if source == target and leave == enter:
                    continue
                yield from self._straight(source, target, leave, enter)
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

    def _straight(self, source: Cell, target: Cell, leave: str, enter: str) -> Iterator[Way]:
        """Up or down through empty cells of one lane: that of the source, or of the target."""
        (x, y), (goal, height) = source.side(leave), target.side(enter)
        down = target.line > source.line
        if target.line == source.line:
            return
        between = range(min(source.line, target.line) + 1, max(source.line, target.line))
        forth, back = ("bottom", "top") if down else ("top", "bottom")
        if leave == forth and enter == back:
            if self._free([source.lane], between):
                level = target.line * CELL + (-_STRIP if down else _STRIP)
                yield Way(leave, enter, ((x, y), (x, level), (goal, level), (goal, height)))
        elif enter == back and _faces(source, leave, target):
            corner = self._free([target.lane], [source.line, *between])
            if corner and self._free(_lanes_between(source, target), [source.line]):
                yield Way(leave, enter, ((x, y), (goal, y), (goal, height)))
        elif leave == forth and _faces(target, enter, source):
            corner = self._free([source.lane], [*between, target.line])
            if corner and self._free(_lanes_between(source, target), [target.line]):
                yield Way(leave, enter, ((x, y), (x, height), (goal, height)))


def _faces(cell: Cell, side: str, other: Cell) -> bool:
    return {"left": other.lane < cell.lane, "right": other.lane > cell.lane}.get(side, False)


def _lanes_between(one: Cell, two: Cell) -> range:
    return range(min(one.lane, two.lane) + 1, max(one.lane, two.lane))


def _sides(shape: Shape, exits: int, picture: Picture) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """By which sides a shape may be left, and entered."""
    if shape.kind == "offpage":
        above = all(shape.area.middle[1] <= other.area.middle[1] for other in picture.shapes)
        side = ("bottom",) if above else ("top",)
        return side, side
    enter: tuple[str, ...] = ("top", "left", "right")
    if shape.kind == "decision" and exits >= MOST_EXITS:
        enter = ("top",)
    return ("bottom", "left", "right"), enter


def least(picture: Picture, most: int) -> int:
    """The least burden of the picture's arrows, ``most`` if there is none less.

    That is their bends, and twenty for each crossing.
    """
    return _Search(Board(picture), most).least()


def burden(picture: Picture) -> int:
    """The burden of the picture as it is."""
    return CROSSING * picture.crossings + bends(picture)


def bends(picture: Picture) -> int:
    """How often the picture's arrows turn."""
    return sum(len(arrow.corners) - 2 for arrow in picture.arrows)


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
        self.visited = 0

    def least(self) -> int:
        costs = {
            arrow: {number: way.bends for number, way in enumerate(ways)}
            for arrow, ways in enumerate(self._ways)
        }
        self._extend({}, costs, 0)
        return self._best

    def _extend(self, chosen: dict[int, int], left: dict[int, dict[int, int]], cost: int) -> None:
        """``left`` has, for each other arrow, what its ways cost beside the chosen ones."""
        self.visited += 1
        if not left:
            self._best = min(self._best, self._drawn(chosen))
            return
        least = {arrow: min(ways.values()) for arrow, ways in left.items()}
        room = self._best - cost - sum(least.values())
        arrow = min(left, key=lambda a: sum(c - least[a] < room for c in left[a].values()))
        for way, own in sorted(left[arrow].items(), key=lambda each: each[1]):
            if self._best - cost - sum(least.values()) <= own - least[arrow]:
                return
            now = {**chosen, arrow: way}
            if not self._may_join(now):
                continue
            rest = self._after(left, arrow, way, self._best - cost - own)
            if rest is not None:
                self._extend(now, rest, cost + own)

    def _after(
        self, left: dict[int, dict[int, int]], arrow: int, way: int, room: int
    ) -> dict[int, dict[int, int]] | None:
        """What the other arrows' ways cost after one more choice; None when no drawing can beat
        the best."""
        rest: dict[int, dict[int, int]] = {}
        bound = 0
        for other, ways in left.items():
            if other == arrow:
                continue
            more = self._met(arrow, way, other)
            rest[other] = {w: c + more[w] for w, c in ways.items() if c + more[w] < room}
            if not rest[other]:
                return None
            bound += min(rest[other].values())
            if bound >= room:
                return None
        return rest

    def _met(self, one: int, way: int, two: int) -> list[int]:
        """What the other arrow's ways cost beside a way."""
        if (one, way, two) not in self._known:
            others = range(len(self._ways[two]))
            self._known[one, way, two] = [self._pair(one, way, two, other) for other in others]
        return self._known[one, way, two]

    def _pair(self, one: int, first: int, two: int, second: int) -> int:
        """The crossings of two arrows drawn alone, in the better order."""
        a, b = self._ways[one][first], self._ways[two][second]
        if not self._fit(one, a, two, b):
            return IMPOSSIBLE
        if self._arrows[one][1] == self._arrows[two][1] and a.enter == b.enter:
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

    def _may_join(self, chosen: dict[int, int]) -> bool:
        """Whether no arrows join at a symbol that is left with a side to spare."""
        entered: dict[Cell, list[str]] = {}
        used: dict[Cell, set[str]] = {}
        open_: Counter[Cell] = Counter()
        for arrow, (source, target) in enumerate(self._arrows):
            if arrow in chosen:
                way = self._ways[arrow][chosen[arrow]]
                entered.setdefault(target, []).append(way.enter)
                used.setdefault(target, set()).add(way.enter)
                used.setdefault(source, set()).add(way.leave)
            else:
                open_.update((source, target))
        return all(
            len(sides) == len(set(sides)) or len(set(cell.enter) - used[cell]) <= open_[cell]
            for cell, sides in entered.items()
        )

    def _drawn(self, chosen: dict[int, int]) -> int:
        """The burden of all arrows together, in the best order of each strip."""
        ways = {arrow: self._ways[arrow][way] for arrow, way in chosen.items()}
        strips: dict[int, dict[tuple[Cell, str], list[int]]] = {}
        for arrow, way in ways.items():
            if way.strip is not None:  # arrows that join share a track
                join = (self._arrows[arrow][1], way.enter)
                strips.setdefault(way.strip, {}).setdefault(join, []).append(arrow)
        return sum(way.bends for way in ways.values()) + min(
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
            if (self._arrows[one][1], ways[one].enter) != (self._arrows[two][1], ways[two].enter)
        )


def _crossed(one: list[Area], two: list[Area]) -> int:
    return IMPOSSIBLE if touches(one, two) else CROSSING * crossings(one, two)
