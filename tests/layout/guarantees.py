"""What holds for every drawing, as exact statements about the picture it makes.

Each function returns what breaks its guarantee, in words; an empty list is what tests want.
"""

from itertools import combinations, pairwise

from tests.layout.picture import (
    NEAR,
    Area,
    Arrow,
    Picture,
    Place,
    Shape,
    is_upright,
    same,
    touches,
)

CLEARANCE = 1.0
"""Least distance, in pixels, between an arrow and a symbol it does not belong to."""
HEAD = 6.0
"""Length of an arrowhead."""
FARTHEST = 75.0
"""How far, in pixels, a word may stand from its arrow where all is crowded."""


def loose_ends(picture: Picture) -> list[str]:
    """Arrows that do not run from a side of their source to a side of their target."""
    found = []
    for arrow in picture.arrows:
        first, last = picture.shape_at(arrow.corners[0]), picture.shape_at(arrow.corners[-1])
        if first is None or last is None:
            found.append(f"{arrow} hangs loose")
            continue
        start, goal = (arrow.start, arrow.from_part), (arrow.goal, arrow.to_part)
        if (first.step, first.part) != (goal if first.kind == "offpage" else start):
            found.append(f"{arrow} starts at step {first.step}, part {first.part}")
        elif last.kind == "offpage":
            sharing = [a for a in picture.arrows if same(a.corners[-1], arrow.corners[-1])]
            if {(a.goal, a.to_part) for a in sharing} != {goal}:
                found.append(f"{arrow} leaves the page with an arrow to another step")
            if (last.step, last.part) not in {(a.start, a.from_part) for a in sharing}:
                found.append(f"{arrow} leaves the page beside step {last.step}")
        elif (last.step, last.part) != goal:
            found.append(f"{arrow} ends at step {last.step}, part {last.part}")
    return found


def slants(picture: Picture) -> list[str]:
    """Arrows with a piece that is neither upright nor level."""
    return [
        f"{arrow} slants"
        for arrow in picture.arrows
        for piece in arrow.pieces
        if not (is_upright(piece) or piece.bottom - piece.top < NEAR)
    ]


def shared_ports(picture: Picture) -> list[str]:
    """Sides that serve both ways, and sides by which two arrows leave."""
    leaving: list[Place] = []
    found = []
    for arrow in picture.arrows:
        if any(same(arrow.corners[0], other) for other in leaving):
            found.append(f"{arrow} leaves where another leaves")
        leaving.append(arrow.corners[0])
    for arrow in picture.arrows:
        if any(same(arrow.corners[-1], start) for start in leaving):
            found.append(f"{arrow} enters where another leaves")
    return found


def touched_symbols(picture: Picture) -> list[str]:
    """Arrows that come too near a symbol, other than at their own two ends."""
    found = []
    for arrow in picture.arrows:
        ends = (arrow.corners[0], arrow.corners[-1])
        for shape in picture.shapes:
            mine = any(same(side, end) for side in shape.sides.values() for end in ends)
            area = shape.area.grown(-NEAR if mine else CLEARANCE)
            if any(area.meets(piece) for piece in _with_width(arrow)):
                found.append(f"{arrow} touches step {shape.step} ({shape.kind})")
    return found


def _with_width(arrow: Arrow) -> list[Area]:
    """The arrow's pieces, a hair wide."""
    return [piece.grown(NEAR / 4) for piece in arrow.pieces]


def shared_stretches(picture: Picture) -> list[str]:
    """Arrows that run on top of each other without joining towards one target."""
    found = []
    for one, two in combinations(picture.arrows, 2):
        if same(one.corners[-1], two.corners[-1]):
            continue
        if any(_shared(a, b) > NEAR for a in one.pieces for b in two.pieces):
            found.append(f"{one} runs on {two}")
    return found


def _shared(a: Area, b: Area) -> float:
    """How long two pieces run on top of each other."""
    if is_upright(a) != is_upright(b):
        return 0.0
    along = min(a.bottom, b.bottom) - max(a.top, b.top)
    across = min(a.right, b.right) - max(a.left, b.left)
    length, apart = (along, -across) if is_upright(a) else (across, -along)
    return length if apart < NEAR else 0.0


def touching_arrows(picture: Picture) -> list[str]:
    """Arrows to different symbols that meet but do not cross: they look as if they joined."""
    return [
        f"{one} touches {two}" for one, two in picture.pairs() if touches(one.pieces, two.pieces)
    ]


def outside(picture: Picture) -> list[str]:
    """What leaves the lanes, the rows, or (a symbol) its own cell."""
    lanes, rows = picture.lanes, {step: (top, bottom) for step, top, bottom in picture.rows}
    extents = [*rows.values(), *picture.strips]
    top, bottom = min(t for t, _ in extents), max(b for _, b in extents)
    page = Area(lanes[0][0], top, lanes[-1][1], bottom).grown(NEAR)
    found = []
    for arrow in picture.arrows:
        if not all(page.holds(piece) for piece in arrow.pieces):
            found.append(f"{arrow} leaves the lanes")
        if arrow.word and not page.holds(arrow.word.area):
            found.append(f"the word of {arrow} leaves the lanes")
    for shape in picture.shapes:
        if shape.kind == "offpage":
            if not any(a <= shape.area.top and shape.area.bottom <= b for a, b in picture.strips):
                found.append(f"a pentagon of step {shape.step} is not outside the rows")
            continue
        top, bottom = rows[shape.step]
        if not (top <= shape.area.top and shape.area.bottom <= bottom):
            found.append(f"symbol of step {shape.step} leaves its row")
        if not any(abs((a + b) / 2 - shape.area.middle[0]) < NEAR for a, b in lanes):
            found.append(f"symbol of step {shape.step} is not centred in a lane")
    return found


def covering_labels(picture: Picture) -> list[str]:
    """Words that lie on a line, a symbol or another word."""
    words = [(arrow, arrow.word.area) for arrow in picture.arrows if arrow.word is not None]
    lines = [piece for arrow in picture.arrows for piece in _with_width(arrow)]
    lines += picture.ties
    found = []
    for arrow, area in words:
        if any(line.meets(area) for line in lines):
            found.append(f"the word of {arrow} lies on a line")
        if any(covers(shape, area) for shape in picture.shapes):
            found.append(f"the word of {arrow} lies on a symbol")
    for (one, area), (two, other) in combinations(words, 2):
        if area.meets(other):
            found.append(f"the words of {one} and {two} overlap")
    return found


def covers(shape: Shape, area: Area) -> bool:
    """Whether an area lies on a symbol's own shape: a diamond leaves its corners free."""
    if shape.kind != "decision":
        return shape.area.meets(area)
    x, y = shape.area.middle
    across = max(area.left - x, x - area.right, 0.0) / (x - shape.area.left)
    along = max(area.top - y, y - area.bottom, 0.0) / (y - shape.area.top)
    return across + along < 1 - NEAR / 10


def far_labels(picture: Picture) -> list[str]:
    """Words that stand too far from their arrow to belong to it."""
    return [
        f"the word of {arrow} is {distance:.0f} px away"
        for arrow in picture.arrows
        if arrow.word is not None
        and (distance := min(_distance(arrow.word.area, piece) for piece in arrow.pieces))
        > FARTHEST
    ]


def _distance(a: Area, b: Area) -> float:
    across = max(a.left - b.right, b.left - a.right, 0.0)
    along = max(a.top - b.bottom, b.top - a.bottom, 0.0)
    return float((across**2 + along**2) ** 0.5)


def cut_heads(picture: Picture) -> list[str]:
    """Arrows whose last piece is shorter than the head that lies on it."""
    return [
        f"{arrow} has no room for its head"
        for arrow in picture.arrows
        if sum(_size(arrow.pieces[-1])) < HEAD - NEAR
    ]


def _size(piece: Area) -> tuple[float, float]:
    return piece.right - piece.left, piece.bottom - piece.top


def disordered_chains(picture: Picture) -> list[str]:
    """Parts that stand above the one before them, or side by side against the row's direction."""
    found = []
    for step, parts in picture.chains().items():
        for one, two, three in zip(parts, parts[1:], [*parts[2:], []], strict=False):
            if two[0].area.middle[1] < one[0].area.middle[1] - NEAR:
                found.append(f"step {step}: a part stands above the one before it")
            if three and _faces(one, two) * _faces(two, three) < 0:
                found.append(f"step {step}: a line of parts turns")
    return found


def bent_hops(picture: Picture) -> list[str]:
    """Parts side by side, one after the other, that no arrow joins straight from side to side."""
    found = []
    for step, parts in picture.chains().items():
        for number, (one, two) in enumerate(pairwise(parts), start=1):
            way = _faces(one, two)
            sides = ("right", "left") if way > 0 else ("left", "right")
            ends = (one[-1], two[0]) if way > 0 else (one[0], two[-1])
            hop = tuple(end.sides[side] for end, side in zip(ends, sides, strict=True))
            if way and not any(
                len(a.corners) == 2 and all(map(same, a.corners, hop)) for a in picture.arrows
            ):
                found.append(f"no arrow goes straight from {step}.{number} to the next part")
    return found


def _faces(one: list[Shape], two: list[Shape]) -> int:
    """1 when the second stands in line with the first, to its right, -1 to its left; else 0."""
    if abs(one[0].area.middle[1] - two[0].area.middle[1]) > NEAR:
        return 0
    return 1 if one[-1].area.right < two[0].area.left else -1


ALL = (
    loose_ends,
    slants,
    shared_ports,
    touched_symbols,
    shared_stretches,
    touching_arrows,
    outside,
    covering_labels,
    far_labels,
    cut_heads,
    disordered_chains,
    bent_hops,
)
