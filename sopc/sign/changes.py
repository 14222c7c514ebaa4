"""What a PDF's later revisions may change: nothing but what signing itself adds.

pyHanko's own comparison walks the whole document for each revision, which takes minutes for a book.
Here only the objects that a revision writes anew are looked at. An object that was not there before
can be reached only through one that was, so those are what matters.
"""

from collections.abc import Iterable
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

_ROOT = {"/DSS", "/Extensions", "/Version"}
_INFO = {"/ModDate", "/Producer"}
_FORM = {"/Fields", "/SigFlags"}
_FIELD = {"/V", "/AP"}
_TRAILER = ("/Root", "/Info", "/Encrypt")
_DATED = ("ModifyDate", "MetadataDate", "Producer", "CreatorTool")
"""What signing changes in a document's metadata."""


def only_signatures_since(reader: PdfFileReader, revision: int) -> bool:
    """Whether all revisions after one, counted from 0, add signatures and nothing else."""
    revisions = range(revision, reader.xrefs.total_revisions)
    return all(_only_signs(reader, before, after) for before, after in pairwise(revisions))


def _only_signs(reader: PdfFileReader, before: int, after: int) -> bool:
    old, new = reader.get_historical_resolver(before), reader.get_historical_resolver(after)
    trailers = (old.trailer_view, new.trailer_view)
    if any(len({repr(_raw(trailer, key)) for trailer in trailers}) > 1 for key in _TRAILER):
        return False
    if reader.xrefs.refs_freed_in_revision(after):
        return False
    written: Iterable[Reference] = reader.xrefs.explicit_refs_in_revision(after)
    return all(old.is_ref_unassignable(ref) or _may_change(ref, old, new) for ref in written)


def _may_change(ref: Reference, old: HistoricalResolver, new: HistoricalResolver) -> bool:
    """Whether an object became what signing makes of it."""
    before, after = old.get_object(ref), new.get_object(ref)
    root, form = old.root, old.root["/AcroForm"]
    if type(before) is not type(after):
        return False
    if isinstance(before, StreamObject):
        same = before.encoded_data == after.encoded_data
        return same or (_is(root, "/Metadata", ref) and _says_the_same(before.data, after.data))
    if isinstance(before, ArrayObject):
        return _is_in_proofs(root, ref) or _adds_clocks(before, after, new)
    if not isinstance(before, DictionaryObject):
        return False
    changed = {key for key in {*before, *after} if _raw(before, key) != _raw(after, key)}
    if ref == old.root_ref:
        return changed <= _ROOT
    if _is(old.trailer_view, "/Info", ref):
        return changed <= _INFO
    if _is(root, "/AcroForm", ref):
        return changed <= _FORM and _adds_clocks(before["/Fields"], after["/Fields"], new)
    if ref in [field.reference for field in form["/Fields"] if isinstance(field, IndirectObject)]:
        return not changed or (changed <= _FIELD and "/V" not in before)
    if before.get("/Type") == "/Page":
        annotations = [page.get("/Annots", ArrayObject()) for page in (before, after)]
        return changed <= {"/Annots"} and _adds_clocks(annotations[0], annotations[1], new)
    return not changed or _is(root, "/DSS", ref)


def _adds_clocks(before: ArrayObject, after: ArrayObject, new: HistoricalResolver) -> bool:
    """Whether a list of fields grew by nothing but time stamps, which cannot be seen on a page."""
    entries = [after.raw_get(index) for index in range(len(after))]
    if entries[: len(before)] != [before.raw_get(index) for index in range(len(before))]:
        return False
    added = [new.get_object(entry.reference) for entry in entries[len(before) :]]
    return all(
        field.get("/FT") == "/Sig"
        and field["/V"].get("/Type") == "/DocTimeStamp"
        and not any(field["/Rect"])
        for field in added
    )


def _is_in_proofs(root: DictionaryObject, ref: Reference) -> bool:
    """Whether an object lists certificates or revocations that prove the signatures."""
    proofs = root.get("/DSS", {})
    return any(_is(proofs, key, ref) for key in proofs)


def _says_the_same(before: bytes, after: bytes) -> bool:
    """Whether two metadata texts agree, but for when and by what they were written."""
    return _statements(before) == _statements(after)


def _statements(metadata: bytes) -> list[tuple[str, str]]:
    found = []
    for element in ElementTree.fromstring(metadata).iter():
        found += [(element.tag, (element.text or "").strip()), *element.attrib.items()]
    return sorted(statement for statement in found if not statement[0].endswith(_DATED))


def _is(holder: DictionaryObject, key: str, ref: Reference) -> bool:
    """Whether an entry of a dictionary is that object."""
    value = _raw(holder, key)
    return isinstance(value, IndirectObject) and value.reference == ref


def _raw(holder: DictionaryObject, key: str) -> PdfObject | None:
    return holder.raw_get(key) if key in holder else None
