"""The map of related SOPs as a book prints it: what hangs together is a figure of its own, below
the unit that it belongs to. Each SOP in it is a link.

Graphviz finds the places and the ways of arrows, which have right angles only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.markup.words import one_line
from sopc.render.links import link_to
from sopc.render.marked import title_html
from sopc.render.relations import MOST, SPACING, links_of, odd_places
from sopc.render.text_lines import TextLine, WidthOf
from sopc.render.views import unit_words

_MM = 25.4
"""Millimetres an inch: Graphviz counts in those."""
_WIDTH, _SIDES = 41.0, 3.0
_TEXT, _LINE = 7.0 / 72 * _MM, 8.4 / 72 * _MM
"""The size of the words in a box, and the height of a line of them."""
_DIRECTIONS = ("LR", "TB")
"""A figure's arrows lead from left to right; where that is too wide, downwards; and one that is too
large for a page in either way is a list, because smaller words cannot be read."""
_HEAD, _HALF = 1.7, 0.55
"""An arrow's head: how long it is, and half as wide."""
_GREY = "#444"
_STROKE = f'fill="none" stroke="{_GREY}" stroke-width="0.25"'
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """SOPs that hang together, in the catalogue's order, and who cites whom among them; of two that
    cite each other the first comes first."""

    entries: tuple[Entry, ...]
    links: tuple[tuple[str, str], ...]
    mutual: frozenset[tuple[str, str]]


@dataclass(slots=True)
class _Places:
    """Where things are in a figure, in millimetres from its lower left corner."""

    width: float = 0.0
    height: float = 0.0
    boxes: dict[str, tuple[float, float, float, float]] = field(default_factory=dict)
    ways: dict[tuple[str, str], tuple[Point, ...]] = field(default_factory=dict)


def figures(catalogue: Catalogue) -> list[Figure]:
    """The map's figures, in the catalogue's order; none of too many SOPs."""
    links = links_of(catalogue)
    group: dict[str, set[str]] = {}
    for citing, cited in links:
        joined = group.get(citing, {citing}) | group.get(cited, {cited})
        group |= dict.fromkeys(joined, joined)
    if len(group) > MOST:
        return []
    found = []
    for entry in catalogue.entries:
        members = group.get(entry.name)
        if members is None:
            continue
        entries = tuple(e for e in catalogue.entries if e.name in members)
        own = [pair for pair in links if pair[0] in members]
        mutual = frozenset(pair for pair in own if pair[::-1] in links)
        pairs = tuple(p for p in own if p not in mutual or p[0] < p[1])
        found.append(Figure(entries, pairs, mutual))
        for name in members:
            del group[name]
    return found


def figures_dot(found: Sequence[Figure], catalogue: Catalogue, width_of: WidthOf) -> list[str]:
    """The figures as DOT, a graph each for either direction; ``width_of`` measures bold text."""
    names = _names(catalogue)
    texts: list[str] = []
    for figure in found:
        boxes = (
            f"{names[entry.name]} [height={_height(entry, width_of) / _MM:.4f}];"
            for entry in figure.entries
        )
        arrows = (f"{names[citing]} -> {names[cited]};" for citing, cited in figure.links)
        inner = "\n".join([*boxes, *arrows])
        texts += [
            f"digraph {{ rankdir={direction}; splines=ortho; {SPACING}; ranksep=0.36; "
            "edge [dir=none]; node [shape=box, fixedsize=true, "
            f'label="", width={_WIDTH / _MM:.4f}];\n{inner}\n}}\n'
            for direction in _DIRECTIONS
        ]
    return texts


def _names(catalogue: Catalogue) -> dict[str, str]:
    """What SOPs are called in DOT."""
    return {entry.name: f"n{index}" for index, entry in enumerate(catalogue.entries)}


def _height(entry: Entry, width_of: WidthOf) -> float:
    number = f"{entry.sop.number} " if entry.sop.number else ""
    words = TextLine.of(number + one_line(entry.sop.title), _TEXT, width_of)
    return words.broken(_WIDTH - _SIDES - 0.5) * _LINE + 1.4


def map_html(
    found: Sequence[Figure], plain: str, catalogue: Catalogue, room: tuple[float, float]
) -> Markup:
    """The figures as HTML; ``plain`` says where all is, as Graphviz does, and ``room`` is the width
    and height of a page in millimetres."""
    words, parts = catalogue.settings.form.words, []
    called = _names(catalogue)
    headed: tuple[str, ...] = ()
    places = list(_read(plain))
    for index, figure in enumerate(found):
        ways = places[index * len(_DIRECTIONS) : (index + 1) * len(_DIRECTIONS)]
        if len(ways) < len(_DIRECTIONS) or any(_lacks(figure, way, called) for way in ways):
            raise odd_places()
        units = tuple(
            dict.fromkeys(unit_words(words.unit, e.location.unit) for e in figure.entries)
        )
        if units != headed:
            parts.append(Markup('<h2 class="unit upper">{}</h2>').format(", ".join(units)))
            headed = units
        fits = [way for way in ways if 0 < way.width <= room[0] and way.height <= room[1]]
        parts.append(_figure(figure, fits[0], called) if fits else _listed(figure))
    return Markup("\n").join(parts)


def _lacks(figure: Figure, places: _Places, names: Mapping[str, str]) -> bool:
    """Whether a graph that Graphviz placed is without a box or an arrow that it has to have."""
    links = ((names[citing], names[cited]) for citing, cited in figure.links)
    is_whole = places.boxes.keys() >= {names[entry.name] for entry in figure.entries}
    return places.width > 0 and not (is_whole and places.ways.keys() >= set(links))


def _read(plain: str) -> Iterator[_Places]:
    """The places in what Graphviz says of several graphs."""
    places = _Places()
    for line in plain.replace("\\\n", "").splitlines():
        words = line.split()
        if words[0] == "graph":
            places.width, places.height = (float(n) * _MM for n in words[2:4])
        elif words[0] == "node":
            x, y, width, height = (float(n) * _MM for n in words[2:6])
            places.boxes[words[1]] = (x - width / 2, y + height / 2, width, height)
        elif words[0] == "edge":
            numbers = [float(n) * _MM for n in words[4 : 4 + 2 * int(words[3])]]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            places.ways[words[1], words[2]] = tuple(_corners(points[::3]))
        elif words[0] == "stop":
            yield places
            places = _Places()


def _corners(points: Sequence[Point]) -> Iterator[Point]:
    """The points at which a way begins, turns and ends."""
    for index, (x, y) in enumerate(points):
        beside = points[max(index - 1, 0)], points[min(index + 1, len(points) - 1)]
        straight = any(
            all(abs(other[axis] - (x, y)[axis]) < 0.01 for other in beside) for axis in (0, 1)
        )
        if index in (0, len(points) - 1) or not straight:
            yield x, y


def _figure(figure: Figure, places: _Places, names: Mapping[str, str]) -> Markup:
    size = Markup("width: {:.2f}mm; height: {:.2f}mm").format(places.width, places.height)
    boxes = (
        _box(entry, places.boxes[names[entry.name]], places.height) for entry in figure.entries
    )
    return Markup('<div class="figure" style="{}">{}{}</div>').format(
        size, _arrows(figure, places, names, size), Markup("").join(boxes)
    )


def _listed(figure: Figure) -> Markup:
    """Who cites whom in words: each SOP that cites, and below it those that it cites."""
    pairs = {*figure.links, *((cited, citing) for citing, cited in figure.mutual)}
    items = []
    for entry in figure.entries:
        cited = [_named(each) for each in figure.entries if (entry.name, each.name) in pairs]
        if cited:
            inner = Markup("").join(map(Markup("<li>{}</li>").format, cited))
            items.append(Markup("<li>{}<ul>{}</ul></li>").format(_named(entry), inner))
    return Markup('<ul class="cites">{}</ul>').format(Markup("").join(items))


def _named(entry: Entry) -> Markup:
    """An SOP by number and title, and as a link if it is written."""
    if not entry.sop.is_written:
        return _words(entry)
    return Markup('<a href="{}">{}</a>').format(link_to(entry.name), _words(entry))


def _words(entry: Entry) -> Markup:
    number = Markup("<b>{}</b> ").format(entry.sop.number) if entry.sop.number else Markup("")
    return number + title_html(entry.sop.title)


def _box(entry: Entry, box: tuple[float, float, float, float], height: float) -> Markup:
    x, upper, across, down = box[0], height - box[1], box[2], box[3]
    place = f"left: {x:.2f}mm; top: {upper:.2f}mm; width: {across:.2f}mm; height: {down:.2f}mm"
    if not entry.sop.is_written:
        return Markup('<div class="node" style="{}">{}</div>').format(place, _words(entry))
    return Markup('<a class="node" href="{}" style="{}">{}</a>').format(
        link_to(entry.name), place, _words(entry)
    )


def _arrows(figure: Figure, places: _Places, names: Mapping[str, str], size: Markup) -> Markup:
    """The arrows as a picture, which tells who cites whom in its title."""
    called = {e.name: str(e.sop.number or one_line(e.sop.title)) for e in figure.entries}
    drawn, told = [], []
    for pair in figure.links:
        way = [(x, places.height - y) for x, y in places.ways[names[pair[0]], names[pair[1]]]]
        both = pair in figure.mutual
        drawn.append(
            f'<path {_STROKE} d="M{" L".join(f"{x:.2f} {y:.2f}" for x, y in way)}"/>'
            + _head(way[-2], way[-1])
            + (_head(way[1], way[0]) if both else "")
        )
        told.append(f"{called[pair[0]]} {'↔' if both else '→'} {called[pair[1]]}")
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {:.2f} {:.2f}" style="{}">'
        "<title>{}</title>{}</svg>"
    ).format(places.width, places.height, size, escape("; ".join(told)), Markup("".join(drawn)))


def _head(before: Point, tip: Point) -> str:
    (x0, y0), (x, y) = before, tip
    length = max(abs(x - x0) + abs(y - y0), 0.01)
    dx, dy = (x - x0) / length, (y - y0) / length
    left = (x - _HEAD * dx - _HALF * dy, y - _HEAD * dy + _HALF * dx)
    right = (x - _HEAD * dx + _HALF * dy, y - _HEAD * dy - _HALF * dx)
    corners = " L".join(f"{x:.2f} {y:.2f}" for x, y in ((x, y), left, right))
    return f'<path fill="{_GREY}" d="M{corners} Z"/>'
