"""Who cites whom: the map of related SOPs, drawn by Graphviz.

An arrow leads from the SOP that cites to the one that is cited; two that cite each other are joined
by one arrow with two heads. SOPs that neither cite nor are cited are left out: they would hide the
rest.
"""

import re
from collections.abc import Mapping, Sequence

from graphviz import Digraph, escape

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import TypefaceName
from sopc.catalogue.organisation import Unit
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.programs import Bounds, ProgramEnded, ProgramFailed, ProgramMissing, run_program
from sopc.render.resources import FAMILIES, isolate_fonts
from sopc.render.views import unit_words

_SECONDS = 120.0
"""How long Graphviz may take: the largest map takes it some ten."""
_MOST_BYTES = 1 << 25
_VERSION = re.compile(r"graphviz version (\d+\.\d+(?:\.\d+){0,2})")
_NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+(?:e[-+]?[0-9]{1,3})?")
_FAR = 1e6
"""Inches that no map measures."""
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
        _, start, drawing = svg.partition("<svg")
        if not start or not drawing.rstrip().endswith("</svg>"):
            raise _odd("dot -Tsvg")
    except ProgramFailed as error:
        raise _undrawn(error) from None
    return start + drawing


def place_relations(graphs: Sequence[str]) -> str:
    """Where graphs have their boxes and arrows, one after the other, in Graphviz's plain words: see
    its manual. One that it cannot do in any spacing has no size and no boxes.

    Arrows with right angles make it fail now and then; another space between boxes helps. Raises
    SopcError when Graphviz is not installed.
    """
    try:
        return _placing("".join(graphs), len(graphs))
    except ProgramFailed as error:
        if isinstance(error, _Unusable):
            raise _undrawn(error) from None
        return "".join(map(_placed, graphs))


def _placed(graph: str) -> str:
    for spacing in _SPACINGS:
        try:
            return _placing(graph.replace(SPACING, spacing), 1)
        except ProgramFailed as error:
            if isinstance(error, _Unusable):
                raise _undrawn(error) from None
    return "graph 1 0 0\nstop\n"


def _placing(graphs: str, count: int) -> str:
    """Places of so many graphs. Raises ProgramFailed also for what is none."""
    plain = _piped(graphs, "plain")
    lines = [line.split(" ", 1) for line in plain.replace("\\\n", "").splitlines()]
    if [first for first, *_ in lines].count("graph") != count or not all(
        _is_plain(kind, *rest) for kind, *rest in lines
    ):
        raise _odd("dot -Tplain")
    return plain


def _is_plain(kind: str, rest: str = "") -> bool:
    """Whether a line is one of those that the manual of Graphviz names, with numbers that are."""
    words = rest.split()
    match kind:
        case "graph":
            return len(words) == 3 and all(map(_is_number, words))
        case "node":
            return len(words) >= 5 and all(map(_is_number, words[1:5]))
        case "edge":
            count = int(words[2]) if len(words) > 2 and words[2].isdecimal() else 0
            points = words[3 : 3 + 2 * count]
            return 0 < 2 * count == len(points) and all(map(_is_number, points))
    return kind == "stop" and not words


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None and abs(float(word)) < _FAR


class _Unusable(ProgramFailed):
    """A program that hangs or says what Graphviz does not say: another graph changes nothing."""


def _odd(command: str) -> _Unusable:
    return _Unusable(
        Phrase(
            "`{command}` does not say what Graphviz says; is it another program?", command=command
        )
    )


def odd_places() -> SopcError:
    """What to raise when Graphviz does not place what it was given."""
    return _undrawn(_odd("dot -Tplain"))


def _undrawn(error: ProgramFailed) -> SopcError:
    return SopcError(
        Phrase("Graphviz could not draw the map of SOPs: {reason}", reason=error.reason)
    )


def _piped(dot: str, form: str) -> str:
    """What Graphviz makes of some graphs. Raises SopcError when it is not installed, ProgramFailed
    when it fails."""
    made = _run(("-Kdot", f"-T{form}"), dot.encode("utf-8"))[0]
    try:
        return made.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _odd(f"dot -T{form}") from None


def _run(words: tuple[str, ...], input: bytes = b"") -> tuple[bytes, bytes]:
    bounds = Bounds(_SECONDS, _MOST_BYTES)
    try:
        return run_program(["dot", *words], bounds, input=input)
    except ProgramMissing:
        raise _missing() from None
    except ProgramEnded as error:
        raise _Unusable(error.reason) from None


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
        said = b" ".join(_run(("-V",))).decode("ascii", "replace")
        found = _VERSION.search(said)
        if found is None:
            raise _odd("dot -V")
    except ProgramFailed as error:
        raise _undrawn(error) from None
    return found[1]


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
