"""How symbols stand in the rows and beside one another, as exact statements about the picture.

Like ``guarantees``: each function returns what breaks its statement, in words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from tests.layout.picture import NEAR, Area, Arrow, Picture, Shape, is_upright, same

MM = 96 / 25.4
LOWEST = 8 * MM
"""How far below its row's top the first symbol begins at most."""
MOST_EXITS = 3
ASIDE = 6.0
"""How much further it may for each part beside it to which arrows come from above as well."""


def low_symbols(picture: Picture) -> list[str]:
    """Rows whose first symbols stand far below the row's top."""
    found = []
    for step, top, _ in picture.rows:
        own = [s for s in picture.shapes if s.step == step and s.kind != "offpage"]
        highest = min(shape.area.top for shape in own)
        beside = {s.part for s in own if s.area.top - highest < LOWEST and s.part}
        if highest - top > LOWEST + ASIDE * max(0, len(beside) - 1) + NEAR:
            found.append(f"step {step} is drawn {(highest - top) / MM:.1f} mm below its row's top")
    return found


def unequal(pictures: Iterable[Picture]) -> list[str]:
    """Kinds of symbols that have several sizes in the pages of one chart."""
    sizes = by_kind(shape for picture in pictures for shape in picture.shapes)
    return [f"{kind}: {sorted(found)}" for kind, found in sizes.items() if len(found) > 1]


def by_kind(shapes: Iterable[Shape]) -> dict[str, set[tuple[float, float]]]:
    """The sizes of each kind of symbol, in tenths of a pixel; capsules are of one kind."""
    found: dict[str, set[tuple[float, float]]] = {}
    for kind, size in _sizes(shapes):
        found.setdefault(kind, set()).add(size)
    return found


def _sizes(shapes: Iterable[Shape]) -> Iterator[tuple[str, tuple[float, float]]]:
    for shape in shapes:
        kind = "capsule" if shape.kind in ("start", "end") else shape.kind
        left, top, right, bottom = shape.area
        yield kind, (round(right - left, 1), round(bottom - top, 1))


def split_joints(picture: Picture) -> list[str]:
    """Joint work that is not one bar, met by arrows at one symbol, with plain boxes beside it."""
    found = []
    tied: list[Shape] = []
    for tie in picture.ties:
        own = [shape for shape in picture.shapes if _on(tie, shape)]
        tied += own
        ends = (min(s.area.middle[0] for s in own), max(s.area.middle[0] for s in own))
        if len({(s.step, s.part) for s in own}) > 1 or ends != (tie.left, tie.right):
            found.append(f"a bar at step {own[0].step} does not join the symbols of one part")
        met = [s for s in own if any(_meets(arrow, s) for arrow in picture.arrows)]
        plain = [s for s in own if s.kind == "process" and s not in met]
        if len(met) > 1 or len(plain) < len(own) - 1:
            found.append(f"step {own[0].step}: {len(met)} symbols of a bar have arrows")
    lines: dict[tuple[int, int, float], list[Shape]] = {}
    for shape in picture.shapes:
        if shape.kind != "offpage":
            middle = round(shape.area.middle[1], 1)
            lines.setdefault((shape.step, shape.part, middle), []).append(shape)
    for (step, _, _), shapes in lines.items():
        if len(shapes) > 1 and any(shape not in tied for shape in shapes):
            found.append(f"step {step}: symbols side by side are not tied")
    return found


def _on(tie: Area, shape: Shape) -> bool:
    x, y = shape.area.middle
    return tie.top < y < tie.bottom and tie.left - NEAR < x < tie.right + NEAR


def _meets(arrow: Arrow, shape: Shape) -> bool:
    ends = (arrow.corners[0], arrow.corners[-1])
    return any(same(side, end) for side in shape.sides.values() for end in ends)


def on_bars(picture: Picture) -> list[str]:
    """Arrows that run along a bar; the third exit of a joint decision has no other way."""
    found = []
    leaving = Counter((arrow.start, arrow.from_part) for arrow in picture.arrows)
    for arrow in picture.arrows:
        level = [piece for piece in arrow.pieces if not is_upright(piece)]
        runs = any(tie.meets(piece.grown(NEAR)) for tie in picture.ties for piece in level)
        if runs and leaving[arrow.start, arrow.from_part] < MOST_EXITS:
            found.append(f"{arrow} runs along a bar")
    return found


def crossed_bars(picture: Picture) -> list[str]:
    """Arrows that pass between symbols of joint work."""
    return [
        f"{arrow} crosses a bar"
        for arrow in picture.arrows
        for piece in arrow.pieces
        for tie in picture.ties
        if is_upright(piece) and tie.grown(-NEAR).meets(piece.grown(NEAR))
    ]


def silent_pentagons(picture: Picture) -> list[str]:
    """Pentagons that do not say where they lead, or not beside them, or on something else."""
    pentagons = [shape for shape in picture.shapes if shape.kind == "offpage"]
    notes = [shape.note.area for shape in pentagons if shape.note]
    things = [piece.grown(NEAR) for arrow in picture.arrows for piece in arrow.pieces]
    things += [shape.area for shape in picture.shapes]
    things += [arrow.word.area for arrow in picture.arrows if arrow.word]
    found = []
    for shape in pentagons:
        if shape.note is None:
            found.append(f"pentagon {shape.word} says nothing")
            continue
        area = shape.note.area
        others = [*things, *(note for note in notes if note is not area)]
        if any(other.meets(area) for other in others):
            found.append(f"what is said beside {shape.word} lies on something")
        if not (area.top < shape.area.middle[1] < area.bottom):
            found.append(f"what is said of {shape.word} does not stand beside it")
        line = [s for s in pentagons if area.top < s.area.middle[1] < area.bottom]
        if any(_apart(other, area) < _apart(shape, area) for other in line):
            found.append(f"what is said of {shape.word} is nearer to another beside it")
    return found


def _apart(shape: Shape, area: Area) -> float:
    """How far a shape and an area are from each other."""
    across = max(shape.area.left - area.right, area.left - shape.area.right, 0.0)
    return across + max(shape.area.top - area.bottom, area.top - shape.area.bottom, 0.0)


ALL = (low_symbols, split_joints, on_bars, silent_pentagons)
"""What holds for every flow; no bar is crossed in ordinary ones."""
