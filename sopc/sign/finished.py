"""A finished build and its files, signed or about to be: what they are, by its manifest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.disk import read_file
from sopc.language import Phrase
from sopc.limits import PDF
from sopc.sign.built import BuildEvidence
from sopc.sign.document import SignableDocument
from sopc.sign.pdf.revisions import began_as

_LEVELS = 3
"""How far below a build's folder its files lie, at most."""


@dataclass(frozen=True, slots=True)
class FinishedBuild:
    """A build's folder and its manifest."""

    folder: Path
    statement: Mapping[str, object]

    @property
    def outputs(self) -> dict[str, str]:
        """The SHA-256 digests of the files as they were built."""
        return _digests(self.statement.get("outputs"))

    @property
    def inputs(self) -> dict[str, str] | None:
        """The SHA-256 digests of what it was built from; None when the manifest has none."""
        listed = self.statement.get("inputs")
        return _digests(listed) if isinstance(listed, dict) else None

    @property
    def versions(self) -> dict[str, str]:
        """The versions of what it was built by."""
        return _digests(self.statement.get("versions"))

    @property
    def commit(self) -> str | None:
        """The commit that it says it was built from, as it was there."""
        said = self.statement.get("predicate")
        if not isinstance(said, dict) or said.get("dirty") is not False:
            return None
        return said["commit"] if isinstance(said.get("commit"), str) else None


@dataclass(frozen=True, slots=True)
class FileToSign:
    """A file to sign: which document it is, its bytes, and the folder of the signed ones.

    ``evidence`` is what is known of the build that it is of. One that was found in a folder, and
    not named, is left where it is not the signer's: ``is_named`` is then false.
    """

    document: SignableDocument
    pdf: bytes
    folder: Path
    evidence: BuildEvidence = field(default_factory=BuildEvidence)
    is_named: bool = True

    @property
    def target(self) -> Path:
        """Where it goes once it is signed."""
        return self.folder / self.document.file


@dataclass(frozen=True, slots=True)
class LeftFile:
    """A file of a folder that was not signed, and why."""

    file: Path
    reason: Phrase


class NotToSignError(SopcError):
    """A file is not to be signed; ``reason`` says why of one that is named elsewhere."""

    def __init__(self, message: Phrase, reason: Phrase) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class BuildToSeal:
    """A build whose manifest is to be signed, and what is proven of its files.

    ``built`` are the SHA-256 of all files, by their names, as the catalogue prints them.
    """

    build: FinishedBuild
    evidence: BuildEvidence
    built: Mapping[str, Collection[str]]


def folder_above(file: Path, name: str) -> Path | None:
    """The folder, of those above a build's file, that holds a file of that name."""
    for folder in list(file.resolve().parents)[:_LEVELS]:
        if (folder / name).is_file():
            return folder
    return None


def file_to_sign(
    file: Path,
    build: FinishedBuild | None,
    known: Mapping[str, SignableDocument],
    out: Path | None,
) -> FileToSign:
    """A build's file, ready to sign. Raises SopcError, NotToSignError for a draft, and when it is
    not what was built.

    ``known`` are the catalogue's documents by their files. Signed, it goes to ``out``, or else in
    the place of the unsigned.
    """
    name = file.resolve().relative_to(build.folder).as_posix() if build else file.name
    document = known.get(name)
    if build is None or document is None:
        message = Phrase(
            "`{file}` is no PDF of this catalogue's build: sign what `sopc build` left there",
            file=file,
        )
        raise NotToSignError(message, Phrase("no PDF of this catalogue's build"))
    if not document.signatories:
        message = Phrase("`{file}` is a draft: it is signed when it is one no longer", file=file)
        raise NotToSignError(message, Phrase("a draft"))
    pdf = read_file(file, PDF)
    if not began_as(pdf, build.outputs.get(name, "")):
        raise foreign(file)
    return FileToSign(document, pdf, out or build.folder)


def _digests(listed: object) -> dict[str, str]:
    return {str(k): str(v) for k, v in listed.items()} if isinstance(listed, dict) else {}


def foreign(file: Path) -> NotToSignError:
    """What is said of a file that a build did not make."""
    message = Phrase("`{file}` is not what this catalogue builds", file=file)
    return NotToSignError(message, Phrase("not what this catalogue builds"))
