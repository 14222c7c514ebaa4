"""What is checked before a file is signed, and of the result before it is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import sealers_of
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.beginning import beginning_of
from sopc.sign.built import BuildEvidence, Printing
from sopc.sign.comparison import Comparison
from sopc.sign.damaged import DAMAGED, check_damage
from sopc.sign.document import SignableDocument, documents
from sopc.sign.findings import Finding
from sopc.sign.finished import FileToSign, NotToSignError
from sopc.sign.making.keys import SigningKey
from sopc.sign.making.signing import is_pristine
from sopc.sign.options import Proving, VerifyingOptions
from sopc.sign.pdf.reading import reader_of
from sopc.sign.pdf.revisions import is_signed
from sopc.sign.trust import policy
from sopc.sign.trust.people import of_sealer
from sopc.sign.trust.trusted import Trust
from sopc.sign.trust.trusting import trust_of
from sopc.sign.verifying import verify

_OF_AUTHORITIES = (causes.UNTRUSTED, causes.MISSING_ISSUER, causes.STAMP_UNTRUSTED)
"""What cannot be told without roots."""


def safeguards_of(
    catalogue: Catalogue,
    now: datetime,
    roots: tuple[Path, ...],
    printing: Printing,
    chain: Path | None = None,
) -> "Safeguards":
    """What files are held against as of a moment, with the roots of some files, and with what may
    lead up to these besides what files bring. Raises SopcError.
    """
    proving = Proving(chain=(chain,) if chain is not None else ())
    trust = trust_of(VerifyingOptions(now, roots, proving=proving))
    return Safeguards(documents(catalogue), trust, printing, sealers_of(catalogue))


@dataclass(frozen=True, slots=True)
class Safeguards:
    """What files are held against when they are signed, or listed in a manifest.

    ``known`` is what the catalogue prints, ``printing`` prints it again, ``sealers`` may sign its
    manifest. Where ``trust`` has no
    roots, authorities are not asked for.
    """

    known: Sequence[SignableDocument]
    trust: Trust
    printing: Printing | None
    sealers: Sequence[Official] = ()

    def check_sealer(self, key: SigningKey, now: datetime) -> None:
        """Raises SopcError when a key must not sign a manifest: verifying would not accept it."""
        weak = next(policy.of_sealer(key.certificate, key.chain, (), now), None)
        wrong = of_sealer(key.certificate, self.sealers, now)
        if weak is not None:
            raise SopcError(Phrase("the manifest is not signed: {fault}", fault=weak[1]))
        if wrong is not None:
            raise SopcError(Phrase("the manifest is not signed: {fault}", fault=wrong.told))

    def check_first(self, work: FileToSign) -> None:
        """Raises SopcError when a file must not be signed further: its first part is not the
        build, or what was done to it since is more than signing, or does not hold."""
        self._refuse(work.document, self.against(work.pdf, work.document, work.evidence))

    def check_last(self, work: FileToSign, signed: bytes) -> None:
        """Raises SopcError when what came of signing does not hold."""
        self._refuse(work.document, self._of_signed(signed, work.document, work.evidence))

    def against(
        self,
        pdf: bytes,
        document: SignableDocument,
        evidence: BuildEvidence,
        *,
        by_all: bool = False,
    ) -> Iterator[Finding]:
        """What is wrong with a file of a build, which may be signed; ``by_all`` asks for all who
        sign it, unless nobody has."""
        if sha256(pdf).hexdigest() in evidence.present.get(document.file, ()):
            return
        if is_signed(pdf):
            found = self._of_signed(pdf, document, evidence)
            yield from (each for each in found if by_all or each.cause != causes.NOT_SIGNED_BY)
        else:
            yield from self._of_unsigned(pdf, document, evidence)

    def _of_unsigned(
        self, pdf: bytes, document: SignableDocument, evidence: BuildEvidence
    ) -> Iterator[Finding]:
        try:
            reader = reader_of(pdf)
            began = beginning_of(pdf, reader)
        except DAMAGED as error:
            check_damage(error)
            yield Finding(causes.UNREADABLE, Phrase("it is no PDF, damaged, or was altered"))
            return
        yield from self._compared(evidence).findings(began, document.code, document)
        is_built = reader.total_revisions > 1 or sha256(pdf).hexdigest() in began.digests
        if not is_built or not is_pristine(pdf, document):
            message = Phrase("it was changed besides being signed")
            yield Finding(causes.MORE_THAN_SIGNED, message)

    def _of_signed(
        self, pdf: bytes, document: SignableDocument, evidence: BuildEvidence
    ) -> Iterator[Finding]:
        # who signs a hundred files, or looks for the PIN, is not done at the moment of the start
        now = max(self.trust.now, datetime.now(UTC))
        trust = replace(self.trust, now=now)
        verdict = verify(pdf, self.known, trust, self._compared(evidence))
        ignored = () if self.trust.roots else _OF_AUTHORITIES
        if verdict.document is not None and verdict.document != document:
            message = Phrase("it holds {name}, not what its name says", name=document.code.name)
            yield Finding(causes.OTHER_NAME, message)
        for finding in verdict.findings:
            if finding.lowers and finding.cause not in ignored:
                yield finding

    def _compared(self, evidence: BuildEvidence) -> Comparison:
        return Comparison(evidence, self.printing, always=True)

    def _refuse(self, document: SignableDocument, found: Iterator[Finding]) -> None:
        for finding in found:
            if finding.cause != causes.NOT_SIGNED_BY:
                message = Phrase(
                    "`{file}` is not signed: {reason}",
                    file=document.file,
                    reason=finding.sentence,
                )
                raise NotToSignError(message, finding.sentence)
