"""Verify files where they lie: also by their names, their build and the signed manifest there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.signatories import sealers_of
from sopc.disk import read_file
from sopc.language import Phrase
from sopc.limits import PDF
from sopc.sign import causes
from sopc.sign.comparison import Comparison
from sopc.sign.document import SignableDocument, documents, revoked_documents
from sopc.sign.faulty import Faulty
from sopc.sign.findings import Finding
from sopc.sign.making.keys import public_key
from sopc.sign.manifest.manifests import ManifestPolicy, SignedManifests
from sopc.sign.options import VerifyingOptions
from sopc.sign.trust.trusted import Trust
from sopc.sign.trust.trusting import trust_of
from sopc.sign.verifying import Verdict, verify

_OF_CATALOGUE = (
    *(causes.NOT_SIGNED_BY, causes.UNKNOWN_PART, causes.OUT_OF_TURN, causes.OTHER_SIGNER),
    *(causes.NOT_OF_CATALOGUE, causes.SUPERSEDED, causes.NOT_COMPARED),
    *(causes.OTHER_MAKERS, causes.NOT_PRINTABLE, causes.NOT_IN_HISTORY, causes.OTHER_TODAY),
    causes.SOP_REVOKED,
)
"""What is found by holding a file against the catalogue alone."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """What files are held against.

    ``known`` is what the catalogue prints, ``revoked`` what it did, ``faulty`` where it has errors.
    """

    known: Sequence[SignableDocument]
    faulty: Faulty
    trust: Trust
    manifests: SignedManifests
    revoked: Sequence[SignableDocument] = ()

    def verdict(self, file: Path, compared_with: Comparison) -> Verdict:
        """What is to say of a file; it is compared with what is known of its build.

        Raises SopcError.
        """
        pdf = read_file(file, PDF)
        signed = self.manifests.above(file)
        if signed is not None and not signed[1].faults:
            compared_with = compared_with.by_signed(signed[1].inputs, signed[1].built)
        verdict = verify(pdf, (*self.known, *self.revoked), self.trust, compared_with)
        verdict = self._without_unclear(verdict)
        return verdict.with_findings(
            [*self.manifests.of_file(file, pdf), *self._of_name(file, verdict)]
        )

    def of_folder(self, folder: Path) -> tuple[Path, Verdict] | None:
        """The signed manifest of a folder of files, and what is to say of it; None if there is
        none. Raises SopcError."""
        found = self.manifests.of_folder(folder, self.known)
        if found is None:
            return None
        file, manifest = found
        return file, Verdict(findings=manifest.findings, manifest=manifest)

    def _without_unclear(self, verdict: Verdict) -> Verdict:
        """The same, but where errors in the catalogue leave unclear what a file has to be: there
        its content and its signers cannot be held against anything."""
        document, code = verdict.document, verdict.code
        if document is not None:
            faulty = self.faulty.behind(document.stem, is_book=document.is_book)
        else:
            is_unread = code is not None and self.faulty.has_unread(code.name)
            faulty = self.faulty.first if is_unread else None
        if faulty is None:
            return verdict
        message = Phrase("what it has to be is not clear: `{file}` has errors", file=faulty)
        hint = Phrase("mend them: sopc check")
        unclear = Finding(causes.CATALOGUE_FAULTY, message, hint)
        kept = [each for each in verdict.findings if each.cause not in _OF_CATALOGUE]
        return replace(verdict, findings=(*kept, unclear))

    def _of_name(self, file: Path, verdict: Verdict) -> Iterator[Finding]:
        """Whether a file has the name of another document than the one it holds."""
        held = verdict.document
        stems = {document.stem for document in self.known}
        if held is not None and file.stem != held.stem and file.stem in stems:
            message = Phrase("it holds {name}, not what its name says", name=held.code.name)
            yield Finding(causes.OTHER_NAME, message)


def verifier_of(catalogue: Catalogue, faulty: Faulty, options: VerifyingOptions) -> Verifier:
    """What files are held against for a user's options. Raises SopcError."""
    trust, key = trust_of(options), options.manifest_key
    policy = ManifestPolicy(
        sealers_of(catalogue),
        trust,
        public_key(key) if key else None,
        options.needs_manifest,
        options.least_sequence,
    )
    return Verifier(
        documents(catalogue), faulty, trust, SignedManifests(policy), revoked_documents(catalogue)
    )
