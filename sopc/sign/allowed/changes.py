"""What a PDF's later revisions may change: nothing but what signing itself adds.

Of each revision, what signing brought is known object by object (see ``additions``). What a
revision writes must be one of these, and new; or be as it was; or have changed in the one way that
signing changes it. pyHanko's own comparison has to agree (see ``second_opinion``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyhanko.pdf_utils.generic import PdfObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.allowed.additions import additions
from sopc.sign.allowed.drawn import is_empty_drawing
from sopc.sign.allowed.following import NotOfSigningError, changed
from sopc.sign.allowed.kinds import PROVING, FieldPlace, Kind
from sopc.sign.allowed.naming import Naming
from sopc.sign.allowed.rewriting import Revision, may_change
from sopc.sign.allowed.second_opinion import agrees
from sopc.sign.findings import Cause, Finding
from sopc.sign.pdf.gaps import has_no_gaps
from sopc.sign.pdf.listing import holds_no_more_than_is_listed, lists_plainly
from sopc.sign.pdf.reading import BoundedReader
from sopc.sign.pdf.revisions import ends_in_revision, is_covered
from sopc.sign.pdf.values import (
    differing,
    is_dictionary,
    is_literal,
    parts,
    raw,
    reference,
    starts_with,
)

_MOST_REVISIONS = 100
"""More than signers and yearly time stamps ever make. Thousands would take minutes to look at."""
_STEPS_A_REVISION = 3000
"""What it costs to compare two, besides reading them."""
_OF_PAGES = (causes.PAGE_CHANGED, causes.SCRIPT_ADDED)
_TRAILER = {"/Size", "/Prev", "/ID"}
"""What differs in a later revision's trailer."""


@dataclass(frozen=True, slots=True)
class AllowedChanges:
    """What may be added to a file: signature fields in these places, by their names."""

    reader: PdfFileReader
    places: Mapping[str, FieldPlace]

    def only_signs(self) -> bool:
        """Whether all revisions after the first add signatures and their fields, nothing else.

        Raises what pyHanko raises for a file that cannot be read.
        """
        return not self.findings()

    def findings(self) -> list[Finding]:
        """What revisions after the first do besides adding signatures and their fields.

        Raises what pyHanko raises for a file that cannot be read.
        """
        if self.reader.encrypted:
            return [Finding(causes.ENCRYPTED, Phrase("it is encrypted"))]
        count = self.reader.total_revisions
        if count > _MOST_REVISIONS:
            message = Phrase(
                "it cannot be looked at: it was changed {count} times, and more than {most} are not"
                " looked at",
                count=count - 1,
                most=_MOST_REVISIONS - 1,
            )
            return [Finding(causes.TOO_MUCH, message)]
        if not all(lists_plainly(self.reader, n) for n in range(1, count)):
            return [_listed_otherwise()]
        if not holds_no_more_than_is_listed(self.reader):
            return [_listed_otherwise()]
        found: list[Finding] = []
        for before, after in pairwise(map(self._revision, range(count))):
            if isinstance(self.reader, BoundedReader):
                self.reader.work.spend(_STEPS_A_REVISION)
            found += _clearest([*self._check(before, after)])
        if not found and not has_no_gaps(self.reader):
            what = Phrase("something stands between its parts that is none of them")
            found.append(changed(causes.MORE_THAN_SIGNED, what))
        if not found and not agrees(self.reader):
            what = Phrase("pyHanko, which compares the file's revisions too, does not agree")
            found.append(changed(causes.SECOND_OPINION, what))
        return list(dict.fromkeys(found))

    def _only_proves_after(self, number: int) -> bool:
        """Whether all revisions after one add validation data, and nothing else."""
        revisions = map(self._revision, range(number, self.reader.total_revisions))
        for before, after in pairwise(revisions):
            containers = _containers(self.reader, after.view)
            written = after.view.explicit_refs_in_revision()
            proofs = {ref for ref in written if after.additions.get(ref) in PROVING}
            if not proofs and "/DSS" not in differing(before.view.root, after.view.root):
                return False
            for ref in written:
                is_proof = ref in proofs or ref in containers
                if not is_proof and ref != after.view.root_ref and not _is_dated(ref, before):
                    return False
            if before.view.root_ref in written:
                keys = differing(before.view.root, after.view.root)
                if not keys <= {"/DSS", "/Extensions", "/Version"}:
                    return False
        return True

    def end(self, pdf: bytes, signatures: Sequence[EmbeddedPdfSignature]) -> Cause | None:
        """What a file ends with besides its last signature, of those that it holds.

        To be asked of a file whose revisions only sign.
        """
        ranges = [list(one.byte_range) for one in signatures]
        if is_covered(pdf, ranges):
            return None
        last = signatures[-1].signed_revision
        if ends_in_revision(pdf, ranges) and self._only_proves_after(last):
            return causes.UNSIGNED_PROOFS
        return causes.ADDED_AFTER

    def _revision(self, number: int) -> Revision:
        view = self.reader.get_historical_resolver(number)
        try:
            return Revision(view, additions(view, self.places))
        except NotOfSigningError as error:
            other = changed(
                causes.MORE_THAN_SIGNED, Phrase("it holds something that signing does not bring")
            )
            return Revision(view, {}, error.finding or other)

    def _check(self, old: Revision, new: Revision) -> Iterator[Finding]:
        """What a revision does besides signing."""
        trailers = (old.view.trailer_view, new.view.trailer_view)
        if not differing(*trailers) <= _TRAILER or not is_literal(raw(trailers[1], "/ID")):
            what = Phrase("it begins elsewhere than it did: its trailer was changed")
            yield changed(causes.OBJECT_CHANGED, what)
            return
        if new.view.refs_freed_in_revision():
            yield changed(causes.OBJECT_CHANGED, Phrase("something was deleted from it"))
            return
        naming = Naming(old.view, new.view, old.additions)
        if new.fault is not None or old.fault is not None:
            yield from self._named(naming, old, new)
            return
        if not starts_with(_fields(new.view), _fields(old.view)):
            yield _fields_changed()
        written: set[Reference] = new.view.explicit_refs_in_revision()
        for ref, kind in new.additions.items():
            is_new = ref in written and old.view.is_ref_unassignable(ref)
            is_known = old.additions[ref] is kind if ref in old.additions else is_new
            if not is_known and not (kind is Kind.ON_PAGE and not is_new):
                what = Phrase("a part of the pages was made a part of the signatures")
                yield changed(causes.OBJECT_CHANGED, what)
        known = {*new.additions, *_containers(self.reader, new.view)}
        for ref in sorted(written, key=lambda each: each.idnum):
            if not old.view.is_ref_unassignable(ref):
                if not may_change(ref, old, new):
                    yield from naming.overwritten(ref)
            elif not (ref in known or is_empty_drawing(new.view(ref))):
                yield naming.added(ref)

    def _named(self, naming: Naming, old: Revision, new: Revision) -> Iterator[Finding]:
        """What can be said of a revision where what signing brought is not known."""
        if not starts_with(_fields(new.view), _fields(old.view)):
            yield _fields_changed()
        elif new.fault is not None and new.fault != old.fault:
            yield new.fault
        for ref in sorted(new.view.explicit_refs_in_revision(), key=lambda each: each.idnum):
            if not old.view.is_ref_unassignable(ref) and not may_change(ref, old, new):
                for finding in naming.overwritten(ref):
                    if finding.cause in _OF_PAGES:
                        yield finding


def _fields_changed() -> Finding:
    what = Phrase("its signature fields were changed or removed")
    return changed(causes.FIELD_CHANGED, what)


def _listed_otherwise() -> Finding:
    what = Phrase("where its parts are is not said in the one way that all programs read alike")
    return changed(causes.LISTED_OTHERWISE, what)


def _clearest(found: list[Finding]) -> list[Finding]:
    """Without those that say only that there is something, where others say what."""
    clear = [one for one in found if one.cause is not causes.OBJECT_ADDED]
    return clear or found


def _is_dated(ref: Reference, before: Revision) -> bool:
    """Whether an object says when and by what a file was written: changes are checked elsewhere."""
    trailer = before.view.trailer_view
    return before.additions.get(ref) is Kind.METADATA or ref == reference(raw(trailer, "/Info"))


def _fields(view: HistoricalResolver) -> list[PdfObject]:
    """References to a document's signature fields, where its form is one."""
    form = view.root["/AcroForm"] if "/AcroForm" in view.root else None  # noqa: SIM401 (follows)
    fields = form["/Fields"] if is_dictionary(form) and "/Fields" in form else None
    return [*parts(fields)]


def _containers(reader: PdfFileReader, view: HistoricalResolver) -> set[Reference]:
    """The objects that hold a revision's other objects, or say where they are."""
    table = reader.xrefs.get_xref_container_info(view.revision).stream_ref
    return {*view.object_streams_used(), *([table] if table else [])}
