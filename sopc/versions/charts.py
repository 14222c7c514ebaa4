"""The flowcharts of a changed SOP, then and now, with what became of steps and arrows marked."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.procedure import Procedure
from sopc.compare.told_steps import paired
from sopc.compare.told_values import listed, mapping
from sopc.versions.changed_files import Became, ChangedFile, data_of
from sopc.versions.sides import BothSides, Side

_SYMBOL = re.compile(r'<g class="symbol" data-step="([0-9]+)"')
_EDGE = re.compile(r'<g class="edge" ([^>]*)>')
_SAID = re.compile(r'data-([a-z-]+)="([^"]*)"')
_MARKS = (
    ".symbol.changed>*{fill:#fdf0c4;stroke-width:2.6}.symbol.changed>text{stroke:none}"
    ".edge.changed>polyline{stroke:#9a3412;stroke-width:2.4;stroke-dasharray:6 2}"
    ".edge.changed>polygon{fill:#9a3412}"
)
"""Marks that are seen without colours, too."""
Way = tuple[tuple[str, str], ...]
"""What the drawing says of an arrow: from where it leads, where to, and the word at it."""


@dataclass(frozen=True, slots=True)
class Charts:
    """Flowcharts as SVG; None where there is none, or it cannot be drawn. The class
    ``changed`` marks symbols and arrows that are not, or not so, in the other one."""

    then: str | None
    now: str | None


def charts(changed: ChangedFile, sides: BothSides) -> Charts | None:
    """Those of an SOP of which a step or an arrow is another; None of any other, and of what is
    no SOP."""
    if not changed.is_sop or changed.became is Became.RETIRED:
        return None
    then, now = _drawn(sides.then, changed.was), _drawn(sides.now, changed.file)
    if (then is None and now is None) or not (changed.now and changed.then):
        return None
    if not any(each.then_step or each.now_step for each in changed.told):
        return None
    places = paired(_rows(changed.then), _rows(changed.now))
    of_then = {place + 1: other + 1 for place, other in places.items()}
    of_now = {other: place for place, other in of_then.items()}
    ways_then = _ways(then or "", of_now.get)
    ways_now = _ways(now or "", lambda row: row if row in of_then else None)
    differing_then = {each.then_step for each in changed.told} | (_count(changed.then) - {*of_now})
    differing_now = {each.now_step for each in changed.told}
    return Charts(
        then and _marked(then, differing_then, ways_then, {*ways_now.values()}),
        now and _marked(now, differing_now, ways_now, {*ways_then.values()}),
    )


def _count(raw: bytes) -> set[int | None]:
    return set(range(1, len(_rows(raw)) + 1))


def _drawn(side: Side, path: str) -> str | None:
    entry = side.entry(path) if path else None
    if entry is None or side.catalogue is None or not is_drawable(entry, side.catalogue):
        return None
    svg = pipeline.plain_flowchart(side.catalogue, entry.name).decode("utf-8")
    return svg.replace("</style>", f"{_MARKS}</style>", 1)


def is_drawable(entry: Entry, catalogue: Catalogue) -> bool:
    """Whether each step stands in a lane, and each arrow leads somewhere."""
    sop, procedure = entry.sop, Procedure(entry.sop)
    lanes = {*sop.lanes}
    parts = [procedure.part(position) for position in procedure.positions]
    return (
        bool(parts)
        and lanes <= catalogue.actors.keys()
        and all(part.actors and {*part.actors} <= lanes for part in parts)
        and all(
            way.goal is not None
            for position in procedure.positions
            for way in procedure.exits(position)
        )
    )


def _rows(raw: bytes) -> list[Mapping[str, object]]:
    return [mapping(each) for each in listed(data_of(raw).get("langkah"))]


def _ways(svg: str, row_of: Callable[[int], int | None]) -> dict[str, Way | None]:
    """The arrows, as the drawing says it, with the rows of now; None where a row is not there."""
    found: dict[str, Way | None] = {}
    for match in _EDGE.finditer(svg):
        said = dict(_SAID.findall(match[1]))
        ends = {key: row_of(int(said[key])) for key in ("from", "to")}
        is_there = None not in ends.values()
        way = said | {key: str(row) for key, row in ends.items()}
        found[match[1]] = tuple(way.items()) if is_there else None
    return found


def _marked(
    svg: str, steps: set[int | None], ways: Mapping[str, Way | None], others: set[Way | None]
) -> str:
    def symbol(match: re.Match[str]) -> str:
        is_other = int(match[1]) in steps
        return match[0].replace('"symbol"', '"symbol changed"', 1) if is_other else match[0]

    def edge(match: re.Match[str]) -> str:
        way = ways[match[1]]
        is_same = way is not None and way in others
        return match[0] if is_same else match[0].replace('"edge"', '"edge changed"', 1)

    return _EDGE.sub(edge, _SYMBOL.sub(symbol, svg))
