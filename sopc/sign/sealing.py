"""Sign the manifests of builds: of the files as they are now, signed."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopc.diagnostics import SopcError
from sopc.disk import write_file
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.limits import PDF
from sopc.reader import size_in_words
from sopc.sign.document import SignableDocument
from sopc.sign.envelope import ENVELOPE, seal, signed_statement
from sopc.sign.finished import FinishedBuild, foreign
from sopc.sign.keys import SigningKey
from sopc.sign.revisions import began_as
from sopc.sign.signing import is_pristine


def seal_builds(
    builds: Iterable[FinishedBuild],
    known: Mapping[str, SignableDocument],
    key: SigningKey | Ed25519PrivateKey,
    out: Path | None,
) -> None:
    """Sign manifests, whose files are in ``out`` or else where they were built.

    ``known`` are the catalogue's documents by their files. Raises SopcError when a file is not what
    was built, or more was done to it than to sign it.
    """
    for build in builds:
        folder = out or build.folder
        statement = signed_statement(build.statement, digests_now(build, folder, known))
        write_file(folder, ENVELOPE, seal(statement, key))


def _read(folder: Path, name: str) -> bytes:
    """A file of a build: below its folder, and not behind a link there. Raises SopcError."""
    data = OutputFolder(folder).read(name, PDF)
    if data is None:
        reason = Phrase("it is a link, no file, or larger than {size}", size=size_in_words(PDF))
        raise SopcError(Phrase("cannot read `{file}`: {reason}", file=folder / name, reason=reason))
    return data


def digests_now(
    build: FinishedBuild, out: Path, known: Mapping[str, SignableDocument]
) -> dict[str, str]:
    """SHA-256 of the files of a build as they are now, signed ones in ``out``. Raises SopcError."""
    found = {}
    for name, built in build.outputs.items():
        there = (each for each in (out, build.folder) if OutputFolder(each).has(name))
        folder = next(there, None)
        if folder is None:  # a folder of signed files need not hold all that was built
            continue
        file, data = folder / name, _read(folder, name)
        found[name] = sha256(data).hexdigest()
        if found[name] == built:
            continue
        if name not in known or not began_as(data, built):
            raise foreign(file)
        if not is_pristine(data, known[name]):
            raise SopcError(Phrase("`{file}` was changed besides being signed", file=file))
    return found
