"""Who cites whom: the map of related SOPs, drawn by Graphviz.

An arrow leads from the SOP that cites to the one that is cited; two that cite each other are joined
by one arrow with two heads. SOPs that neither cite nor are cited are left out: they would hide the
rest.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from graphviz import CalledProcessError, Digraph, ExecutableNotFound, escape, pipe, version

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import TypefaceName
from sopc.catalogue.organisation import Unit
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.render.resources import FAMILIES, isolate_fonts
from sopc.render.views import unit_words

_WRAP = 26
"""About how many letters a line of a title has."""
MOST = 250
"""Of more SOPs than this, a map on one page shows nothing; and drawing it takes minutes."""

SPACING = "nodesep=0.05"
"""How DOT says the least space between boxes, in inches."""
_SPACINGS = tuple(f"nodesep={space}" for space in (0.05, 0.06, 0.07, 0.08, 0.1, 0.13))


def relations_dot(catalogue: Catalogue) -> str | None:
    """The map as DOT, or None when no SOP cites another, or too many do."""
    links = links_of(catalogue)
    linked = {name for link in links for name in link}
    if not 0 < len(linked) <= MOST:
        return None
    # numbers, not names: Graphviz reads what follows a colon as a port
    ids = {entry.name: f"n{index}" for index, entry in enumerate(catalogue.entries)}
    face = {"fontname": FAMILIES[catalogue.settings.form.typeface].name, "fontsize": "9"}
    words = catalogue.settings.form.words
    graph = Digraph(
        words.map_name,
        graph_attr={"rankdir": "LR", "ranksep": "0.5", "nodesep": "0.1"},
    )
    graph.attr("node", shape="box", style="filled", fillcolor="white", margin="0.06,0.03", **face)
    graph.attr("edge", arrowsize="0.6", color="#444444")
    for unit in reversed(catalogue.settings.units):  # Graphviz stacks them upwards
        members = {
            ids[entry.name]: entry for entry in catalogue.in_unit(unit) if entry.name in linked
        }
        if members:
            graph.subgraph(_cluster(unit, unit_words(words.unit, unit), members, face))
    for citing, cited in links:
        mutual = (cited, citing) in links
        if not mutual or citing < cited:
            graph.edge(ids[citing], ids[cited], dir="both" if mutual else "forward")
    return str(graph.source)


def links_of(catalogue: Catalogue) -> dict[tuple[str, str], None]:
    """Who cites whom, by the entries' names, each pair once and in the catalogue's order."""
    pairs = (
        (entry.name, catalogue.by_number[related.number].name)
        for entry in catalogue.entries
        for related in entry.sop.related
        if related.number is not None and related.number in catalogue.by_number
    )
    return dict.fromkeys((citing, cited) for citing, cited in pairs if citing != cited)


def draw_relations(dot: str, typeface: TypefaceName) -> str:
    """The map as SVG. Raises SopcError when Graphviz is not installed or fails."""
    isolate_fonts(typeface)  # Graphviz measures its words in them
    try:
        svg = _piped(dot, "svg")
    except _Failed as reason:
        raise SopcError(
            Phrase("Graphviz could not draw the map of SOPs: {reason}", reason=reason)
        ) from None
    return svg[svg.index("<svg") :]


def place_relations(graphs: Sequence[str]) -> str:
    """Where graphs have their boxes and arrows, one after the other, in Graphviz's plain words: see
    its manual. One that it cannot do in any spacing has no size and no boxes.

    Arrows with right angles make it fail now and then; another space between boxes helps. Raises
    SopcError when Graphviz is not installed.
    """
    try:
        return _piped("".join(graphs), "plain")
    except _Failed:
        return "".join(map(_placed, graphs))


def _placed(graph: str) -> str:
    for spacing in _SPACINGS:
        with suppress(_Failed):
            return _piped(graph.replace(SPACING, spacing), "plain")
    return "graph 1 0 0\nstop\n"


class _Failed(Exception):
    """Graphviz's reason for drawing nothing."""


def _piped(dot: str, form: str) -> str:
    """What Graphviz makes of some graphs. Raises SopcError when it is not installed, _Failed when
    it fails."""
    try:
        made = pipe("dot", form, dot.encode("utf-8"), quiet=True).decode("utf-8")
    except ExecutableNotFound:
        raise _missing() from None
    except CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _Failed(said[0] if said else str(error.returncode)) from None
    return str(made).replace("\r\n", "\n")


def _missing() -> SopcError:
    return SopcError(
        Phrase(
            "the map of SOPs needs Graphviz, which is not installed: on Debian or Ubuntu type "
            "`sudo apt-get install graphviz`, on macOS `brew install graphviz`; on Windows print "
            "in a container, in WSL or in CI (see docs/windows.md)"
        )
    )


def graphviz_version() -> str:
    """The version of Graphviz. Raises SopcError when it is not installed."""
    try:
        return ".".join(map(str, version()))
    except ExecutableNotFound:
        raise _missing() from None


def _cluster(
    unit: Unit, label: str, members: Mapping[str, Entry], face: Mapping[str, str]
) -> Digraph:
    cluster = Digraph(f"cluster_{unit.number}")
    cluster.attr(label=escape(label), style="rounded,filled", **face)
    cluster.attr(fillcolor="#f4f4f4", color="#999999", fontsize="11", margin="10")
    for name, entry in members.items():
        title = "\n".join([str(entry.sop.number or ""), *_wrapped(entry.sop.title)])
        cluster.node(name, label=escape(title))
    return cluster


def _wrapped(title: str) -> list[str]:
    lines = [""]
    for word in title.split():
        if len(lines[-1]) + len(word) >= _WRAP and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
