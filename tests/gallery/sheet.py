"""The sheet of all flowcharts: one HTML file that needs no other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.gallery.charts import Charts, natural
from tests.gallery.measures import (
    COSTS,
    NAMES,
    Measures,
    course,
    faults,
    is_redrawn,
    measure,
    total,
)
from tests.layout.picture import read_svg

STATES = ("redrawn", "new", "gone", "moved", "same")
"""What became of a flowchart, in the sheet's order: *moved* is what differs in sizes only."""
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'

_MARK = ".edge.changed>polyline{stroke:#c2410c;stroke-width:1.8}.edge.changed>polygon{fill:#c2410c}"


@dataclass(frozen=True)
class Pair:
    """A flowchart as it was and as it is; None where there was, or is, none."""

    name: str
    old: str | None
    new: str | None

    @cached_property
    def state(self) -> str:
        if self.old is None:
            return "new"
        if self.new is None:
            return "gone"
        if self.old == self.new:
            return "same"
        return "redrawn" if is_redrawn(self.old, self.new) else "moved"

    @cached_property
    def before(self) -> Measures | None:
        return None if self.old is None else measure(self.old)

    @cached_property
    def after(self) -> Measures | None:
        return None if self.new is None else measure(self.new)

    @cached_property
    def worse(self) -> int:
        """By how much it is harder to read: crossings first, then pages, then bends."""
        if self.before is None or self.after is None:
            return 0
        weights = {"faults": 1000, "crossings": 100, "pages": 50, "bends": 5}
        return sum(
            w * (getattr(self.after, n) - getattr(self.before, n)) for n, w in weights.items()
        )

    @property
    def title(self) -> str:
        """What it is of, without its number."""
        whole = _parsed(self.new or self.old or "").findtext("title", "")
        return whole.partition(self.name.rpartition("/")[2])[2].strip() or whole

    @property
    def faults(self) -> list[str]:
        return faults(self.new) if self.new else []


def _parsed(svg: str) -> Element:
    """An SVG as an element of an HTML page, which has no namespaces."""
    return ElementTree.fromstring(svg.replace(_NAMESPACE, "", 1))


def pairs(old: Charts | None, new: Charts) -> list[Pair]:
    """All flowcharts, the changed first, of those the worst; without old ones, as they come."""
    if old is None:
        return [Pair(name, None, svg) for name, svg in new.items()]
    found = [
        Pair(name, old.get(name), new.get(name)) for name in [*new, *(old.keys() - new.keys())]
    ]
    return sorted(found, key=lambda pair: (STATES.index(pair.state), -pair.worse))


def write_sheet(path: Path, found: list[Pair], named: Mapping[str, str | None]) -> None:
    """Write the sheet; ``named`` says what is ``old`` (None where nothing is) and ``new``."""
    styles: dict[str, str] = {}
    figures = {pair.name: _figures(pair, styles) for pair in found}
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = environment.get_template("sheet.html.j2").render(
        pairs=found,
        figures=figures,
        measures=NAMES,
        costs=COSTS,
        totals=(
            total(pair.before for pair in found if pair.before),
            total(pair.after for pair in found if pair.after),
        ),
        counts={state: sum(pair.state == state for pair in found) for state in STATES},
        named=named,
        places={name: place for place, name in enumerate(sorted(figures, key=natural))},
    )
    path.write_text(text, encoding="utf-8")


def _figures(pair: Pair, styles: dict[str, str]) -> list[tuple[str, str]]:
    """What is shown of a flowchart: the new, and the old beside it where it differs."""
    if pair.old is None or pair.new is None or pair.state == "same":
        side, svg = ("new", pair.new) if pair.new else ("old", pair.old or "")
        return [(side, _drawing(svg, None, styles))]
    sides = (("old", pair.old, pair.new), ("new", pair.new, pair.old))
    return [(side, _drawing(svg, other, styles)) for side, svg, other in sides]


def _drawing(svg: str, other: str | None, styles: dict[str, str]) -> str:
    """An SVG for within a page: its style for itself alone, its new arrows marked."""
    root = _parsed(svg)
    if other is not None:
        _mark(root, svg, other)
    for style in root.iter("style"):
        text = style.text or ""
        name = styles.setdefault(text, f"drawn-{len(styles) + 1}")
        root.set("class", name)
        style.text = _scoped(text + _MARK, name)
    width = float(root.get("width", "0"))
    root.set("style", f"width:{width:.0f}px")
    for size in ("width", "height"):
        del root.attrib[size]
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _mark(root: Element, svg: str, other: str) -> None:
    """Class the arrows that take another course than in the other drawing."""
    there = [course(arrow) for page in read_svg(other) for arrow in page.arrows]
    arrows = [arrow for page in read_svg(svg) for arrow in page.arrows]
    groups = [group for group in root.iter("g") if group.get("class") == "edge"]
    for group, arrow in zip(groups, arrows, strict=True):
        if course(arrow) in there:
            there.remove(course(arrow))
        else:
            group.set("class", "edge changed")


def _scoped(style: str, name: str) -> str:
    """A drawing's style sheet, for what is in an element of a class only."""

    def selectors(match: re.Match[str]) -> str:
        return ",".join(f".{name} {each.strip()}" for each in match[1].split(",")) + "{"

    return re.sub(r"([^{}]+)\{", selectors, style)
