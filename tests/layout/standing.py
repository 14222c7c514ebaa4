"""How symbols stand in the rows and beside one another, as exact statements about the picture.

Like ``guarantees``: each function returns what breaks its statement, in words.
"""

from collections.abc import Iterable, Iterator

from tests.layout.picture import NEAR, Picture, Shape

MM = 96 / 25.4
LOWEST = 8 * MM
"""How far below its row's top the first symbol begins at most."""
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


ALL = (low_symbols,)
