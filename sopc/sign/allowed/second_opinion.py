"""pyHanko's own judgement of a PDF's later revisions, without reading whole books for it.

For each object that a revision overwrites pyHanko wants all paths by which the revision before
reached it, and reads the whole document to find them, once for every revision: a book of 300 pages
takes minutes. But a path leads only through objects that mention the object overwritten, or mention
one that does. While it looks for paths, it is shown these alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    PdfObject,
    Reference,
    pdf_name,
)
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    SuspiciousModification,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from sopc.sign.pdf.reading import BoundedReader
from sopc.sign.pdf.values import parts, raw, reference, size_of

_REFERENCE = re.compile(rb"(?<!\d)(\d{1,10})[\0\t\n\f\r ]{1,99}\d{1,5}[\0\t\n\f\r ]{1,99}R")


def agrees(reader: PdfFileReader) -> bool:
    """Whether each revision does to the one before only what signatures made until then allow.

    pyHanko judges what comes after the first signature. Raises what it raises for a file that
    cannot be read.
    """
    signatures = reader.embedded_signatures
    first = min((one.signed_revision for one in signatures), default=reader.total_revisions)
    shown = objects_shown(reader) if first + 1 < reader.total_revisions else Shown()
    views = [RevisionView(reader, number, shown) for number in range(first, reader.total_revisions)]
    for old, new in pairwise(views):
        most, locks = _terms([one for one in signatures if one.signed_revision <= old.revision])
        try:
            changes = [DEFAULT_DIFF_POLICY.apply(old, new, lock, most) for lock in locks]
        except SuspiciousModification:
            return False
        if any(change.modification_level.value > most.value for change in changes):
            return False
    return True


def _terms(
    signatures: Sequence[EmbeddedPdfSignature],
) -> tuple[MDPPerm, Sequence[FieldMDPSpec | None]]:
    """What some signatures still allow, and which fields they lock."""
    levels = [one.docmdp_level for one in signatures if one.docmdp_level is not None]
    locks = [one.fieldmdp for one in signatures if one.fieldmdp is not None]
    return min(levels, key=lambda level: level.value, default=MDPPerm.FILL_FORMS), locks or [None]


@dataclass(frozen=True, slots=True)
class Shown:
    """The numbers of the objects through which paths to overwritten objects may lead, and those of
    the other pages, which are the same in all revisions: it is shown only that they are pages."""

    objects: frozenset[int] = frozenset()
    pages: frozenset[int] = frozenset()


class RevisionView(HistoricalResolver):
    """A revision, of which only what may lead to objects overwritten is shown while it is mapped.

    The mapping's name is pyHanko's own affair. If it changes, all is shown: that takes longer, and
    finds the same.
    """

    def __init__(self, reader: PdfFileReader, revision: int, shown: Shown) -> None:
        super().__init__(reader, revision)
        self._shown = shown
        self._work = reader.work if isinstance(reader, BoundedReader) else None
        self._is_mapping = False
        self._sizes: dict[Reference, int] = {}

    def get_object(self, ref: Reference, as_metadata_stream: bool = False) -> PdfObject:
        """An object as it was in this revision."""
        if ref.idnum in self._shown.pages:  # it is the same in all revisions
            return DictionaryObject({pdf_name("/Type"): pdf_name("/Page")})
        if self._is_mapping and ref.idnum not in self._shown.objects:
            return DictionaryObject()
        found: PdfObject = super().get_object(ref, as_metadata_stream)
        if self._is_mapping and self._work is not None:
            # each path to an object is followed through all that the object holds
            if ref not in self._sizes:
                self._sizes[ref] = size_of(found)
            self._work.spend(self._sizes[ref])
        return found

    def _load_reverse_xref_cache(self) -> None:
        self._is_mapping = True
        try:
            super()._load_reverse_xref_cache()
        finally:
            self._is_mapping = False


def objects_shown(reader: PdfFileReader) -> Shown:
    """What pyHanko has to see of a document to find all paths to overwritten objects.

    Who mentions a page is not asked: changed pages are compared key by key, whatever their paths,
    and pyHanko enters pages by the tree of pages only, which is shown whole. The same for the root.
    Nor who mentions the structure, whose elements all lead back to it: pyHanko lets no one change
    it once there is a signature.
    """
    views = [reader.get_historical_resolver(n) for n in range(reader.total_revisions)]
    first, texts = views[0], dict(_texts(reader))
    later = {ref.idnum for view in views[1:] for ref in view.explicit_refs_in_revision()}
    structure = reference(raw(first.root, "/StructTreeRoot"))
    tree, pages = _page_tree(first, texts)
    kept = {first.root_ref.idnum, *tree, *([structure.idnum] if structure else [])}
    shown, left = later | kept, [*(later - kept - pages)]
    mentions = _mentions(texts) if left else {}
    while left:
        new = mentions.get(left.pop(), set()) - shown
        shown |= new
        left += new - pages
    return Shown(frozenset(shown), frozenset(pages - shown))


def _page_tree(view: HistoricalResolver, texts: Mapping[int, bytes]) -> tuple[set[int], set[int]]:
    """The numbers of what holds pages, and those of pages, which need not be read for it."""
    found: set[int] = set()
    pages: set[int] = set()
    left = [reference(view.root.raw_get("/Pages"))]
    while left:
        node = left.pop()
        if node is None or node.idnum in found:
            continue
        text = texts.get(node.idnum)
        if text is not None and b"/Kids" not in text and b"#" not in text:
            pages.add(node.idnum)
            continue
        found.add(node.idnum)
        kids = view(node).get("/Kids", ArrayObject())
        left += [reference(kid) for kid in parts(kids.get_object())]
    return found, pages


def _mentions(texts: Mapping[int, bytes]) -> Mapping[int, set[int]]:
    """By an object's number, the numbers of those in the first revision that refer to it."""
    found: dict[int, set[int]] = defaultdict(set)
    for number, text in texts.items():
        for mentioned in _REFERENCE.findall(text):
            found[int(mentioned)].add(number)
    return found


def _texts(reader: PdfFileReader) -> Iterator[tuple[int, bytes]]:
    """The objects of the first revision as they are written, from one's beginning to the next's."""
    first = reader.get_historical_resolver(0)
    begins: dict[int, int] = {}
    holders: set[int] = set()
    for ref in first.explicit_refs_in_revision():
        place = reader.xrefs.get_historical_ref(ref, 0)
        if isinstance(place, ObjStreamRef):
            holders.add(place.obj_stream_id)
        elif place is not None:
            begins[ref.idnum] = place
    reader.stream.seek(0)
    yield from _cut(reader.stream.read(), begins)
    for holder in holders:
        stream = first(Reference(holder, 0, reader))
        numbers = [int(number) for number in stream.data[: stream["/First"]].split()]
        starts = {n: stream["/First"] + o for n, o in zip(numbers[::2], numbers[1::2], strict=True)}
        yield from _cut(stream.data, starts)


def _cut(text: bytes, begins: Mapping[int, int]) -> Iterator[tuple[int, bytes]]:
    """The pieces of a text that begin at these places, by their numbers."""
    ends = sorted({*begins.values(), len(text)})
    following = dict(pairwise(ends))
    for number, begin in begins.items():
        yield number, text[begin : following.get(begin)]
