"""Laid-out pages → tags: what each printed element is, as its HTML says.

Pages are cut where they end, and so is what WeasyPrint would tag; here an element that goes on over
pages is one tag. What is printed again on a later page, heads of tables, or in margins, is left
out: listeners have heard it. HTML says the rest: ``scope`` of headings; ``role="presentation"``
of tables that only place things, ``role="rowheader"`` of cells that are headings, ``role="cell"``
of headings that are none, ``role="doc-toc"`` of lists that are contents, ``role="img"`` of what is
one picture, with an ``aria-label``; ``aria-hidden="true"`` of what is not for listeners.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from sopc.render.engine import AbsolutePlaceholder, boxes
from sopc.render.tag_tables import with_headers
from sopc.render.tags import Annotation, Content, Kid, Tag, TaggedCell, changed

_BLOCK, _INLINE = "block", "inline"
"""What is no element of its own: text in it is a paragraph, or belongs to what is around it."""
_SVG = "{http://www.w3.org/2000/svg}"
_KINDS = {
    "a": "Link", "article": "Art", "blockquote": "BlockQuote", "caption": "Caption", "dd": "LBody",
    "dl": "L", "dt": "LBody", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5",
    "h6": "H6", "img": "Figure", "li": "LBody", "ol": "L", "p": "P", "section": "Sect",
    "table": "Table", "tbody": "TBody", "td": "TD", "tfoot": "TFoot", "th": "TH", "thead": "THead",
    "tr": "TR", "ul": "L", f"{_SVG}svg": "Figure",
}  # fmt: skip
_OF_TABLES = {"TBody", "TD", "TFoot", "TH", "THead", "TR"}
_ITEMS = {"li", "dt", "dd"}
_LABELS = {"li::marker", "li::before"}
_TEXT = {"TD", "TH", "LBody", "Caption", "TOCI"}
"""What may hold text without a paragraph around it."""
_LINES = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Link", "Lbl", "Span"}
"""What holds text and no paragraphs."""
_SCOPES = {"col": "Column", "columnheader": "Column", "row": "Row", "rowheader": "Row"}
_HELD_EMPTY = {"TD", "TH"}
_PT = 0.75


@dataclass(slots=True)
class _Node:
    """An element being filled; ``layout`` says that it is in a table that only places things."""

    kind: str
    element: Any = None
    layout: bool = False
    page: int = -1
    kids: list["_Node | Content | Annotation"] = field(default_factory=list)
    item: "_Node | None" = None
    cell: TaggedCell | None = None
    box: tuple[float, float, float, float] | None = None

    def get(self, attribute: str) -> str:
        """What the template says of the element."""
        return "" if self.element is None else str(self.element.get(attribute) or "")


def tags_of(pages: Sequence[Any], marks: Sequence[Mapping[Any, int]]) -> tuple[Tag, ...]:
    """The tags of some pages, given as their outermost boxes.

    ``marks`` are each page's boxes with content, and the numbers of that. Content that no tag leads
    to is for no one's ears.
    """
    tagger = _Tagger(marks)
    for number, page in enumerate(pages):
        for box in page.children:
            if not isinstance(box, boxes.MarginBox):
                tagger.walk(box, tagger.root, number, page.margin_height())
    found = _paragraphs(_kids(tagger.root))
    keys = count()

    def change(tag: Tag) -> Tag | None:
        if tag.kind != "Table":
            return None
        return with_headers(replace(tag, kids=changed(tag.kids, change)), keys)

    return tuple(tag for tag in changed(tuple(found), change) if isinstance(tag, Tag))


class _Tagger:
    """Finds the node of each box; local to one document."""

    def __init__(self, marks: Sequence[Mapping[Any, int]]) -> None:
        self.root = _Node(_BLOCK)
        self._marks = marks
        self._nodes: dict[tuple[int, str], _Node] = {}

    def walk(self, box: Any, parent: _Node, page: int, height: float) -> None:
        """Put what a box has into its element's node; ``height`` is that of the page."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        node = self._node(box, parent, page)
        if node is None:
            return
        if box.link_annotation is not None:
            node.kids.append(Annotation(page, box.link_annotation.number))
        if box in self._marks[page]:
            node.kids.append(Content(page, self._marks[page][box]))
            figure = node if node.kind == "Figure" else parent
            if figure.kind == "Figure" and figure.box is None:
                figure.box = _extent(box, height)
        for child in getattr(box, "children", ()):
            self.walk(child, node, page, height)

    def _node(self, box: Any, parent: _Node, page: int) -> _Node | None:
        """The node of a box's element; None for what is not told (again)."""
        if box.element is None:
            return parent
        key = (id(box.element), str(box.element_tag))
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = _made(box, parent, page)
        elif node.kind == "THead" and node.page != page:
            return None
        if node.get("aria-hidden") == "true" or node.get("alt") == node.kind == "":
            return None
        return node


def _made(box: Any, parent: _Node, page: int) -> _Node:
    tag = str(box.element_tag)
    if tag in _LABELS:
        label = _Node("Lbl")
        if parent.item is None:  # the item of a list that is none
            label.kind = _INLINE
            parent.kids.append(label)
        else:
            parent.item.kids.insert(-1, label)
        return label
    is_block = not isinstance(box, boxes.InlineLevelBox)
    kind = _KINDS.get(tag, _BLOCK if is_block and "::" not in tag else _INLINE)
    node = _Node(kind, None if "::" in tag else box.element, parent.layout, page)
    _specify(node, parent, box)
    if node.kind == "LBody":
        node.item = _Node("LI", kids=[node])
        parent.kids.append(node.item)
    else:
        parent.kids.append(node)
    return node


def _specify(node: _Node, parent: _Node, box: Any) -> None:
    """Make of a node what its attributes and the nodes above say."""
    role = node.get("role")
    if role == "img":
        node.kind = "Figure"
    elif node.kind == "Figure" and parent.kind == "Figure":
        node.kind = _INLINE
    if node.kind == "Table":
        node.layout = role in ("presentation", "none")
    if node.layout and (node.kind == "Table" or node.kind in _OF_TABLES):
        node.kind = _BLOCK
    if node.kind in ("TD", "TH"):
        node.kind = "TD" if role == "cell" else "TH" if role.endswith("header") else node.kind
        scope = _SCOPES.get(node.get("scope") or role, "")
        node.cell = TaggedCell(box.colspan, box.rowspan, scope if node.kind == "TH" else "")
    if node.kind == "L" and role == "doc-toc":
        node.kind = "TOC"
    if node.kind == "LBody" and parent.kind not in ("L", "TOC"):
        node.kind = _BLOCK
    elif node.kind == "LBody" and parent.kind == "TOC":
        node.kind = "TOCI"
    if node.kind == "Link" and box.link_annotation is None:
        node.kind = _INLINE


def _extent(box: Any, height: float) -> tuple[float, float, float, float]:
    left, top = box.content_box_x(), box.content_box_y()
    edges = (left, height - top - box.height, left + box.width, height - top)
    left, lower, right, upper = (round(edge * _PT, 2) for edge in edges)
    return left, lower, right, upper


def _kids(node: _Node) -> list[Kid]:
    found: list[Kid] = []
    for kid in node.kids:
        found += _finished(kid) if isinstance(kid, _Node) else [kid]
    return found


def _finished(node: _Node) -> list[Kid]:
    """What a node comes to: nothing, itself, or what it holds."""
    kids = _kids(node)
    if node.kind == _INLINE:
        return kids
    if node.kind == _BLOCK:
        return _paragraphs(kids)
    if node.kind in _LINES:
        kids = [inner for kid in kids for inner in _without_paragraph(kid)]
    elif node.kind == "TOCI":
        kids = [Tag("Reference", (k,)) if _is(k, "Link") else k for k in kids]
        kids = [inner for kid in _paragraphs(kids) for inner in _without_paragraph(kid)]
    elif node.kind in _TEXT:
        kids = _paragraphs(kids)
        kids = list(_without_paragraph(kids[0])) if len(kids) == 1 else kids
    elif node.kind != "Figure":
        kids = _paragraphs(kids)
    if not kids and node.kind not in _HELD_EMPTY:
        return []
    return [_tag(node, tuple(kids))]


def _tag(node: _Node, kids: tuple[Kid, ...]) -> Tag:
    labelled = any(isinstance(kid, Tag) and any(_is(k, "Lbl") for k in kid.kids) for kid in kids)
    numbering = ""
    if node.kind == "L" and labelled:
        numbering = "Decimal" if node.element.tag == "ol" else "Disc"
    return Tag(
        node.kind,
        kids,
        name=node.get("id"),
        alt=_alt(node) if node.kind == "Figure" else "",
        cell=node.cell,
        box=node.box,
        numbering=numbering,
    )


def _alt(node: _Node) -> str:
    """A picture's text: its own, or what a drawing says of itself."""
    said = (node.element.findtext(f"{_SVG}{name}", "").strip() for name in ("title", "desc"))
    return node.get("alt") or node.get("aria-label") or ". ".join(filter(None, said))


def _paragraphs(kids: Sequence[Kid]) -> list[Kid]:
    """Runs of text as paragraphs."""
    found: list[Kid] = []
    run: list[Kid] = []
    for kid in [*kids, None]:
        if kid is not None and (not isinstance(kid, Tag) or kid.kind in ("Link", "Span")):
            run.append(kid)
            continue
        if run:
            found.append(Tag("P", tuple(run)))
            run = []
        if kid is not None:
            found.append(kid)
    return found


def _without_paragraph(kid: Kid) -> tuple[Kid, ...]:
    return kid.kids if isinstance(kid, Tag) and kid.kind == "P" else (kid,)


def _is(kid: Kid, kind: str) -> bool:
    return isinstance(kid, Tag) and kid.kind == kind
