"""Drawings → SVG: one flowchart by itself, every symbol and arrow marked for inspection.

All coordinates are absolute, in CSS pixels, without transforms (but for the words of headings that
are turned upright). The pages of a long flow stand one below the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import Form
from sopc.catalogue.form_words import Wording, filled
from sopc.catalogue.procedure import Exit, Position, Procedure
from sopc.layout.drawing import Drawing, PlacedEdge, PlacedSymbol
from sopc.layout.geometry import Point, Rect
from sopc.layout.labels import Label
from sopc.markup.words import one_line
from sopc.render.resources import FAMILIES
from sopc.render.shapes import (
    BAR_FILL,
    BAR_STROKE,
    LABEL_SIZE,
    STROKE,
    arrowhead,
    corners,
    is_capsule,
    label_lines,
    text_size,
)
from sopc.render.shapes import shaft as arrow_shaft
from sopc.render.svg_table import NUMBERS, frame, head_height, headings, words_at
from sopc.render.typeface import Typeface

_GAP = 18.0
_STYLE = (
    ".rule{stroke:#999;stroke-width:.6;fill:none}.head{fill:#eee}"
    f".symbol>*{{fill:#fff;stroke:#111;stroke-width:{STROKE}}}.symbol>text{{fill:#111;stroke:none}}"
    f".edge>polyline{{fill:none;stroke:#111;stroke-width:{STROKE}}}"
    f".joint{{fill:{BAR_FILL};stroke:#111;stroke-width:{BAR_STROKE}}}"
    ".edge>polygon{fill:#111}.clear{fill:#fff}"
)


def write_svg(
    entry: Entry, catalogue: Catalogue, drawings: Sequence[Drawing], face: Typeface
) -> str:
    """The flowchart of an SOP, all its pages, as one SVG document."""
    form = catalogue.settings.form
    first = drawings[0].table.lanes
    left, right = first[0][0] - NUMBERS, first[-1][1]
    heads = headings(entry, catalogue, first, face)
    head = head_height(heads)
    parts: list[str] = []
    y = 2.0
    for drawing in drawings:
        moved = _moved(drawing, y + head - drawing.table.extent[0])
        parts += ['<g class="page">', *frame(moved.table, heads, left, y, (entry, form))]
        parts += [*_marks(moved, face, (entry, form)), "</g>"]
        y = moved.table.extent[1] + _GAP
    notes = [s.note.box for drawing in drawings for s in drawing.symbols if s.note]
    left, right = min([left, *(b.x0 for b in notes)]), max([right, *(b.x1 for b in notes)])
    size = (right - left + 4, y - _GAP + 2)
    view = f"{left - 2:.2f} 0 {size[0]:.2f} {size[1]:.2f}"
    title = filled(form.words.drawing, {"nomor": entry.sop.number, "nama": entry.sop.title})
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" '
            f'width="{size[0]:.2f}" height="{size[1]:.2f}" role="img" lang="{form.language}" '
            'text-rendering="geometricPrecision">',  # else a screen makes words wider than measured
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(_description(entry, catalogue, form.words))}</desc>",
            f"<style>{_style(catalogue)}</style>",
            *parts,
            "</svg>\n",
        ]
    )


def _style(catalogue: Catalogue) -> str:
    family = FAMILIES[catalogue.settings.form.typeface].name
    return f"text{{font-family:'{family}',Arial,sans-serif;fill:#111}}{_STYLE}"


def _description(entry: Entry, catalogue: Catalogue, words: Wording) -> str:
    """The flow in words, for those who cannot see it."""
    procedure = Procedure(entry.sop)
    sentences = []
    for index, step in enumerate(entry.sop.steps):
        sentence = one_line(step.activity)
        text = f"{index + 1}. {sentence.rstrip('.') + '.' if step.chain else sentence}"
        for number, part in enumerate(step.parts):
            who = ", ".join(one_line(catalogue.actors[key].name) for key in part.actors)
            called = filled(words.part, {"n": number + 1})
            text += f" {called} ({who})." if step.chain else f" ({who})."
            text += _ways(procedure, Position(index, number), words)
        sentences.append(text)
    return " ".join(sentences)


def _ways(procedure: Procedure, position: Position, words: Wording) -> str:
    """Where a part leads, unless that is simply on."""
    decides = procedure.part(position).decision is not None
    following = procedure.after(position)
    return "".join(
        f" {exit.label or words.goes_on}: {_goal(exit, procedure, position, words)}."
        for exit in procedure.exits(position)
        if decides or exit.goal != following
    )


def _goal(exit: Exit, procedure: Procedure, position: Position, words: Wording) -> str:
    goal = exit.goal
    if not isinstance(goal, Position):
        return words.ends
    part = filled(words.to_part, {"n": goal.part + 1}) if procedure.in_chain(goal) else ""
    if part and goal.row == position.row:
        return part
    return " ".join(filter(None, (filled(words.step, {"n": goal.row + 1}), part)))


def _moved(drawing: Drawing, by: float) -> Drawing:
    """The drawing, further down."""

    def shift(point: Point) -> Point:
        return (point[0], point[1] + by)

    def shift_box(box: Rect) -> Rect:
        return Rect(box.x0, box.y0 + by, box.x1, box.y1 + by)

    def shift_label(label: Label | None) -> Label | None:
        return label and replace(label, box=shift_box(label.box))

    return replace(
        drawing,
        table=drawing.table.moved(by),
        symbols=tuple(
            replace(s, box=shift_box(s.box), note=shift_label(s.note)) for s in drawing.symbols
        ),
        edges=tuple(
            replace(
                edge,
                points=tuple(shift(point) for point in edge.points),
                label=shift_label(edge.label),
            )
            for edge in drawing.edges
        ),
        joints=tuple(shift_box(bar) for bar in drawing.joints),
    )


def _marks(drawing: Drawing, face: Typeface, printed: tuple[Entry, Form]) -> Iterator[str]:
    for bar in drawing.joints:
        yield f'<rect class="joint" {_extent(bar)}/>'
    for edge in drawing.edges:
        yield _edge(edge)
    for symbol in drawing.symbols:
        yield _symbol(symbol, face, printed)
        if symbol.note is not None:
            yield f'<g class="note" data-step="{symbol.step}">{_words(symbol.note)}</g>'


def _words(label: Label) -> str:
    """A label's lines on a white ground."""
    x, size = label.box.centre[0], LABEL_SIZE * label.scale
    lines = (words_at(line, x, baseline, size, bold=True) for line, baseline in label_lines(label))
    return f'<rect class="clear" {_extent(label.box)}/>' + "".join(lines)


def _edge(edge: PlacedEdge) -> str:
    label, word = "", ""
    if edge.label is not None:
        label, word = _words(edge.label), edge.label.text
    return (
        f'<g class="edge" data-from="{edge.from_step}" data-to="{edge.to_step}"'
        f"{_part('data-from-part', edge.from_part)}{_part('data-to-part', edge.to_part)}"
        f" data-label={quoteattr(word)}>"
        f'<polyline points="{_points(arrow_shaft(edge.points))}"/>'
        f'<polygon points="{_points(arrowhead(edge.points))}"/>{label}</g>'
    )


def _symbol(symbol: PlacedSymbol, face: Typeface, printed: tuple[Entry, Form]) -> str:
    box, (entry, form) = symbol.box, printed
    activity = " ".join(entry.sop.steps[symbol.step - 1].activity.split())
    part = filled(form.words.to_part, {"n": symbol.part}) if symbol.part else ""
    title = escape(f"{symbol.step}. {activity}" + (f" ({part})" if part else ""))
    text = ""
    if symbol.text:
        size = text_size(symbol, face)
        text = words_at(symbol.text, box.centre[0], box.centre[1] + size * 0.3, size, bold=True)
    if len(corners(symbol.kind, box)) == 4 and corners(symbol.kind, box)[0] == (box.x0, box.y0):
        radius = min(box.width, box.height) / 2 if is_capsule(symbol.kind) else 0
        shape = f"<rect {_extent(box)}" + (f' rx="{radius:.2f}"/>' if radius else "/>")
    else:
        shape = f'<polygon points="{_points(corners(symbol.kind, box))}"/>'
    return (
        f'<g class="symbol" data-step="{symbol.step}"{_part("data-part", symbol.part)} '
        f'data-kind="{symbol.kind}" data-lane={quoteattr(symbol.lane)}>'
        f"<title>{title}</title>{shape}{text}</g>"
    )


def _part(name: str, part: int) -> str:
    """An attribute that names the part of a chain; none where there is no chain."""
    return f' {name}="{part}"' if part else ""


def _extent(box: Rect) -> str:
    return f'x="{box.x0:.2f}" y="{box.y0:.2f}" width="{box.width:.2f}" height="{box.height:.2f}"'


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
