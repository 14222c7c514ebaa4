"""Who cites whom: the map of related SOPs, drawn by Graphviz.

An arrow leads from the SOP that cites to the one that is cited. SOPs that neither cite nor are
cited are left out: they would hide the rest.
"""

import re

from graphviz import Digraph, ExecutableNotFound, escape, pipe, version

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import Unit
from sopc.diagnostics import SopcError
from sopc.language import Phrase

_WRAP = 26
"""About how many letters a line of a title has."""
_FONT = {"fontname": "Source Sans Pro", "fontsize": "9"}


def relations_dot(catalogue: Catalogue) -> str | None:
    """The map as DOT, or None when no SOP cites another."""
    links = [
        (entry, catalogue.by_number[related.number])
        for entry in catalogue.entries
        for related in entry.sop.related
        if related.number is not None and related.number in catalogue.by_number
    ]
    links = [(citing, cited) for citing, cited in links if citing.name != cited.name]
    if not links:
        return None
    names = {entry.name for link in links for entry in link}
    graph = Digraph("keterkaitan", graph_attr={"rankdir": "LR", "ranksep": "0.5", "nodesep": "0.1"})
    graph.attr("node", shape="box", style="filled", fillcolor="white", margin="0.06,0.03", **_FONT)
    graph.attr("edge", arrowsize="0.6", color="#444444")
    for unit in reversed(catalogue.settings.units):  # Graphviz stacks them upwards
        members = [e for e in catalogue.entries if e.location.unit == unit and e.name in names]
        if members:
            graph.subgraph(_cluster(unit, members))
    for citing, cited in links:
        graph.edge(citing.name, cited.name)
    return str(graph.source)


def draw_relations(dot: str) -> str:
    """The map as SVG. Raises SopcError when Graphviz is not installed."""
    try:
        svg = str(pipe("dot", "svg", dot.encode("utf-8"), quiet=True).decode("utf-8"))
    except ExecutableNotFound:
        raise SopcError(Phrase("Graphviz is missing: sudo apt-get install graphviz")) from None
    return svg[svg.index("<svg") :]


def graphviz_version() -> str:
    """The version of Graphviz. Raises SopcError when it is not installed."""
    try:
        return ".".join(map(str, version()))
    except ExecutableNotFound:
        raise SopcError(Phrase("Graphviz is missing: sudo apt-get install graphviz")) from None


def fitted(svg: str, width: float, height: float) -> str:
    """The map at the largest size, in millimetres, at which it fits."""
    found = re.search(r'width="(\d+)pt" height="(\d+)pt"', svg)
    assert found is not None  # Graphviz always says how large its drawing is
    across, down = (int(size) for size in found.groups())
    scale = min(width / across, height / down)
    size = f'width="{across * scale:.2f}mm" height="{down * scale:.2f}mm"'
    return svg.replace(found.group(), size, 1)


def _cluster(unit: Unit, members: list[Entry]) -> Digraph:
    cluster = Digraph(f"cluster_{unit.number}")
    cluster.attr(label=escape(f"{unit.roman}. {unit.name}"), style="rounded,filled", **_FONT)
    cluster.attr(fillcolor="#f4f4f4", color="#999999", fontsize="11", margin="10")
    for entry in members:
        title = "\n".join([str(entry.sop.number or ""), *_wrapped(entry.sop.title)])
        cluster.node(entry.name, label=escape(title))
    return cluster


def _wrapped(title: str) -> list[str]:
    lines = [""]
    for word in title.split():
        if len(lines[-1]) + len(word) >= _WRAP and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
