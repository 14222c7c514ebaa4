"""Signed manifests where they lie: which files they list, and what is missing of these."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sopc.catalogue.registry import Official
from sopc.disk import read_file
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.limits import PDF, STATEMENT
from sopc.sign import causes
from sopc.sign.document import SignableDocument
from sopc.sign.findings import Finding
from sopc.sign.finished import folder_above
from sopc.sign.manifest.envelope import ENVELOPE, Manifest, unseal
from sopc.sign.trust.trusted import Trust

_NAMED = 5
"""So many missing files are named."""


@dataclass(frozen=True, slots=True)
class ManifestPolicy:
    """What is asked of signed manifests: by whom they are, whether there has to be one, and which
    in the office's row of them it is at least."""

    officials: Sequence[Official]
    trust: Trust
    public: Ed25519PublicKey | None = None
    is_required: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class SignedManifests:
    """Those above the files that are verified; each is read once."""

    policy: ManifestPolicy
    read: dict[Path, Manifest] = field(default_factory=dict)

    def above(self, file: Path) -> tuple[Path, Manifest] | None:
        """The folder of the manifest above a file, and what that says. Raises SopcError."""
        folder = folder_above(file, ENVELOPE)
        return None if folder is None else (folder, self._in(folder))

    def of_file(self, file: Path, pdf: bytes) -> Sequence[Finding]:
        """What the manifest above a file has against it. Raises SopcError."""
        found = self.above(file)
        if found is None:
            return (_missing(),) if self.policy.is_required else ()
        folder, manifest = found
        if manifest.faults:
            return manifest.findings
        name = file.resolve().relative_to(folder).as_posix()
        if manifest.files.get(name) != sha256(pdf).hexdigest():
            message = Phrase("it is not the file that the signed manifest lists")
            return (Finding(causes.NOT_LISTED, message),)
        return ()

    def of_folder(
        self, folder: Path, known: Sequence[SignableDocument]
    ) -> tuple[Path, Manifest] | None:
        """The manifest's file in or above a folder, and what it says, with whether all is there
        that it lists as signed below that folder. None when there is no manifest.

        Raises SopcError.
        """
        found = self.above(folder / ENVELOPE)
        if found is None:
            return None
        place, manifest = found
        below = folder.resolve().relative_to(place).parts
        shown = _as_given(folder, place, len(below)) / ENVELOPE
        if manifest.faults:
            return shown, manifest
        # what nobody has signed stays where it was built
        signed = [name for name, sha in manifest.files.items() if manifest.built.get(name) != sha]
        wanted = [name for name in signed if Path(name).parts[: len(below)] == below]
        there = OutputFolder(place)  # what lies behind a link is not looked at, either
        missing = [name for name in wanted if there.read(name, PDF) is None]
        unlisted = [each.file for each in known if each.signatories]
        unlisted = [] if below else [name for name in unlisted if name not in manifest.files]
        return shown, manifest.with_findings(_complete(missing, unlisted))

    def _in(self, folder: Path) -> Manifest:
        if folder not in self.read:
            policy, data = self.policy, read_file(folder / ENVELOPE, STATEMENT)
            manifest = unseal(data, policy.trust, policy.officials, policy.public)
            self.read[folder] = manifest.with_findings(_of_order(manifest, policy.least))
        return self.read[folder]


def _as_given(folder: Path, place: Path, levels: int) -> Path:
    """A place so many levels above a folder, in the way in which the folder was given."""
    above = [folder, *folder.parents]
    return above[levels] if levels < len(above) and above[levels].resolve() == place else place


def _of_order(manifest: Manifest, least: int) -> Iterator[Finding]:
    """Whether a manifest is an older one than was asked for."""
    if not manifest.faults and manifest.sequence < least:
        message = Phrase(
            "the signed manifest is number {number}; asked for was {least} or later",
            number=manifest.sequence,
            least=least,
        )
        yield Finding(causes.MANIFEST_OLDER, message)


def _complete(missing: Sequence[str], unlisted: Sequence[str]) -> Iterator[Finding]:
    if missing:
        message = Phrase(
            "of the files that the signed manifest lists, {count} are missing: {names}",
            count=len(missing),
            names=_names(missing),
        )
        yield Finding(causes.MANIFEST_LACKS, message)
    if unlisted:
        message = Phrase(
            "of the catalogue's documents, {count} are not in the signed manifest: {names}",
            count=len(unlisted),
            names=_names(unlisted),
        )
        yield Finding(causes.MANIFEST_PARTIAL, message)


def _names(names: Sequence[str]) -> str:
    return ", ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])


def _missing() -> Finding:
    message = Phrase("there is no signed manifest above it: {name}", name=ENVELOPE)
    hint = Phrase("the office signs one with: sopc sign … build/manifest.json")
    return Finding(causes.MANIFEST_MISSING, message, hint)
