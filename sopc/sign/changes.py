"""What a PDF's later revisions may change: nothing but what signing itself adds.

Of each revision, what signing brought is known object by object (see ``additions``). What a
revision writes must be one of these, and new; or be as it was; or have changed in the one way that
signing changes it. pyHanko's own comparison has to agree (see ``second_opinion``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    PdfObject,
    Reference,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from sopc.sign.additions import (
    FieldPlace,
    Kind,
    NotOfSigningError,
    additions,
    is_empty_drawing,
    require,
)
from sopc.sign.listing import holds_no_more_than_is_listed, lists_plainly
from sopc.sign.metadata import says_the_same
from sopc.sign.second_opinion import agrees
from sopc.sign.values import differing, is_dictionary, is_name, is_same, raw, reference, starts_with

_MOST_REVISIONS = 100
"""More than signers and yearly time stamps ever make. Thousands would take minutes to look at."""
_ROOT_ONCE = {"/AcroForm", "/Perms"}
_ROOT = _ROOT_ONCE | {"/DSS", "/Extensions", "/Version", "/Metadata"}
_STRUCTURE = {"/K", "/ParentTree", "/ParentTreeNextKey"}
_INFO = {"/ModDate", "/Producer"}
_FIELD = {"/V", "/AP"}
_TRAILER = ("/Root", "/Info", "/Encrypt")
_GROWING = (Kind.FORM, Kind.FIELDS, Kind.PROOFS, Kind.PROOF_LIST, Kind.PROOFS_BY_SIGNATURE)
"""What may be written again as anything that it may be at all."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A file as it was at some time, and what signing had brought into it until then."""

    view: HistoricalResolver
    additions: Mapping[Reference, Kind]


@dataclass(frozen=True, slots=True)
class AllowedChanges:
    """What may be added to a file: signature fields in these places, by their names."""

    reader: PdfFileReader
    places: Mapping[str, FieldPlace]

    def only_signs(self) -> bool:
        """Whether all revisions after the first add signatures and their fields, nothing else.

        Raises what pyHanko raises for a file that cannot be read.
        """
        if self.reader.total_revisions > _MOST_REVISIONS or self.reader.encrypted:
            return False
        if not all(lists_plainly(self.reader, n) for n in range(1, self.reader.total_revisions)):
            return False
        if not holds_no_more_than_is_listed(self.reader):
            return False
        try:
            for before, after in pairwise(map(self._revision, range(self.reader.total_revisions))):
                self._check(before, after)
        except NotOfSigningError:
            return False
        return agrees(self.reader)

    def _revision(self, number: int) -> Revision:
        view = self.reader.get_historical_resolver(number)
        return Revision(view, additions(view, self.places))

    def _check(self, old: Revision, new: Revision) -> None:
        """Raises NotOfSigningError when a revision does more than to sign."""
        trailers = (old.view.trailer_view, new.view.trailer_view)
        require(all(is_same(*(raw(trailer, key) for trailer in trailers)) for key in _TRAILER))
        require(not new.view.refs_freed_in_revision())
        require(starts_with(_fields(new.view), _fields(old.view)))
        written: set[Reference] = new.view.explicit_refs_in_revision()
        for ref, kind in new.additions.items():
            is_new = ref in written and old.view.is_ref_unassignable(ref)
            require(old.additions[ref] is kind if ref in old.additions else is_new)
        containers = _containers(self.reader, new.view)
        for ref in written:
            if old.view.is_ref_unassignable(ref):
                is_known = ref in new.additions or ref in containers
                require(is_known or is_empty_drawing(new.view(ref)))
            else:
                require(_may_change(ref, old, new))


def _may_change(ref: Reference, old: Revision, new: Revision) -> bool:
    """Whether an object stayed as it was, or became what signing makes of it."""
    before, after = old.view(ref), new.view(ref)
    kind = old.additions.get(ref)
    if is_same(before, after):
        # signing never writes a stream again; readers differ in where its data begins and ends
        return not isinstance(after, StreamObject) or kind is Kind.METADATA
    if kind is Kind.METADATA:
        return says_the_same(_metadata(old.view), _metadata(new.view))
    if kind in _GROWING:
        return new.additions.get(ref) is kind
    if not is_dictionary(before) or not is_dictionary(after):
        return False
    changed = differing(before, after)
    if ref == old.view.root_ref:
        return _may_become_root(before, after, changed, old, new)
    if ref == reference(raw(old.view.trailer_view, "/Info")):
        texts = (raw(after, key) for key in changed)
        return changed <= _INFO and all(isinstance(text, TextStringObject) for text in texts)
    if ref == reference(raw(old.view.root, "/StructTreeRoot")):
        return _may_become_structure(before, after, changed, new)
    if kind is Kind.FIELD:
        return changed <= _FIELD and "/V" not in before and "/V" in after
    if is_name(raw(before, "/Type"), "/Page"):
        return changed == {"/Annots"} and _adds_fields(ref, before, after, new)
    return False


def _may_become_root(
    before: DictionaryObject,
    after: DictionaryObject,
    changed: set[str],
    old: Revision,
    new: Revision,
) -> bool:
    once = all(key not in before for key in changed & _ROOT_ONCE)
    same = "/Metadata" not in changed or says_the_same(_metadata(old.view), _metadata(new.view))
    return changed <= _ROOT and changed <= set(after) and once and same


def _may_become_structure(
    before: DictionaryObject, after: DictionaryObject, changed: set[str], new: Revision
) -> bool:
    """Whether a document's structure grew by the elements of fields, and by nothing else."""
    old_list, new_list = (raw(each, "/ParentTree") for each in (before, after))
    keys = [raw(each, "/ParentTreeNextKey") for each in (before, after)]
    return (
        changed <= _STRUCTURE
        and all(isinstance(key, NumberObject) for key in keys)
        and is_dictionary(old_list)
        and is_dictionary(new_list)
        and differing(old_list, new_list) <= {"/Kids"}
        and _grows(raw(before, "/K"), raw(after, "/K"), Kind.TAG, new)
        and _grows(raw(old_list, "/Kids"), raw(new_list, "/Kids"), Kind.TAG_LIST, new)
    )


def _grows(before: PdfObject | None, after: PdfObject | None, kind: Kind, new: Revision) -> bool:
    """Whether a list goes on with references to what signing brought, of one kind."""
    if not isinstance(before, ArrayObject) or not isinstance(after, ArrayObject):
        return False
    added = [reference(one) for one in [*after][len(before) :]]
    return starts_with(after, before) and all(
        one is not None and new.additions.get(one) is kind for one in added
    )


def _adds_fields(
    page: Reference, before: DictionaryObject, after: DictionaryObject, new: Revision
) -> bool:
    """Whether what lies on a page grew by that page's signature fields, and by nothing else."""
    shown, earlier = raw(after, "/Annots"), raw(before, "/Annots") or ArrayObject()
    if not isinstance(shown, ArrayObject) or not isinstance(earlier, ArrayObject):
        return False
    added = [reference(one) for one in [*shown][len(earlier) :]]
    return starts_with(shown, earlier) and all(
        one is not None
        and new.additions.get(one) is Kind.FIELD
        and reference(raw(new.view(one), "/P")) == page
        for one in added
    )


def _fields(view: HistoricalResolver) -> list[PdfObject]:
    """References to a document's signature fields."""
    return [*view.root["/AcroForm"]["/Fields"]] if "/AcroForm" in view.root else []


def _metadata(view: HistoricalResolver) -> bytes:
    """What a document said of itself."""
    ref = reference(raw(view.root, "/Metadata"))
    return bytes(view(ref).data) if ref else b"<none/>"


def _containers(reader: PdfFileReader, view: HistoricalResolver) -> set[Reference]:
    """The objects that hold a revision's other objects, or say where they are."""
    table = reader.xrefs.get_xref_container_info(view.revision).stream_ref
    return {*view.object_streams_used(), *([table] if table else [])}
