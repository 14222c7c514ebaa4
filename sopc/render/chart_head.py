"""The head of the flowchart table: which headings stand above which columns, in rows of cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import GROUP, STANDARD, Form
from sopc.markup.words import as_words, marked
from sopc.render.marked import line_html
from sopc.render.views import View

_TAG_OR_SLASH = re.compile(r"<[^>]*>|/")


@dataclass(frozen=True, slots=True)
class HeadCell(View):
    """A heading in its lines, and how many columns and rows it spans.

    ``key`` is that of its column, ``pelaksana`` for all that stands above lanes; ``lane`` counts
    lanes from 0, and is None for a heading of several columns. ``first`` and ``last`` say that it
    stands at the table's left or right edge, ``edge`` that the lanes, or a group of them, begin or
    end at its right.
    """

    key: str
    lines: tuple[Markup, ...]
    columns: int
    rows: int
    lane: int | None
    first: bool
    last: bool
    edge: bool


@dataclass(frozen=True, slots=True)
class HeadRow(View):
    """A row of headings; ``numbers`` says that it is the one of the columns' numbers."""

    cells: tuple[HeadCell, ...]
    numbers: bool


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A column: its key, its headings from the top, the last its own, and which lane it is."""

    key: str
    headings: tuple[str, ...]
    lane: int | None = None


def head_rows(catalogue: Catalogue, entry: Entry) -> tuple[HeadRow, ...]:
    """The head of an SOP's flowchart table, top to bottom."""
    form = catalogue.settings.form
    leaves = _leaves(catalogue, entry, form)
    depth = max(len(leaf.headings) for leaf in leaves)
    rows = [HeadRow(_cells(leaves, level, depth), numbers=False) for level in range(depth)]
    if form.chart.column_numbers:
        rows.append(HeadRow(_numbers(leaves), numbers=True))
    return tuple(rows)


def lane_edges(catalogue: Catalogue, entry: Entry) -> tuple[bool, ...]:
    """Of each lane, left to right, whether the lanes, or a group of them, end with it."""
    leaves = _leaves(catalogue, entry, catalogue.settings.form)
    edges = zip(leaves, _edges(leaves), strict=True)
    return tuple(is_edge for leaf, is_edge in edges if leaf.lane is not None)


def _edges(leaves: Sequence[_Leaf]) -> list[bool]:
    """Of each column, whether lanes or a group of them begin or end at its right."""
    groups = [leaf.headings[:-1] if leaf.lane is not None else None for leaf in leaves]
    return [*(here != there for here, there in pairwise(groups)), False]


def _leaves(catalogue: Catalogue, entry: Entry, form: Form) -> list[_Leaf]:
    words, found = form.words.columns, list[_Leaf]()
    for is_standard, run in groupby(form.chart.columns, key=lambda key: key in STANDARD):
        keys = list(run)
        above = (words[GROUP],) if is_standard and len(keys) > 1 and words.get(GROUP) else ()
        for key in keys:
            if key == "pelaksana":
                found += _lanes(catalogue, entry, words[key])
            else:
                found.append(_Leaf(key, (*above, words[key])))
    return found


def _lanes(catalogue: Catalogue, entry: Entry, word: str) -> list[_Leaf]:
    actors = [catalogue.actors[key] for key in entry.sop.lanes]
    return [
        _Leaf("pelaksana", tuple(filter(None, (word, actor.group, actor.heading))), lane)
        for lane, actor in enumerate(actors)
    ]


def _cells(leaves: Sequence[_Leaf], level: int, depth: int) -> tuple[HeadCell, ...]:
    """The cells that begin in a row; a column's own heading reaches down to the last one."""
    cells, place, edges = [], 0, _edges(leaves)
    shared = [_shared(leaf, place, level) for place, leaf in enumerate(leaves)]
    for _, run in groupby(zip(shared, leaves, strict=True), key=lambda pair: pair[0]):
        members = [leaf for _, leaf in run]
        leaf = members[0]
        if level < len(leaf.headings):
            is_own = level == len(leaf.headings) - 1
            cells.append(
                HeadCell(
                    key=leaf.key,
                    lines=_lines(leaf.headings[level], breaks=leaf.key == "pelaksana"),
                    columns=len(members),
                    rows=depth - level if is_own else 1,
                    lane=leaf.lane if is_own else None,
                    first=place == 0,
                    last=place + len(members) == len(leaves),
                    edge=edges[place + len(members) - 1],
                )
            )
        place += len(members)
    return tuple(cells)


def _shared(leaf: _Leaf, place: int, level: int) -> tuple[object, ...]:
    """What columns side by side have in common when one heading stands above them."""
    if level < len(leaf.headings) - 1:
        return (leaf.key in STANDARD, leaf.headings[: level + 1])
    return (place,)


def _numbers(leaves: Sequence[_Leaf]) -> tuple[HeadCell, ...]:
    last, edges = len(leaves) - 1, _edges(leaves)
    return tuple(
        HeadCell(
            key=leaf.key,
            lines=(Markup(f"({place + 1})"),),
            columns=1,
            rows=1,
            lane=None,
            first=place == 0,
            last=place == last,
            edge=edges[place],
        )
        for place, leaf in enumerate(leaves)
    )


def _lines(heading: str, *, breaks: bool) -> tuple[Markup, ...]:
    """A heading's lines as HTML; with ``breaks``, they may be broken after slashes."""
    html = heading_html if breaks else line_html
    return tuple(html(as_words(line)) for line in marked(heading).splitlines()) or (Markup(""),)


def heading_html(name: str) -> Markup:
    """A heading as HTML that may be broken after a slash."""
    return Markup(_TAG_OR_SLASH.sub(_broken, line_html(name)))


def _broken(found: re.Match[str]) -> str:
    return "/\u200b" if found.group() == "/" else found.group()
