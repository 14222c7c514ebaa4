"""Verify files where they lie: also by their names, their build and the signed manifest there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.registry import Official
from sopc.disk import read_file
from sopc.language import Phrase
from sopc.limits import PDF, STATEMENT
from sopc.sign import causes
from sopc.sign.certificates import read_certificates
from sopc.sign.document import SignableDocument, documents
from sopc.sign.envelope import ENVELOPE, unseal
from sopc.sign.examine import Trust
from sopc.sign.faulty import Faulty
from sopc.sign.findings import Finding
from sopc.sign.finished import FinishedBuild, folder_above
from sopc.sign.keys import public_key
from sopc.sign.options import VerifyingOptions
from sopc.sign.verifying import Verdict, verify

_OF_CATALOGUE = (
    *(causes.NOT_SIGNED_BY, causes.UNKNOWN_PART, causes.OUT_OF_TURN, causes.OTHER_SIGNER),
    *(causes.NOT_OF_CATALOGUE, causes.SUPERSEDED, causes.NOT_COMPARED),
)
"""What is found by holding a file against the catalogue alone."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """What files are held against.

    ``known`` is what the catalogue prints, ``faulty`` where it has errors, ``officials`` and
    ``public`` who may sign a manifest.
    """

    known: Sequence[SignableDocument]
    faulty: Faulty
    officials: Sequence[Official]
    trust: Trust
    public: Ed25519PublicKey | None = None

    def verdict(self, file: Path, build: FinishedBuild | None) -> Verdict:
        """What is to say of a file; ``build`` is the one it lies in. Raises SopcError."""
        pdf = read_file(file, PDF)
        verdict = verify(pdf, self.known, self.trust, build.outputs if build else {})
        verdict = self._without_unclear(verdict)
        return verdict.with_findings([*self._of_manifest(file, pdf), *self._of_name(file, verdict)])

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

    def _of_manifest(self, file: Path, pdf: bytes) -> Sequence[Finding]:
        """What the signed manifest above a file has against it; nothing when there is none."""
        folder = folder_above(file, ENVELOPE)
        if folder is None:
            return ()
        manifest = unseal(
            read_file(folder / ENVELOPE, STATEMENT), self.trust, self.officials, self.public
        )
        if manifest.findings:
            return manifest.findings
        name = file.resolve().relative_to(folder).as_posix()
        if manifest.files.get(name) != sha256(pdf).hexdigest():
            message = Phrase("it is not the file that the signed manifest lists")
            return (Finding(causes.NOT_LISTED, message),)
        return ()

    def _of_name(self, file: Path, verdict: Verdict) -> Iterator[Finding]:
        """Whether a file has the name of another document than the one it holds."""
        held = verdict.document
        stems = {document.stem for document in self.known}
        if held is not None and file.stem != held.stem and file.stem in stems:
            message = Phrase("it holds {name}, not what its name says", name=held.code.name)
            yield Finding(causes.OTHER_NAME, message)


def verifier_of(catalogue: Catalogue, faulty: Faulty, options: VerifyingOptions) -> Verifier:
    """What files are held against for a user's options. Raises SopcError."""
    roots = [certificate for file in options.trust for certificate in read_certificates(file)]
    key = options.manifest_key
    return Verifier(
        documents(catalogue),
        faulty,
        [*catalogue.officials.values()],
        Trust(roots, options.now),
        public_key(key) if key else None,
    )
