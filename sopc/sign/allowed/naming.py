"""What became of an object that a later revision added or wrote again, as a clerk would say it."""

from collections.abc import Iterator
from functools import cached_property

from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.allowed.following import changed, scripted
from sopc.sign.allowed.kinds import PROVING, Kind
from sopc.sign.findings import Finding
from sopc.sign.pdf.pages import pages, shown_by
from sopc.sign.pdf.values import differing, is_dictionary, is_name, parts, raw, reference

_SCRIPTS = {"/OpenAction", "/AA", "/A", "/JS", "/Names"}
_ACTIONS = ("/JavaScript", "/Launch", "/URI", "/GoTo", "/GoToR", "/SubmitForm", "/ImportData")
_KINDS = (
    *("/Stamp", "/FreeText", "/Text", "/Link", "/Widget", "/Ink", "/Square", "/Highlight"),
    *("/FileAttachment", "/Popup", "/Screen", "/RichMedia", "/Line", "/Circle", "/Redact"),
)
"""Annotations that are called by their name; a name that a file makes up is not repeated."""


class Naming:
    """Names changes between two revisions; ``kinds`` is what signing had brought before."""

    def __init__(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        kinds: dict[Reference, Kind],
    ) -> None:
        self._old, self._new, self._kinds = old, new, kinds

    @cached_property
    def _pages(self) -> dict[Reference, int]:
        """The numbers of the pages, from 1."""
        return {ref: number for number, ref in enumerate(pages(self._old), start=1)}

    @cached_property
    def _shown(self) -> dict[Reference, int]:
        """By objects that pages show, the first page that does."""
        return shown_by(self._old, self._pages)

    def overwritten(self, ref: Reference) -> Iterator[Finding]:
        """What is to say of an object that was there, and is another now."""
        before, after = self._old(ref), self._new(ref)
        if ref in self._pages:
            yield from self._of_page(self._pages[ref], before, after)
        elif ref == self._old.root_ref and is_dictionary(before) and is_dictionary(after):
            yield from _of_root(before, after)
        elif ref in self._kinds:
            yield _of_kind(self._kinds[ref])
        else:
            yield self._of_other(ref, raw(before, "/Type") if is_dictionary(before) else None)

    def _of_other(self, ref: Reference, kind: PdfObject | None) -> Finding:
        """What is to say of an object that the build had, by what it was."""
        trailer, root = self._old.trailer_view, self._old.root
        if ref in (reference(raw(trailer, "/Info")), reference(raw(root, "/Metadata"))):
            return _of_information()
        if is_name(kind, "/Pages"):
            return _of_pages()
        if is_name(kind, "/StructElem", "/StructTreeRoot"):
            return _of_structure()
        if ref in self._shown:
            what = Phrase("something that page {page} shows was changed", page=self._shown[ref])
            return changed(causes.PAGE_CHANGED, what)
        what = Phrase("its object {number} was changed", number=ref.idnum)
        return changed(causes.OBJECT_CHANGED, what)

    def added(self, ref: Reference) -> Finding:
        """What is to say of an object that is new, and not of signing."""
        value = self._new(ref)
        if is_dictionary(value) and is_name(raw(value, "/S"), *_ACTIONS):
            return scripted()
        kind = raw(value, "/Subtype") if is_dictionary(value) else None
        if is_name(kind, *_KINDS):
            name = str(kind)[1:]
            what = Phrase("an annotation was added ({kind})", kind=name)
            return changed(causes.ANNOTATION_CHANGED, what)
        what = Phrase("something was added that signing does not bring")
        return changed(causes.OBJECT_ADDED, what)

    def _of_page(self, number: int, before: PdfObject, after: PdfObject) -> Iterator[Finding]:
        if not is_dictionary(before) or not is_dictionary(after):
            what = Phrase("page {page} was changed", page=number)
            yield changed(causes.PAGE_CHANGED, what)
            return
        keys = differing(before, after)
        if keys & _SCRIPTS:
            yield scripted()
        if keys - _SCRIPTS - {"/Annots"}:
            what = Phrase("page {page} was changed", page=number)
            yield changed(causes.PAGE_CHANGED, what)
        if "/Annots" in keys:
            yield from self._of_annotations(number, before, after)

    def _of_annotations(
        self, number: int, before: DictionaryObject, after: DictionaryObject
    ) -> Iterator[Finding]:
        lists = []
        for view, page in ((self._old, before), (self._new, after)):
            held = raw(page, "/Annots")
            ref = reference(held)
            lists.append([*parts(view(ref) if ref else held)])
        earlier, later = ({_said(one) for one in held} for held in lists)
        gone, come = earlier - later, later - earlier
        if gone:
            what = Phrase("what lay on page {page} was taken off it", page=number)
            yield changed(causes.ANNOTATION_CHANGED, what)
        if come or not gone:
            what = Phrase("something was laid on page {page}", page=number)
            yield changed(causes.ANNOTATION_CHANGED, what)


def _said(value: PdfObject) -> object:
    """What tells an annotation from others: where it is, or else what it is, as it is written."""
    return reference(value) or repr(value)


def _of_root(before: DictionaryObject, after: DictionaryObject) -> Iterator[Finding]:
    for key in sorted(differing(before, after)):
        if key in _SCRIPTS:
            yield scripted()
        elif key == "/DSS":
            yield _of_kind(Kind.PROOFS)
        elif key == "/Metadata":
            yield _of_information()
        elif key == "/Pages":
            yield _of_pages()
        elif key == "/StructTreeRoot":
            yield _of_structure()
        elif key == "/Perms":
            what = Phrase("what its signatures allow was changed")
            yield changed(causes.LOCK_CHANGED, what)
        elif key == "/AcroForm":
            yield _of_kind(Kind.FORM)
        else:
            yield changed(causes.OBJECT_CHANGED, Phrase("a setting of the whole file was changed"))


def _of_kind(kind: Kind) -> Finding:
    """What is to say of something that signing had brought, and that is another now."""
    if kind is Kind.METADATA:
        return _of_information()
    if kind in PROVING:
        return changed(causes.PROOFS_CHANGED, Phrase("its validation data was changed or removed"))
    if kind in (Kind.TAG, Kind.TAG_LIST):
        return _of_structure()
    if kind in (Kind.SIGNATURE, Kind.DRAWING, Kind.DRAWINGS, Kind.LOCK, Kind.PERMISSIONS):
        what = Phrase("an earlier signature, or what it shows, was written over")
        return changed(causes.SIGNATURE_OVERWRITTEN, what)
    what = Phrase("its signature fields were changed or removed")
    return changed(causes.FIELD_CHANGED, what)


def _of_information() -> Finding:
    what = Phrase("what it says of itself was changed: its title or author, say")
    return changed(causes.INFORMATION_CHANGED, what)


def _of_pages() -> Finding:
    what = Phrase("its pages are others, or in another order")
    return changed(causes.PAGE_CHANGED, what)


def _of_structure() -> Finding:
    what = Phrase("its structure, which is read aloud, was changed")
    return changed(causes.STRUCTURE_CHANGED, what)
