"""What a PDF's later revisions may change: nothing but what signing itself adds.

pyHanko's own comparison walks the whole document for each revision, which takes minutes for a book.
Here only the objects that a revision writes anew are looked at. An object that was not there before
can be reached only through one that was, so those are what matters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    Reference,
    StreamObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

FieldBox = tuple[float, float, float, float]
"""Left, lower, right and upper edge on a page, in points."""

_ROOT_ONCE = {"/AcroForm", "/Perms"}
_ROOT = _ROOT_ONCE | {"/DSS", "/Extensions", "/Version", "/Metadata"}
_INFO = {"/ModDate", "/Producer"}
_FORM = {"/Fields", "/SigFlags"}
_FIELD = {"/V", "/AP"}
_TRAILER = ("/Root", "/Info", "/Encrypt")
_UNSAID = ("ModifyDate", "MetadataDate", "Producer", "CreatorTool", "}lang", "}about", "}xmptk")
"""What in a document's metadata signing changes, and what says nothing."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What may be added: signature fields in these places, by page; time stamps have no place."""

    reader: PdfFileReader
    places: Mapping[Reference, Sequence[FieldBox]]

    def only_signs(self) -> bool:
        """Whether all revisions after the first add signatures and their fields, nothing else."""
        revisions = range(self.reader.xrefs.total_revisions)
        return all(self._only_signs(before, after) for before, after in pairwise(revisions))

    def _only_signs(self, before: int, after: int) -> bool:
        old, new = map(self.reader.get_historical_resolver, (before, after))
        trailers = (old.trailer_view, new.trailer_view)
        if any(len({repr(_raw(trailer, key)) for trailer in trailers}) > 1 for key in _TRAILER):
            return False
        if self.reader.xrefs.refs_freed_in_revision(after):
            return False
        written: Iterable[Reference] = self.reader.xrefs.explicit_refs_in_revision(after)
        return all(
            old.is_ref_unassignable(ref) or self._may_change(ref, old, new) for ref in written
        )

    def _may_change(self, ref: Reference, old: HistoricalResolver, new: HistoricalResolver) -> bool:
        """Whether an object became what signing makes of it."""
        root = old.root
        if _is(root, "/Metadata", ref):
            return _says_the_same(_metadata(old), _metadata(new))
        before, after = old.get_object(ref), new.get_object(ref)
        if type(before) is not type(after):
            return False
        if isinstance(before, StreamObject):
            return bool(before.encoded_data == after.encoded_data)
        if isinstance(before, ArrayObject):
            anywhere = [place for places in self.places.values() for place in places]
            return _is_in_proofs(root, ref) or _adds_fields(before, after, new, anywhere)
        if not isinstance(before, DictionaryObject):
            return False
        changed = {key for key in {*before, *after} if _raw(before, key) != _raw(after, key)}
        if not changed or _is(root, "/DSS", ref):
            return True
        if ref == old.root_ref:
            says = "/Metadata" not in changed or _says_the_same(_metadata(old), _metadata(new))
            once = all(key not in before for key in changed & _ROOT_ONCE)
            return says and once and changed <= _ROOT and self._is_form(after, new)
        if _is(old.trailer_view, "/Info", ref):
            return changed <= _INFO
        if _is(root, "/AcroForm", ref):
            return self._is_form(new.root, new) and _starts_with(
                after["/Fields"], before["/Fields"]
            )
        if before.get("/Type") == "/Page":
            lists = [page.get("/Annots", ArrayObject()) for page in (before, after)]
            places = self.places.get(ref, ())
            return changed <= {"/Annots"} and _adds_fields(lists[0], lists[1], new, places)
        return _is_field(root, ref) and changed <= _FIELD and "/V" not in before

    def _is_form(self, root: DictionaryObject, new: HistoricalResolver) -> bool:
        """Whether a document's form holds signature fields and nothing else."""
        if "/AcroForm" not in root:
            return True
        form = root["/AcroForm"]
        anywhere = [place for places in self.places.values() for place in places]
        fields_only = _adds_fields(ArrayObject(), form["/Fields"], new, anywhere)
        return set(form) <= _FORM and fields_only


def _adds_fields(
    before: ArrayObject, after: ArrayObject, new: HistoricalResolver, places: Sequence[FieldBox]
) -> bool:
    """Whether a list grew by nothing but signature fields in their places, and time stamps."""
    if not _starts_with(after, before):
        return False
    added = [after.raw_get(index) for index in range(len(before), len(after))]
    return all(_may_be_added(new.get_object(field.reference), places) for field in added)


def _may_be_added(field: DictionaryObject, places: Sequence[FieldBox]) -> bool:
    box = tuple(float(edge) for edge in field["/Rect"])
    is_clock = "/V" in field and field["/V"].get("/Type") == "/DocTimeStamp"
    return field.get("/FT") == "/Sig" and (box in places or (is_clock and not any(box)))


def _starts_with(longer: ArrayObject, shorter: ArrayObject) -> bool:
    first = [longer.raw_get(index) for index in range(min(len(longer), len(shorter)))]
    return first == [shorter.raw_get(index) for index in range(len(shorter))]


def _is_field(root: DictionaryObject, ref: Reference) -> bool:
    fields = root["/AcroForm"]["/Fields"] if "/AcroForm" in root else ArrayObject()
    return ref in [fields.raw_get(index).reference for index in range(len(fields))]


def _is_in_proofs(root: DictionaryObject, ref: Reference) -> bool:
    """Whether an object lists certificates or revocations that prove the signatures."""
    proofs = root.get("/DSS", {})
    return any(_is(proofs, key, ref) for key in proofs)


def _metadata(resolver: HistoricalResolver) -> bytes:
    """What a document said of itself."""
    ref = _raw(resolver.root, "/Metadata")
    if not isinstance(ref, IndirectObject):
        return b"<none/>"
    # of a given revision, so that the reader does not keep it as a stream like any other: a writer
    # that goes on from there would not know it for metadata
    stream = resolver.reader.get_object(ref.reference, revision=resolver.revision)
    return bytes(stream.data)


def _says_the_same(before: bytes, after: bytes) -> bool:
    """Whether two metadata texts agree, but for when and by what they were written."""
    return _statements(before) == _statements(after)


def _statements(metadata: bytes) -> list[tuple[str, str]]:
    found = []
    for element in ElementTree.fromstring(metadata).iter():
        found += [(element.tag, (element.text or "").strip()), *element.attrib.items()]
    said = {statement for statement in found if statement[1]}
    return sorted(statement for statement in said if not statement[0].endswith(_UNSAID))


def _is(holder: DictionaryObject, key: str, ref: Reference) -> bool:
    """Whether an entry of a dictionary is that object."""
    value = _raw(holder, key)
    return isinstance(value, IndirectObject) and value.reference == ref


def _raw(holder: DictionaryObject, key: str) -> PdfObject | None:
    return holder.raw_get(key) if key in holder else None
