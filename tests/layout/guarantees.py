"""What holds for every drawing, as exact statements about its geometry.

Each function returns what breaks its guarantee, in words; an empty list is what tests want.
"""

from itertools import combinations

from sopc.layout.drawing import Drawing, PlacedEdge, PlacedSymbol
from sopc.layout.flow import SymbolKind
from sopc.layout.geometry import Point, Rect, Segment, segments
from sopc.layout.metrics import HEAD

_NEAR = 1e-6
CLEARANCE = 1.0
"""Least distance, in pixels, between an arrow and a symbol it does not belong to."""


def ports(symbol: PlacedSymbol) -> dict[str, Point]:
    box = symbol.box
    x, y = box.centre
    return {"top": (x, box.y0), "bottom": (x, box.y1), "left": (box.x0, y), "right": (box.x1, y)}


def _same(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < _NEAR and abs(a[1] - b[1]) < _NEAR


def port_at(drawing: Drawing, point: Point) -> tuple[PlacedSymbol, str] | None:
    """The symbol and side whose port is at a point."""
    for symbol in drawing.symbols:
        for side, port in ports(symbol).items():
            if _same(port, point):
                return symbol, side
    return None


def loose_ends(drawing: Drawing) -> list[str]:
    """Arrows that do not run from a port of their source's step to a port of their target's."""
    found = []
    for edge in drawing.edges:
        start, end = port_at(drawing, edge.points[0]), port_at(drawing, edge.points[-1])
        if start is None or end is None:
            found.append(f"{name(edge)} hangs loose")
        elif start[0].step not in (edge.from_step, edge.to_step):
            found.append(f"{name(edge)} starts at step {start[0].step}")
        elif end[0].step not in (edge.from_step, edge.to_step):
            found.append(f"{name(edge)} ends at step {end[0].step}")
    return found


def shared_ports(drawing: Drawing) -> list[str]:
    """Ports that serve both ways, and ports by which two arrows leave."""
    leaving: list[Point] = []
    found = []
    for edge in drawing.edges:
        if any(_same(edge.points[0], other) for other in leaving):
            found.append(f"{name(edge)} leaves where another leaves")
        leaving.append(edge.points[0])
    for edge in drawing.edges:
        if any(_same(edge.points[-1], start) for start in leaving):
            found.append(f"{name(edge)} enters where another leaves")
    return found


def touched_symbols(drawing: Drawing) -> list[str]:
    """Arrows that come too near a symbol, other than at their own two ports."""
    found = []
    for edge in drawing.edges:
        own = [port_at(drawing, edge.points[0]), port_at(drawing, edge.points[-1])]
        for symbol in drawing.symbols:
            mine = any(port is not None and port[0] is symbol for port in own)
            area = symbol.box.grown(-_NEAR if mine else CLEARANCE)
            for piece in segments(edge.points):
                if _meets(piece.bounds, area):
                    found.append(f"{name(edge)} touches step {symbol.step} ({symbol.kind})")
    return found


def _meets(line: Rect, area: Rect) -> bool:
    return line.x0 < area.x1 and area.x0 < line.x1 and line.y0 < area.y1 and area.y0 < line.y1


def shared_length(a: Segment, b: Segment) -> float:
    """How long two pieces run on top of each other (0 when they do not)."""
    if a.vertical != b.vertical:
        return 0.0
    one, two = a.bounds, b.bounds
    if a.vertical:
        return min(one.y1, two.y1) - max(one.y0, two.y0) if a.x0 == b.x0 else 0.0
    return min(one.x1, two.x1) - max(one.x0, two.x0) if a.y0 == b.y0 else 0.0


def shared_stretches(drawing: Drawing) -> list[str]:
    """Arrows that run on top of each other without joining towards one target."""
    found = []
    for one, two in combinations(drawing.edges, 2):
        if _same(one.points[-1], two.points[-1]):
            continue
        for a in segments(one.points):
            for b in segments(two.points):
                if shared_length(a, b) > _NEAR:
                    found.append(f"{name(one)} runs on {name(two)}")
    return found


def outside(drawing: Drawing) -> list[str]:
    """What leaves the lanes, the rows, or (a symbol) its own cell."""
    lanes, rows = drawing.table.lanes, drawing.table.rows
    area = Rect(
        lanes[0][0],
        min(r[0] for r in rows.values()),
        lanes[-1][1],
        max(r[1] for r in rows.values()),
    ).grown(_NEAR)
    found = []
    for edge in drawing.edges:
        if not all(area.contains(piece.bounds) for piece in segments(edge.points)):
            found.append(f"{name(edge)} leaves the lanes")
        if edge.label and not area.contains(edge.label.box):
            found.append(f"label of {name(edge)} leaves the lanes")
    for symbol in drawing.symbols:
        top, bottom = rows[symbol.step]
        if not (top <= symbol.box.y0 and symbol.box.y1 <= bottom):
            found.append(f"symbol of step {symbol.step} leaves its row")
        if not any(abs((a + b) / 2 - symbol.box.centre[0]) < _NEAR for a, b in lanes):
            found.append(f"symbol of step {symbol.step} is not centred in a lane")
    return found


def covering_labels(drawing: Drawing) -> list[str]:
    """Labels that lie on a line, a symbol or another label."""
    boxes = [(edge, edge.label.box) for edge in drawing.edges if edge.label is not None]
    lines = [piece for edge in drawing.edges for piece in segments(edge.points)]
    lines += [piece for joint in drawing.joints for piece in segments(joint)]
    found = []
    for edge, box in boxes:
        if any(_meets(line.bounds.grown(_NEAR), box) for line in lines):
            found.append(f"label of {name(edge)} lies on a line")
        if any(covers(symbol, box) for symbol in drawing.symbols):
            found.append(f"label of {name(edge)} lies on a symbol")
    for (one, box), (two, other) in combinations(boxes, 2):
        if box.overlaps(other):
            found.append(f"labels of {name(one)} and {name(two)} overlap")
    return found


def covers(symbol: PlacedSymbol, box: Rect) -> bool:
    """Whether a box lies on a symbol's own shape: a diamond leaves its corners free."""
    if symbol.kind is not SymbolKind.DECISION:
        return symbol.box.overlaps(box)
    x, y = symbol.box.centre
    across = max(box.x0 - x, x - box.x1, 0.0) / (symbol.box.width / 2)
    along = max(box.y0 - y, y - box.y1, 0.0) / (symbol.box.height / 2)
    return across + along < 1 - _NEAR


def cut_heads(drawing: Drawing) -> list[str]:
    """Arrows whose last piece is shorter than the head that lies on it."""
    return [
        f"{name(edge)} has no room for its head"
        for edge in drawing.edges
        if segments(edge.points)[-1].length < HEAD
    ]


def name(edge: PlacedEdge) -> str:
    return f"{edge.from_step}→{edge.to_step}{' ' + edge.label.text if edge.label else ''}"


ALL = (
    loose_ends,
    shared_ports,
    touched_symbols,
    shared_stretches,
    outside,
    covering_labels,
    cut_heads,
)
