"""What signing itself writes again of a PDF: its root, form, structure, pages and fields.

An older object may be written again as it was, or become what signing makes of it.
"""

from dataclasses import dataclass

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    PdfObject,
    Reference,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver

from sopc.sign.allowed.kinds import GROWING, Kind
from sopc.sign.findings import Finding
from sopc.sign.pdf.metadata import says_the_same
from sopc.sign.pdf.pages import pages
from sopc.sign.pdf.values import (
    differing,
    is_dictionary,
    is_name,
    is_same,
    raw,
    reference,
    starts_with,
)

_ROOT_ONCE = {"/AcroForm", "/Perms"}
_ROOT = _ROOT_ONCE | {"/DSS", "/Extensions", "/Version", "/Metadata"}
_STRUCTURE = {"/K", "/ParentTree", "/ParentTreeNextKey"}
_INFO = {"/ModDate", "/Producer"}
_FIELD = {"/V", "/AP", "/DA", "/Q", "/Ff"}
"""What signing sets in a field; of what programs say besides, pyHanko allows no more."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A file as it was at some time, and what signing had brought into it until then.

    ``fault`` says what it holds besides; what signing brought is not known then.
    """

    view: HistoricalResolver
    additions: dict[Reference, Kind]
    fault: Finding | None = None


def may_change(ref: Reference, old: Revision, new: Revision) -> bool:
    """Whether an object stayed as it was, or became what signing makes of it."""
    before, after = old.view(ref), new.view(ref)
    kind = old.additions.get(ref)
    if is_same(before, after):
        # signing never writes a stream again; readers differ in where its data begins and ends
        return not isinstance(after, StreamObject) or kind is Kind.METADATA
    if kind is Kind.METADATA:
        return says_the_same(_metadata(old.view), _metadata(new.view))
    if kind in GROWING:
        return new.additions.get(ref) is kind
    if isinstance(before, ArrayObject) and isinstance(after, ArrayObject):
        page = _page_of_list(ref, old)
        return page is not None and _adds_fields(page, before, after, new)
    if not is_dictionary(before) or not is_dictionary(after):
        return False
    keys = differing(before, after)
    if ref == old.view.root_ref:
        return _may_become_root(before, after, keys, old, new)
    if ref == reference(raw(old.view.trailer_view, "/Info")):
        texts = (raw(after, key) for key in keys)
        return keys <= _INFO and all(isinstance(text, TextStringObject) for text in texts)
    if ref == reference(raw(old.view.root, "/StructTreeRoot")):
        return _may_become_structure(before, after, keys, new)
    if kind is Kind.FIELD:
        return keys <= _FIELD and "/V" not in before and "/V" in after
    if is_name(raw(before, "/Type"), "/Page"):
        lists = _on_page(old.view, before), _on_page(new.view, after)
        return keys == {"/Annots"} and _adds_fields(ref, *lists, new)
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


def _on_page(view: HistoricalResolver, page: DictionaryObject) -> PdfObject | None:
    """The list of what lies on a page, which may be an object of its own."""
    held = raw(page, "/Annots")
    ref = reference(held)
    return view(ref) if ref is not None else held


def _page_of_list(ref: Reference, old: Revision) -> Reference | None:
    """The page of signature fields that has this list of what lies on it."""
    for page in pages(old.view):
        held = old.view(page)
        if is_dictionary(held) and reference(raw(held, "/Annots")) == ref:
            return page
    return None


def _adds_fields(
    page: Reference, earlier: PdfObject | None, shown: PdfObject | None, new: Revision
) -> bool:
    """Whether what lies on a page grew by that page's signature fields, and by nothing else."""
    earlier = ArrayObject() if earlier is None else earlier
    if not isinstance(shown, ArrayObject) or not isinstance(earlier, ArrayObject):
        return False
    added = [reference(one) for one in [*shown][len(earlier) :]]
    return starts_with(shown, earlier) and all(
        one is not None
        and new.additions.get(one) is Kind.FIELD
        and reference(raw(new.view(one), "/P")) == page
        for one in added
    )


def _metadata(view: HistoricalResolver) -> bytes:
    """What a document said of itself."""
    ref = reference(raw(view.root, "/Metadata"))
    return bytes(view(ref).data) if ref else b"<none/>"
