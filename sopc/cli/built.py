"""Files of a build, signed or about to be: where they are, and what the build says of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sopc.catalogue.registry import Official
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.publish.inputs import digest, input_digests
from sopc.publish.install import MANIFEST
from sopc.sign.document import SignableDocument
from sopc.sign.envelope import ENVELOPE, unseal
from sopc.sign.examine import Trust
from sopc.sign.revisions import began_as

_LEVELS = 3
"""How far below a build's folder its files lie, at most."""


@dataclass(frozen=True, slots=True)
class BuildFolder:
    """A build's folder and its manifest."""

    folder: Path
    statement: Mapping[str, object]

    @property
    def outputs(self) -> dict[str, str]:
        """The SHA-256 digests of the files as they were built."""
        listed = self.statement.get("outputs")
        return {str(k): str(v) for k, v in listed.items()} if isinstance(listed, dict) else {}


@dataclass(frozen=True, slots=True)
class FileToSign:
    """A file to sign: which document it is, and its bytes."""

    built: BuildFolder
    document: SignableDocument
    pdf: bytes


def beside(file: Path, name: str) -> Path | None:
    """The folder, of those above a file, that holds a file of that name."""
    for folder in list(file.resolve().parents)[:_LEVELS]:
        if (folder / name).is_file():
            return folder
    return None


def built_with(file: Path) -> BuildFolder | None:
    """The build that a file belongs to, going by the manifest above it."""
    folder = beside(file, MANIFEST)
    if folder is None:
        return None
    try:
        statement = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return BuildFolder(folder, statement) if isinstance(statement, dict) else None


def open_work(file: Path, known: Sequence[SignableDocument]) -> FileToSign:
    """A file of a build, ready to sign. Raises SopcError when it is not what was built."""
    built = built_with(file)
    name = file.resolve().relative_to(built.folder).as_posix() if built else file.name
    document = next((each for each in known if each.file == name), None)
    if built is None or document is None:
        raise SopcError(
            Phrase(
                "`{file}` is no PDF of this catalogue's build: sign what `sopc build` left there",
                file=file,
            )
        )
    pdf = read(file)
    if not began_as(pdf, built.outputs.get(name, "")):
        raise SopcError(Phrase("`{file}` is not what this catalogue builds", file=file))
    return FileToSign(built, document, pdf)


def require_current(files: Sequence[Path], sops: Path) -> list[BuildFolder]:
    """The builds that files belong to. Raises SopcError when the catalogue was changed since."""
    builds = {built.folder: built for built in map(built_with, files) if built is not None}
    for folder, built in builds.items():
        inputs = built.statement.get("inputs")
        now = input_digests(sops, folder)
        if not isinstance(inputs, dict) or _of_catalogue(inputs) != _of_catalogue(now):
            raise SopcError(
                Phrase(
                    "the catalogue was changed since `{folder}` was built: build it again",
                    folder=folder,
                )
            )
    return list(builds.values())


def digests_now(built: BuildFolder, out: Path) -> dict[str, str]:
    """SHA-256 of the files of a build as they are now, signed ones in ``out``.

    Raises SopcError when one is not what was built.
    """
    found = {}
    for name, sha in built.outputs.items():
        file = next((f / name for f in (out, built.folder) if (f / name).is_file()), None)
        if file is None:  # a folder of signed files need not hold all that was built
            continue
        data = read(file)
        if not began_as(data, sha) and digest(data) != sha:
            raise SopcError(Phrase("`{file}` is not what this catalogue builds", file=file))
        found[name] = digest(data)
    return found


def read(file: Path) -> bytes:
    """A file's bytes. Raises SopcError."""
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or "?"
        raise SopcError(
            Phrase("cannot read `{file}`: {reason}", file=file, reason=reason)
        ) from None


def write(file: Path, data: bytes) -> None:
    """Put a file in its place whole, or not at all. Raises SopcError."""
    new = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(data)
        new.replace(file)
    except OSError as error:
        new.unlink(missing_ok=True)
        reason = error.strerror or "?"
        raise SopcError(
            Phrase("cannot write `{file}`: {reason}", file=file, reason=reason)
        ) from None


def sealed_faults(
    file: Path,
    pdf: bytes,
    trust: Trust,
    officials: Sequence[Official],
    public: Ed25519PublicKey | None,
) -> list[Phrase]:
    """What the signed manifest above a file has against it; nothing when there is none."""
    folder = beside(file, ENVELOPE)
    if folder is None:
        return []
    manifest = unseal(read(folder / ENVELOPE), trust, officials, public)
    if manifest.faults:
        return list(manifest.faults)
    name = file.resolve().relative_to(folder).as_posix()
    if manifest.files.get(name) != digest(pdf):
        return [Phrase("it is not the file that the signed manifest lists")]
    return []


def _of_catalogue(inputs: Mapping[str, str]) -> dict[str, str]:
    """The digests of the catalogue itself, without those of the program that builds it."""
    return {name: sha for name, sha in inputs.items() if name.startswith("sops/")}
