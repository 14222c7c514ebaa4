"""Elements: their kinds, what may be in what, headings, pictures, notes."""

from collections.abc import Iterator
from itertools import pairwise

from pikepdf import Dictionary

from tests.pdfua.reading import Element, Reading, tree_pairs

_STANDARD = set(
    """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3
    H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code
    Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form""".split()  # noqa: SIM905
)
_HEADINGS = {f"H{level}": level for level in range(1, 7)}
_PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
_KIDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
}


def tree(reading: Reading) -> Iterator[str]:
    """7.1: each element knows the one that it is in; one is found by the name that it has."""
    for element in reading.elements:
        above = element.raw.get("/P")
        wanted = element.parent.raw if element.parent else reading.pdf.Root.StructTreeRoot
        if above is None or above.objgen != wanted.objgen:
            yield f"7.1: a {element.kind} hangs from something else"
    root = reading.pdf.Root.get("/StructTreeRoot", Dictionary())
    names = {bytes(k): v.objgen for k, v in tree_pairs(root.get("/IDTree", Dictionary()), "/Names")}
    own = [(bytes(e.raw.ID), e.raw.objgen) for e in reading.elements if "/ID" in e.raw]
    if len(dict(own)) != len(own) or dict(own) != names:
        yield "ISO 32000-1, 14.7.2: names of elements are not found"


def kinds(reading: Reading) -> Iterator[str]:
    """7.1: kinds are those of the standard, or said to be like one of them, not in a circle."""
    root = reading.pdf.Root.get("/StructTreeRoot", Dictionary())
    roles = {str(k)[1:]: str(v)[1:] for k, v in root.get("/RoleMap", Dictionary()).items()}
    if roles.keys() & _STANDARD:
        yield "7.1: a kind of the standard is said to be another"
    for kind in {element.kind for element in reading.elements} - _STANDARD:
        seen = [kind]
        while seen[-1] in roles and seen[-1] not in seen[:-1]:
            seen.append(roles[seen[-1]])
        if seen[-1] not in _STANDARD:
            yield f"7.1: the kind {kind} is none of the standard's"


def nesting(reading: Reading) -> Iterator[str]:
    """7.2: tables, lists and contents hold what belongs into them, and that stands nowhere else."""
    for element in reading.elements:
        above = element.parent.kind if element.parent else ""
        if element.kind in _PARENTS and above not in _PARENTS[element.kind]:
            yield f"7.2: a {element.kind} in a {above}"
        if element.kind in _KIDS:
            if set(element.kinds) - _KIDS[element.kind] or element.marked:
                yield f"7.2: a {element.kind} of {sorted(set(element.kinds))}"
            yield from _order(element)


def _order(element: Element) -> Iterator[str]:
    kids = element.kinds
    places = [place for place, kind in enumerate(kids) if kind == "Caption"]
    ends = {0, len(kids) - 1} if element.kind == "Table" else {0}
    if len(places) > 1 or set(places) - ends:
        yield f"7.2: a caption amid a {element.kind}"
    if element.kind == "Table":
        if kids.count("THead") > 1 or kids.count("TFoot") > 1:
            yield "7.2: a table with two heads or feet"
        if {"THead", "TFoot"} & set(kids) and "TBody" not in kids:
            yield "7.2: a table of a head without a body"
    if element.kind == "L":
        labelled = any("Lbl" in item.kinds for item in element.kids)
        if labelled and str(element.attribute("/List", "/ListNumbering")) in ("None", "/None"):
            yield "7.6: a list with labels does not say how they count"


def headings(reading: Reading) -> Iterator[str]:
    """7.4: the first is of the first level, and none is left out; of one sort only."""
    found = [e.kind for e in reading.elements if e.kind in _HEADINGS or e.kind == "H"]
    levels = [_HEADINGS[kind] for kind in found if kind != "H"]
    if "H" in found and levels:
        yield "7.4.4: headings with and without levels"
    if levels and levels[0] != 1:
        yield f"7.4.2: the first heading is of level {levels[0]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"7.4.2: level {after} follows on level {before}"
    for element in reading.elements:
        if (element.kind in _HEADINGS or element.kind == "P") and not _has_content(element):
            yield f"ISO 32000-1, 14.8.4: an empty {element.kind}"


def _has_content(element: Element) -> bool:
    return bool(element.marked or element.held) or any(map(_has_content, element.kids))


def pictures(reading: Reading) -> Iterator[str]:
    """7.3, 7.7: they say what they show, and where they stand."""
    for element in reading.elements:
        if element.kind in ("Figure", "Formula"):
            if not str(element.raw.get("/Alt", "")) and "/ActualText" not in element.raw:
                yield f"7.3: a {element.kind} without words"
            box = element.attribute("/Layout", "/BBox")
            if box is None:
                yield f"ISO 32000-1, 14.8.5.4: a {element.kind} without a place"
                continue
            left, lower, right, upper = (float(edge) for edge in box.as_list())
            page = element.raw.get("/Pg")
            media = [float(edge) for edge in page.MediaBox] if page is not None else [0, 0, 0, 0]
            if not (media[0] <= left < right <= media[2] and media[1] <= lower < upper <= media[3]):
                yield f"ISO 32000-1, 14.8.5.4: a {element.kind} beside its page"


def notes(reading: Reading) -> Iterator[str]:
    """7.9: notes have names of their own."""
    names = [str(e.raw.get("/ID", "")) for e in reading.elements if e.kind == "Note"]
    if "" in names or len(set(names)) != len(names):
        yield "7.9: a note without a name of its own"
