"""A flow → Graphviz's DOT, to be drawn with other tools.

Every symbol is pinned to its lane and row: ``neato -n2`` keeps the swimlanes.
"""

from itertools import pairwise

from graphviz import Digraph, escape

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form_words import filled
from sopc.layout.symbols import Symbol, SymbolKind
from sopc.markup.words import one_line
from sopc.render.flows import flow_of

_SHAPES = {
    SymbolKind.START: {"shape": "box", "style": "rounded"},
    SymbolKind.END: {"shape": "box", "style": "rounded"},
    SymbolKind.PROCESS: {"shape": "box"},
    SymbolKind.DECISION: {"shape": "diamond"},
    SymbolKind.OFFPAGE: {"shape": "invhouse"},
}
_LANE, _ROW = 144, 90
"""Distance of lanes and of rows, in points."""


def write_dot(entry: Entry, catalogue: Catalogue) -> str:
    """The flowchart of an SOP as a directed graph, unbroken by pages."""
    form = catalogue.settings.form
    flow = flow_of(entry.sop, form)
    title = filled(form.words.drawing, {"nama": one_line(entry.sop.title)})
    graph = Digraph(entry.name, comment=title)
    graph.attr("graph", splines="ortho", label=escape(one_line(entry.sop.title)))
    for lane, key in enumerate(flow.lanes):
        name = escape(one_line(catalogue.actors[key].name))
        position = f"{lane * _LANE},{_ROW}!"
        graph.node(f"lane-{key}", label=name, shape="plaintext", pos=position)
    bands = [band for row in flow.rows for band in row.bands]
    for depth, band in enumerate(bands):
        for symbol in band.symbols:
            position = f"{symbol.lane * _LANE},{-depth * _ROW}!"
            graph.node(_name(symbol), label=_label(symbol), pos=position, **_SHAPES[symbol.kind])
        for group in band.groups:
            for left, right in pairwise(group.symbols):
                graph.edge(_name(left), _name(right), dir="none", style="dashed")
    for link in flow.links:
        graph.edge(_name(link.source), _name(link.target), xlabel=escape(link.label))
    return str(graph.source)


def _name(symbol: Symbol) -> str:
    return f"s{symbol.id}"


def _label(symbol: Symbol) -> str:
    place = f"{symbol.step}.{symbol.part}" if symbol.part else str(symbol.step)
    return str(escape(f"{place}. {symbol.text}" if symbol.text else place))
