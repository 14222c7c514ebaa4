"""Verify a signed PDF: who signed, when, in which order, and whether anything changed since."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pyhanko.pdf_utils.misc import PdfDecodeLimitError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from sopc.catalogue.signatories import Signatory
from sopc.language import Phrase
from sopc.render.qr import Code, read_code
from sopc.sign import causes
from sopc.sign.allowed.changes import AllowedChanges
from sopc.sign.beginning import Beginning, beginning_of
from sopc.sign.comparison import Comparison
from sopc.sign.damaged import DAMAGED, check_damage, is_damage
from sopc.sign.document import SignableDocument
from sopc.sign.findings import Finding, Grade, grade_of
from sopc.sign.making.fields import allowed_changes, field_names
from sopc.sign.manifest.envelope import Manifest
from sopc.sign.pdf.bounds import TooMuchError
from sopc.sign.pdf.reading import reader_of
from sopc.sign.pdf.revisions import holds_signature, is_covered
from sopc.sign.signature.examine import examine
from sopc.sign.signature.examined import Examined
from sopc.sign.signature.together import of_file
from sopc.sign.trust.names import shown
from sopc.sign.trust.people import of_signer
from sopc.sign.trust.trusted import Trust

_NOTHING = Comparison()
"""Nothing is known of a build."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a file, and what it is worth.

    ``code`` is what the file says it is, ``document`` what the catalogue has under that name;
    ``manifest`` is what it says if it is no document, but the signed manifest.
    """

    signatures: tuple[Examined, ...] = ()
    findings: tuple[Finding, ...] = ()
    code: Code | None = None
    document: SignableDocument | None = None
    manifest: Manifest | None = None

    @property
    def grade(self) -> Grade:
        """What the file is worth: the gravest of what was found."""
        return grade_of(self.findings)

    @property
    def holds(self) -> bool:
        """Whether the file may be relied on."""
        return self.grade is Grade.CURRENT

    @property
    def faults(self) -> tuple[Phrase, ...]:
        """All that makes the file worth less, in sentences."""
        return tuple(finding.sentence for finding in self.findings if finding.lowers)

    def with_findings(self, more: Iterable[Finding]) -> "Verdict":
        """The same, with more that was found."""
        return replace(self, findings=tuple(dict.fromkeys((*self.findings, *more))))

    @property
    def is_current(self) -> bool:
        """Whether the file says that it is of the catalogue's present revision."""
        if self.code is None or self.document is None:
            return False
        return self.document.has_said(self.code)


def verify(
    pdf: bytes,
    known: Sequence[SignableDocument],
    trust: Trust,
    compared_with: Comparison = _NOTHING,
) -> Verdict:
    """Examine a file against what the catalogue has; whatever is wrong is in the verdict.

    Its pages are compared with what is known of its build.
    """
    verdict, began = _examined(pdf, known, trust)
    if verdict.signatures and verdict.code is not None and verdict.document is not None:
        found = compared_with.findings(began, verdict.code, verdict.document)
        return verdict.with_findings(found)
    return verdict


def _examined(
    pdf: bytes, known: Sequence[SignableDocument], trust: Trust
) -> tuple[Verdict, Beginning]:
    try:
        return asyncio.run(_verify(pdf, known, trust))
    except DAMAGED as error:
        if (limit := _limit(error)) is not None:
            why = limit.why if isinstance(limit, TooMuchError) else _endless(limit)
            message = Phrase("it cannot be looked at: {why}", why=why)
            return Verdict(findings=(Finding(causes.TOO_MUCH, message),)), Beginning()
        check_damage(error)
        return Verdict(findings=(_unread(error),)), Beginning()


def _limit(error: BaseException) -> BaseException | None:
    """The limit that an error tells of. Where it is reached while a part is read, pyHanko raises
    another error over it, of a part that cannot be read."""
    found: BaseException | None = error
    while found is not None and not isinstance(
        found, TooMuchError | PdfDecodeLimitError | RecursionError
    ):
        found = found.__cause__ or found.__context__
    return found


def _unread(error: Exception) -> Finding:
    """What is said of a file that cannot be read, by whose fault."""
    if is_damage(error):
        fault = Phrase("it cannot be read as a signed PDF: it is no PDF, damaged, or was altered")
        return Finding(causes.UNREADABLE, fault)
    message = Phrase("it holds something that sopc does not know how to read")
    hint = Phrase(
        "this is a fault of sopc: please report it, with what is said after `export SOPC_DEBUG=1`"
    )
    return Finding(causes.STUMBLED, message, hint)


def _endless(error: BaseException) -> Phrase:
    if isinstance(error, RecursionError):
        return Phrase("its parts lie too deep in one another")
    return Phrase("it is much longer when it is unpacked")


async def _verify(
    pdf: bytes, known: Sequence[SignableDocument], trust: Trust
) -> tuple[Verdict, Beginning]:
    reader = reader_of(pdf)
    began = beginning_of(pdf, reader)
    code = _code(reader)
    document = next((d for d in known if code is not None and _is_name_of(code, d)), None)
    embedded = list(reader.embedded_signatures)
    if not embedded:
        unsigned = Finding(causes.UNSIGNED, Phrase("it is not signed"))
        if holds_signature(pdf):
            message = Phrase("it was changed after it was signed: nothing leads to its signature")
            unsigned = Finding(causes.BYTES_CHANGED, message)
        return Verdict(findings=(unsigned,), code=code, document=document), began
    examined = await examine(pdf, reader, embedded, trust)
    changes = allowed_changes(reader, document) if document is not None else None
    revised = changes.findings() if changes is not None else []
    found = [*_of_file(pdf, embedded, changes if not revised else None), *revised]
    found += [finding for one in examined for finding in one.findings]
    signatures = tuple(one for one in examined if not one.is_clock)
    if document is None or code is None:
        found.append(Finding(causes.NOT_OF_CATALOGUE, _unknown(code)))
    else:
        older = not document.says_what(code)
        found += _of_signers(signatures, document, is_superseded=older)
    found += of_file(examined, trust)
    return Verdict(signatures, tuple(dict.fromkeys(found)), code, document), began


def _of_file(
    pdf: bytes, embedded: Sequence[EmbeddedPdfSignature], changes: AllowedChanges | None
) -> Iterator[Finding]:
    """What is wrong with the file as a whole; ``changes`` are there when they only sign."""
    if changes is not None:
        end = changes.end(pdf, embedded)
    else:
        is_whole = is_covered(pdf, [list(one.byte_range) for one in embedded])
        end = None if is_whole else causes.ADDED_AFTER
    if end is causes.UNSIGNED_PROOFS:
        message = Phrase(
            "validation data was added after the last signature, which does not cover it: it"
            " changes nothing that is shown"
        )
        yield Finding(end, message)
    elif end is not None:
        yield Finding(end, Phrase("something was added to the file after the last signature"))


def _of_signers(
    signatures: Sequence[Examined], document: SignableDocument, *, is_superseded: bool
) -> Iterator[Finding]:
    """Who is missing, out of turn or not who the catalogue names."""
    wanted = {part.field: part for part in document.signatories}
    signed = [one.field for one in signatures]
    for field, part in wanted.items():
        if field not in signed:
            message = Phrase("{part} has not signed", part=_named(part))
            yield Finding(causes.NOT_SIGNED_BY, message)
    for field in signed:
        if field not in wanted:
            message = Phrase(
                "{part} has signed, but the catalogue does not know this part", part=field
            )
            yield Finding(causes.UNKNOWN_PART, message)
    if [field for field in signed if field in wanted] != [f for f in wanted if f in signed]:
        order, found = ", ".join(wanted), ", ".join(signed)
        message = Phrase("signed in the order {found}, not {order}", found=found, order=order)
        yield Finding(causes.OUT_OF_TURN, message)
    for one in signatures:
        named = wanted.get(one.field)
        if named is None:
            continue
        wrong = of_signer(one.certificate, named, one.signed_at, is_superseded=is_superseded)
        if wrong is not None:
            yield replace(wrong, part=one.field)


def _unknown(code: Code | None) -> Phrase:
    if code is None:
        return Phrase("no field of it says which document of the catalogue it is")
    return Phrase("this catalogue has no {name}", name=shown(code.name))


def _named(part: Signatory) -> str:
    return f"{part.field} ({part.official.called})" if part.official else part.field


def _is_name_of(code: Code, document: SignableDocument) -> bool:
    return code.is_named(document.code.name)


def _code(reader: PdfFileReader) -> Code | None:
    """What the signature fields say the document is."""
    if not field_names(reader):
        return None
    fields = [field.get_object() for field in reader.root["/AcroForm"]["/Fields"]]
    labels = [str(field.get("/TU", "")) for field in fields]
    codes = [read_code(label.partition(" ")[2]) for label in labels]
    return next((code for code in codes if code is not None), None)
