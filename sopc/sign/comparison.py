"""Are a signed file's pages those that were built? Compared byte for byte, never by a label.

Trusted are seals of our own, a manifest whose signature holds, and what is printed again here. A
manifest that anyone may have written can only speak against a file, and be a reason to print again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import sopc
from sopc.language import Phrase
from sopc.render.qr import OLD_CODE, Code
from sopc.sign import causes
from sopc.sign.beginning import Beginning
from sopc.sign.built import BuildEvidence, PastFile, Printing
from sopc.sign.document import SignableDocument
from sopc.sign.findings import Finding
from sopc.sign.making.fields import label_of

REBUILD = Phrase("`sopc verify --rebuild` prints the document again and compares")
_HERE = f"sopc {sopc.__version__}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What files are compared with: what is known of their builds, and who prints them again.

    ``always`` says to print again also where nothing is known of a build.
    """

    evidence: BuildEvidence = field(default_factory=BuildEvidence)
    printing: Printing | None = None
    always: bool = False

    def by_signed(self, inputs: Mapping[str, str], files: Mapping[str, str]) -> "Comparison":
        """The same, with what a signed manifest says of what was built."""
        return replace(self, evidence=self.evidence.with_proven(inputs, files))

    def findings(
        self, began: Beginning, code: Code, document: SignableDocument
    ) -> Iterator[Finding]:
        """What there is to say of a file that calls itself ``code``, of which the catalogue has
        ``document``. Nothing: its pages are those of the catalogue as it is."""
        if document.says_what(code) and not document.has_said(code):
            message = Phrase(
                "its date does not fit: what it stands for is of {right}, not of {wrong}",
                right=document.like(code).revision,
                wrong=code.revision,
            )
            yield Finding(causes.OTHER_DATE, message)
        if code.is_old:
            yield Finding(causes.OLD_CODE, OLD_CODE)
        if began.digests & {*self.evidence.present.get(document.file, ())}:
            yield from _of_labels(began, code, document)
        elif document.says_what(code):
            yield from self._of_now(began, code, document)
        else:
            yield _out_of_force(code, document)
            yield from self._of_then(began, code, document)

    def _of_now(
        self, began: Beginning, code: Code, document: SignableDocument
    ) -> Iterator[Finding]:
        claimed = self._is_claimed(began, document)
        is_of_earlier = self._is_of_earlier(began, document)
        if claimed is False and self._is_claim_for_here and not is_of_earlier:
            yield self._differing(began, code, document)
        elif self.printing is None or not (self.always or claimed is not None or is_of_earlier):
            message = Phrase("its pages were not compared with those that this catalogue builds")
            yield Finding(causes.NOT_COMPARED, message, REBUILD)
        else:
            printed = self.printing.now(document.file)
            if isinstance(printed, Phrase):
                message = Phrase("it cannot be printed again here: {reason}", reason=printed)
                yield Finding(causes.NOT_PRINTABLE, message)
            elif printed in began.digests:
                yield from _of_labels(began, code, document)
            elif is_of_earlier:
                message = Phrase("superseded: the catalogue prints other pages of it by now")
                yield Finding(causes.OTHER_TODAY, message)
            else:
                yield self._differing(began, code, document)

    def _of_then(
        self, began: Beginning, code: Code, document: SignableDocument
    ) -> Iterator[Finding]:
        if any(str(code) not in label for label in began.labels.values()):
            yield _other_label(document)
        if self._is_of_earlier(began, document):
            return
        past: list[PastFile] = []
        if self.always and self.printing is not None:
            for each in self.printing.then(code, document.file, self.evidence.commit):
                if each.digest in began.digests:
                    yield from _of_labels(began, code, each.document)
                    return
                past.append(each)
        if past:
            yield self._differing(began, code, document)
        elif self._is_claimed(began, document):
            # anyone may have written so: but nobody may rely on what is superseded, either
            return
        elif self.always:
            message = Phrase("its pages were not compared: git does not know the revision any more")
            yield Finding(causes.NOT_IN_HISTORY, message)
        else:
            message = Phrase("its pages were not compared with those that were built then")
            yield Finding(causes.NOT_COMPARED, message, REBUILD)

    def _differing(self, began: Beginning, code: Code, document: SignableDocument) -> Finding:
        """What to say of pages that are printed otherwise here."""
        if code.is_old and self._held(began, document) is None:
            message = Phrase(
                "its pages cannot be compared: they have an old code, with which nothing is built "
                "now"
            )
            return Finding(causes.NOT_COMPARED, message)
        claimed = self._is_claimed(began, document)
        others = self.evidence.has_other_makers if claimed else False
        if (others or began.maker not in (None, _HERE)) and self._held(began, document) is None:
            message = Phrase(
                "its pages were not compared: other versions of the program built them than are "
                "here"
            )
            hint = Phrase("install the versions that its manifest.json names, and verify again")
            return Finding(causes.OTHER_MAKERS, message, hint)
        return self._other_pages(began, document)

    def _other_pages(self, began: Beginning, document: SignableDocument) -> Finding:
        held = self._held(began, document)
        if held is not None:
            message = Phrase(
                "its pages are those of {held}, and not those of {name}",
                held=held,
                name=document.code.name,
            )
            return Finding(causes.OTHER_PAGES, message)
        return Finding(causes.OTHER_PAGES, Phrase("its pages are not those that were built"))

    def _held(self, began: Beginning, document: SignableDocument) -> str | None:
        """The file of another document whose pages these are, as far as that is known."""
        known = [*self.evidence.present.items(), *self.evidence.earlier.items()]
        known += [(name, (digest,)) for name, digest in self.evidence.claimed.items()]
        fitting = (name for name, digests in known if began.digests & {*digests})
        return next((name for name in fitting if name != document.file), None)

    def _is_of_earlier(self, began: Beginning, document: SignableDocument) -> bool:
        return bool(began.digests & {*self.evidence.earlier.get(document.file, ())})

    def _is_claimed(self, began: Beginning, document: SignableDocument) -> bool | None:
        """Whether a manifest lists the file as it began; None when it does not list it at all."""
        claimed = self.evidence.claimed.get(document.file)
        return None if claimed is None else claimed in began.digests

    @property
    def _is_claim_for_here(self) -> bool:
        """Whether what a manifest lists is what should be printed here and now."""
        return self.evidence.is_claimed_of_now and not self.evidence.has_other_makers


def _out_of_force(code: Code, document: SignableDocument) -> Finding:
    """What came after an earlier revision."""
    if not document.is_revoked:
        message = Phrase(
            "superseded: the catalogue has another revision of {name} ({revision})",
            name=code.name,
            revision=document.code.revision,
        )
        return Finding(causes.SUPERSEDED, message)
    message = Phrase("revoked: {name} is in force no longer", name=code.name)
    if document.successor is None:
        return Finding(causes.SOP_REVOKED, message)
    hint = Phrase("in its place there is {number}", number=document.successor)
    return Finding(causes.SOP_REVOKED, message, hint)


def _of_labels(began: Beginning, code: Code, document: SignableDocument) -> Iterator[Finding]:
    """Whether fields say that they are for these pages; of their date something is said before."""
    if document.says_what(code) and not document.has_said(code):
        return
    wanted = {part.field: label_of(part, document.like(code)) for part in document.signatories}
    if any(wanted.get(name, label) != label for name, label in began.labels.items()):
        yield _other_label(document)


def _other_label(document: SignableDocument) -> Finding:
    message = Phrase(
        "a signature's field says that it is for other pages than {name}'s",
        name=document.code.name,
    )
    return Finding(causes.OTHER_LABEL, message)
