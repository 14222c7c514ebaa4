"""Verify a signed PDF: who signed, when, in which order, and whether anything changed since."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from sopc.catalogue.signatories import Signatory
from sopc.language import Phrase
from sopc.render.qr import Code, read_code
from sopc.sign.certificates import mismatch
from sopc.sign.damaged import DAMAGED
from sopc.sign.document import SignableDocument
from sopc.sign.examine import Examined, Trust, examine
from sopc.sign.fields import allowed_changes, field_names
from sopc.sign.reading import reader_of
from sopc.sign.revisions import began_as, is_covered


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a file. It holds when nothing is wrong with it.

    ``code`` is what the file says it is, ``document`` what the catalogue has under that name.
    """

    signatures: tuple[Examined, ...] = ()
    faults: tuple[str, ...] = ()
    code: Code | None = None
    document: SignableDocument | None = None

    @property
    def holds(self) -> bool:
        """Whether the file may be relied on."""
        return not self.faults

    def with_faults(self, more: Sequence[str]) -> "Verdict":
        """The same, with more that is wrong."""
        return replace(self, faults=(*self.faults, *more))

    @property
    def is_current(self) -> bool:
        """Whether the file is of the catalogue's present revision."""
        if self.code is None or self.document is None:
            return False
        return self.code.digest == self.document.code.digest


def verify(
    pdf: bytes, known: Sequence[SignableDocument], trust: Trust, built: dict[str, str] | None = None
) -> Verdict:
    """Examine a file against what the catalogue has; whatever is wrong is in the verdict.

    ``built`` holds the SHA-256 digests of a build's files as they were before signing.
    """
    try:
        return asyncio.run(_verify(pdf, known, trust, built or {}))
    except DAMAGED:
        fault = Phrase("it cannot be read as a signed PDF: it is no PDF, damaged, or was altered")
        return Verdict(faults=(fault,))


async def _verify(
    pdf: bytes, known: Sequence[SignableDocument], trust: Trust, built: dict[str, str]
) -> Verdict:
    reader = reader_of(pdf)
    code = _code(reader)
    document = next((d for d in known if code is not None and _is_name_of(code, d)), None)
    embedded = list(reader.embedded_signatures)
    if not embedded:
        return Verdict(faults=(Phrase("it is not signed"),), code=code, document=document)
    examined = await examine(pdf, reader, embedded, trust)
    faults = [*_of_file(pdf, reader, embedded)]
    faults += [
        Phrase("{part}: {fault}", part=one.field, fault=fault)
        for one in examined
        for fault in one.faults
    ]
    signatures = tuple(one for one in examined if not one.is_clock)
    if document is None or code is None:
        name = code.name if code else "?"
        faults.append(Phrase("this catalogue has no {name}", name=name))
    else:
        if not allowed_changes(reader, document).only_signs():
            faults.append(Phrase("it was changed besides being signed"))
        faults += _of_signers([*signatures], document)
        faults += _of_catalogue(pdf, code, document, built)
    return Verdict(signatures, tuple(dict.fromkeys(faults)), code, document)


def _of_file(
    pdf: bytes, reader: PdfFileReader, embedded: Sequence[EmbeddedPdfSignature]
) -> list[str]:
    """What is wrong with the file as a whole."""
    faults: list[str] = []
    if not is_covered(pdf, [list(one.byte_range) for one in embedded]):
        faults.append(Phrase("something was added to the file after the last signature"))
    if reader.encrypted:
        faults.append(Phrase("it is encrypted"))
    return faults


def _of_signers(signatures: Sequence[Examined], document: SignableDocument) -> list[str]:
    """Who is missing, out of turn or not who the catalogue names."""
    wanted = {part.field: part for part in document.signatories}
    signed = [one.field for one in signatures]
    faults: list[str] = [
        Phrase("{part} has not signed", part=_named(part))
        for field, part in wanted.items()
        if field not in signed
    ]
    faults += [
        Phrase("{part} has signed, but the catalogue does not know this part", part=field)
        for field in signed
        if field not in wanted
    ]
    if [field for field in signed if field in wanted] != [f for f in wanted if f in signed]:
        order, found = ", ".join(wanted), ", ".join(signed)
        faults.append(Phrase("signed in the order {found}, not {order}", found=found, order=order))
    for one in signatures:
        part = wanted.get(one.field)
        wrong = mismatch(one.certificate, part.official) if part and part.official else None
        if wrong is not None:
            faults.append(Phrase("{part}: {fault}", part=one.field, fault=wrong))
    return faults


def _of_catalogue(
    pdf: bytes, code: Code, document: SignableDocument, built: dict[str, str]
) -> list[str]:
    """Whether the catalogue says something else by now, or would print other pages."""
    if code.digest != document.code.digest:
        return [
            Phrase(
                "superseded: the catalogue has another revision of {name} ({revision})",
                name=code.name,
                revision=document.code.revision,
            )
        ]
    digest = built.get(document.file)
    if digest is not None and not began_as(pdf, digest):
        return [Phrase("its pages are not those that this catalogue builds")]
    return []


def _named(part: Signatory) -> str:
    return f"{part.field} ({part.official.called})" if part.official else part.field


def _is_name_of(code: Code, document: SignableDocument) -> bool:
    return code.name.upper() == document.code.name.upper()


def _code(reader: PdfFileReader) -> Code | None:
    """What the signature fields say the document is."""
    if not field_names(reader):
        return None
    fields = [field.get_object() for field in reader.root["/AcroForm"]["/Fields"]]
    labels = [str(field.get("/TU", "")) for field in fields]
    codes = [read_code(label.partition(" ")[2]) for label in labels]
    return next((code for code in codes if code is not None), None)
