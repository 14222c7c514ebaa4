"""Tags → structure elements (ISO 32000-1, 14.7), as texts of a packed document's objects."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sopc.assemble import packed
from sopc.assemble.packed import END
from sopc.assemble.writer import text_string
from sopc.render.tags import Annotation, Kid, Tag, TaggedCell, below

_LONGEST = 8_000  # letters, which take two bytes each, and rarely four
_HEADINGS = {f"H{level}": level for level in range(1, 7)}


def heading_levels(tags: tuple[Tag, ...]) -> list[int]:
    """The levels of a document's headings below its first one, which is its title: where others
    are as high as that, all are one level lower than they say."""
    said = [_HEADINGS[tag.kind] for tag in below(tags) if tag.kind in _HEADINGS]
    if not said:
        return []
    first, *others = said
    lower = first - (first in others)
    return [0, *(max(0, level - lower) for level in others)]


@dataclass(frozen=True, slots=True)
class TagObjects:
    """The structure's objects: the ``top`` elements, all with their texts, and what leads to them:
    marked content by page and number, annotations by their objects' numbers, headings of cells by
    their keys."""

    top: tuple[int, ...]
    plain: tuple[tuple[int, bytes], ...]
    marked: Mapping[tuple[int, int], int]
    annotated: Mapping[int, int]
    ids: tuple[int, ...]


def tag_objects(
    tags: tuple[Tag, ...],
    pages: tuple[int, ...],
    annotations: Mapping[int, int],
    reserve: Callable[[], int],
) -> TagObjects:
    """Make the objects of some tags.

    ``pages`` are the numbers of the pages' objects, ``annotations`` those that the objects of
    annotations have in the packed document; ``reserve`` gives numbers for new ones.
    """
    writer = _Writer(pages, annotations, reserve, iter(heading_levels(tags)))
    top = tuple(writer.element(tag, bytes([packed.TAGS[0]]) + END) for tag in tags)
    attributes = [(number, text) for text, number in writer.attributes.items()]
    return TagObjects(
        top,
        (*sorted(writer.plain), *attributes),
        writer.marked,
        writer.annotated,
        tuple(writer.ids[key] for key in sorted(writer.ids)),
    )


@dataclass(slots=True)
class _Writer:
    pages: tuple[int, ...]
    annotations: Mapping[int, int]
    reserve: Callable[[], int]
    levels: Iterator[int]
    plain: list[tuple[int, bytes]] = field(default_factory=list)
    attributes: dict[bytes, int] = field(default_factory=dict)
    marked: dict[tuple[int, int], int] = field(default_factory=dict)
    annotated: dict[int, int] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)

    def element(self, tag: Tag, parent: bytes) -> int:
        """Write an element and what is below it; its number."""
        number = self.reserve()
        text = b"<</Type/StructElem/S%s/P %s" % (self._kind(tag.kind), parent)
        page = next((k.page for k in tag.kids if not isinstance(k, Tag)), None)
        if page is not None:
            text += b"/Pg " + _reference(self.pages[page])
        if tag.kids:
            kids = [self._kid(kid, page, number) for kid in tag.kids]
            text += b"/K " + kids[0] if len(kids) == 1 else b"/K[%s]" % b" ".join(kids)
        if tag.alt:
            text += b"/Alt" + _said(tag.alt)
        if tag.actual:
            text += b"/ActualText" + _said(tag.actual)
        if tag.cell is not None and tag.cell.key is not None:
            self.ids[tag.cell.key] = number
            text += b"/ID " + _id(tag.cell.key)
        attributes = _attributes(tag)
        if attributes:
            text += b"/A " + _reference(self._shared(attributes))
        self.plain.append((number, text + b">>"))
        return number

    def _kind(self, kind: str) -> bytes:
        if kind not in _HEADINGS:
            return b"/" + kind.encode("ascii")
        return packed.HEADING + b"%d" % next(self.levels) + END

    def _kid(self, kid: Kid, page: int | None, parent: int) -> bytes:
        if isinstance(kid, Tag):
            return _reference(self.element(kid, _reference(parent)))
        other = b"" if kid.page == page else b"/Pg " + _reference(self.pages[kid.page])
        if isinstance(kid, Annotation):
            self.annotated[kid.number] = parent
            held = _reference(self.annotations[kid.number])
            return b"<</Type/OBJR%s/Obj %s>>" % (other, held)
        self.marked[kid.page, kid.mcid] = parent
        return b"<</Type/MCR%s/MCID %d>>" % (other, kid.mcid) if other else b"%d" % kid.mcid

    def _shared(self, text: bytes) -> int:
        """The number of an attribute object; those that are alike are one."""
        if text not in self.attributes:
            self.attributes[text] = self.reserve()
        return self.attributes[text]


def _said(text: str) -> bytes:
    """A text, as much of it as an archive allows in one (ISO 19005-2, 6.1.13: 32,767 bytes)."""
    return text_string(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def _reference(number: int) -> bytes:
    return packed.REFERENCE + b"%d" % number + END


def _id(key: int) -> bytes:
    return packed.ID + b"%d" % key + END


def _attributes(tag: Tag) -> bytes:
    found = b""
    if tag.cell is not None:
        found = _of_cell(tag.cell)
    elif tag.box is not None:
        edges = b" ".join(b"%.6g" % edge for edge in tag.box)
        found = b"/O/Layout/Placement/Block/BBox[%s]" % edges
    elif tag.numbering:
        found = b"/O/List/ListNumbering/" + tag.numbering.encode("ascii")
    return b"<<%s>>" % found if found else b""


def _of_cell(cell: TaggedCell) -> bytes:
    found = b""
    if cell.scope:
        found += b"/Scope/" + cell.scope.encode("ascii")
    if cell.columns > 1:
        found += b"/ColSpan %d" % cell.columns
    if cell.rows > 1:
        found += b"/RowSpan %d" % cell.rows
    if cell.headers:
        found += b"/Headers[%s]" % b"".join(map(_id, cell.headers))
    return b"/O/Table" + found if found else b""
