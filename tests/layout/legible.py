"""What makes a drawing easy to follow: which exit a word belongs to, and where an arrow goes.

Like ``guarantees``, each function returns what breaks its statement, in words. A word's row is
judged where the picture has rows.
"""

from collections import Counter
from itertools import combinations

from tests.layout.picture import NEAR, Area, Arrow, Picture, Shape, is_upright, same

MM = 96 / 25.4
BESIDE_DECISION = 6 * MM
"""How far, in pixels, a word may stand from its decision."""
APART = 2.5 * MM
"""Least distance, in pixels, of two arrows that run side by side."""
LEAST_TYPE = 6 / 0.75
"""Least size of letters, in pixels."""
_EXITS = 3


def astray_words(picture: Picture) -> list[str]:
    """Words that stand in another row than their decision, far from it, not beside the first piece
    of their arrow, or no nearer to that than to another line."""
    found = []
    for arrow in picture.arrows:
        decision = picture.shape_at(arrow.corners[0])
        if arrow.word is None or decision is None:
            continue
        area = arrow.word.area
        own = distance(area, arrow.pieces[0])
        others = [*arrow.pieces[1:]]
        others += [
            piece for other in picture.arrows if other is not arrow for piece in other.pieces
        ]
        y = decision.area.middle[1]
        rows = [(top, bottom) for _, top, bottom in picture.rows if top <= y <= bottom]
        if any(area.top < top - NEAR or bottom + NEAR < area.bottom for top, bottom in rows):
            found.append(f"the word of {arrow} stands in another row")
        if distance(area, decision.area) > BESIDE_DECISION:
            found.append(f"the word of {arrow} is far from its decision")
        if any(distance(area, piece) <= own for piece in others):
            found.append(f"the word of {arrow} is nearer to another line")
    return found


def close_tracks(picture: Picture) -> list[str]:
    """Arrows that run side by side less than 2.5 mm from each other."""
    return [
        f"{one} and {two} are {gap:.1f} px apart"
        for one, two in combinations(picture.arrows, 2)
        for a in one.pieces
        for b in two.pieces
        if (gap := _beside(a, b)) is not None and NEAR < gap < APART - NEAR
    ]


def _beside(a: Area, b: Area) -> float | None:
    """How far two pieces are from each other that run in the same direction, side by side."""
    if is_upright(a) != is_upright(b):
        return None
    if is_upright(a):
        return abs(a.left - b.left) if _overlap(a.top, a.bottom, b.top, b.bottom) else None
    return abs(a.top - b.top) if _overlap(a.left, a.right, b.left, b.right) else None


def _overlap(low: float, high: float, other_low: float, other_high: float) -> bool:
    return min(high, other_high) - max(low, other_low) > NEAR


def needless_joins(picture: Picture) -> list[str]:
    """Symbols at one side of which several arrows come in, while another is free."""
    found = []
    for shape in picture.shapes:
        came = Counter(
            side
            for arrow in picture.arrows
            for side, place in shape.sides.items()
            if same(arrow.corners[-1], place)
        )
        spare = _enterable(shape, picture) - _used(shape, picture)
        if spare and max(came.values(), default=0) > 1:
            found.append(f"arrows join at step {shape.step}, {shape.kind}: free is {sorted(spare)}")
    return found


def needless_bends(picture: Picture) -> list[str]:
    """Boxes left below by two bends to the next line, while the side that faces it is free."""
    found = []
    for arrow in picture.arrows:
        source, target = (picture.shape_at(arrow.corners[end]) for end in (0, -1))
        if source is None or target is None or source.kind != "process" or len(arrow.corners) != 4:
            continue
        side = "right" if target.area.middle[0] > source.area.middle[0] else "left"
        below = same(arrow.corners[0], source.sides["bottom"])
        above = same(arrow.corners[-1], target.sides["top"])
        if below and above and side not in _used(source, picture) and _clear(arrow, picture):
            found.append(f"{arrow} bends twice, though it could leave at the {side}")
    return found


def _enterable(shape: Shape, picture: Picture) -> set[str]:
    """The sides by which arrows may come in: a pentagon has one, a full decision its top."""
    leaving = sum(picture.shape_at(arrow.corners[0]) == shape for arrow in picture.arrows)
    if shape.kind == "offpage":
        return set()
    return {"top"} if leaving >= _EXITS else {"top", "left", "right"}


def _used(shape: Shape, picture: Picture) -> set[str]:
    """The sides of a symbol at which arrows end or begin, or a bar is fixed."""
    ends = [end for arrow in picture.arrows for end in (arrow.corners[0], arrow.corners[-1])]
    used = {side for side, place in shape.sides.items() if any(same(end, place) for end in ends)}
    x, y = shape.area.middle
    for tie in picture.ties:
        if tie.top <= y <= tie.bottom and tie.left - NEAR <= x <= tie.right + NEAR:
            used |= {"left"} if tie.left < x - NEAR else set()
            used |= {"right"} if x + NEAR < tie.right else set()
    return used


def _clear(arrow: Arrow, picture: Picture) -> bool:
    """Whether nothing stands on the way with one bend: across beside its source, then down."""
    x, (x1, y1) = arrow.corners[0][0], arrow.corners[-1]
    source = picture.shape_at(arrow.corners[0])
    assert source is not None
    level = source.area.middle[1]
    across = Area(min(x, x1), level, max(x, x1), level)
    down = Area(x1, level, x1, y1 - NEAR)
    others = [shape for shape in picture.shapes if shape is not source]
    return not any(piece.grown(NEAR).meets(s.area) for piece in (across, down) for s in others)


def distance(one: Area, other: Area) -> float:
    """How far two areas are from each other; 0 where they touch."""
    across = max(one.left - other.right, other.left - one.right, 0.0)
    along = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return float((across**2 + along**2) ** 0.5)


ALL = (astray_words, close_tracks, needless_joins, needless_bends)
"""What holds for every flowchart of the catalogue."""
