"""Where words stand beside pentagons: what they say of the other page, on nothing else."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

from sopc.layout.geometry import Rect
from sopc.layout.grid import Grid, Table
from sopc.layout.labels import HEIGHT, Label, Obstacles
from sopc.layout.symbols import Band, Symbol, SymbolKind

_GAPS = (3.0, *range(6, 30, 2), *range(30, 100, 10))
"""Distances between a pentagon and its words, in CSS pixels: the next where arrows run between."""
_CLEAR = 2.0
_MOST_LINES = 3


def place_notes(
    words: Callable[[Symbol], str], among: Obstacles, measure: Callable[[str], float]
) -> dict[int, Label]:
    """The words of each pentagon by its symbol's id; none where there is nothing to say.

    They stand beside it, those of the left of two at its left. Below and above the rows they may
    leave the lanes, since there the whole width of the table is free.
    """
    grid, table = among.grid, among.table
    taken = [line.bounds.grown(_CLEAR) for line in among.lines]
    taken += [box.grown(_CLEAR) for box in (*grid.boxes.values(), *among.labels)]
    found: dict[int, Label] = {}
    for band in (placed.band for placed in grid.bands):
        for symbol in band.symbols:
            text = words(symbol) if symbol.kind is SymbolKind.OFFPAGE else ""
            if text:
                box = grid.boxes[symbol.id]
                first = "left" if symbol is not band.symbols[-1] else "right"
                area = _area(symbol, band, grid, table)
                note = _best(list(_candidates(text, box, first, measure)), area, taken)
                taken.append(note.box.grown(_CLEAR))
                found[symbol.id] = note
    return found


def _area(symbol: Symbol, band: Band, grid: Grid, table: Table) -> Rect:
    """Where a pentagon may have words: across the table, in a row across the lanes; nearer to it
    than to another in its line."""
    left, right = table.lanes[0][0], table.lanes[-1][1]
    x, middle = grid.boxes[symbol.id].centre
    for strip in (table.above, table.below):
        if strip is not None and strip[0] < middle < strip[1]:
            left, right = table.sides or (left, right)
    for other in (grid.boxes[s.id].centre[0] for s in band.symbols if s is not symbol):
        left = max(left, (x + other) / 2) if other < x else left
        right = min(right, (x + other) / 2) if other > x else right
    return Rect(left, middle - 2 * HEIGHT, right, middle + 2 * HEIGHT)


def _candidates(
    text: str, box: Rect, first: str, measure: Callable[[str], float]
) -> Iterator[Label]:
    sides = ("left", "right") if first == "left" else ("right", "left")
    shapes = [_broken(text, count, measure) for count in range(1, _MOST_LINES + 1)]
    for gap in _GAPS:
        for lines in dict.fromkeys(shapes):
            width, height = max(map(measure, lines)), HEIGHT * len(lines)
            top = box.centre[1] - height / 2
            for side in sides:
                left = box.x1 + gap if side == "right" else box.x0 - gap - width
                yield Label(text, lines, Rect(left, top, left + width, top + height), 1.0)


def _broken(text: str, count: int, measure: Callable[[str], float]) -> tuple[str, ...]:
    """The text in so many lines, as even as can be; in fewer where it has fewer words."""
    words = text.split(" ")
    cuts = combinations(range(1, len(words)), min(count, len(words)) - 1)
    ways = (tuple(" ".join(words[a:b]) for a, b in pairwise((0, *cut, len(words)))) for cut in cuts)
    return min(ways, key=lambda lines: max(map(measure, lines)))


def _best(candidates: Sequence[Label], area: Rect, taken: Sequence[Rect]) -> Label:
    """The first that touches nothing; else the one that touches least."""

    def clashes(note: Label) -> int:
        return sum(note.box.overlaps(each) for each in taken) + 2 * (not area.contains(note.box))

    return min(candidates, key=clashes)
