"""Sign the manifests of builds: of the files as they are now, signed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyhanko.sign.timestamps import TimeStamper

from sopc.diagnostics import SopcError
from sopc.disk import write_file
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.limits import PDF, STATEMENT
from sopc.reader import size_in_words
from sopc.sign.document import SignableDocument
from sopc.sign.dsse import read_envelope
from sopc.sign.envelope import ENVELOPE, seal
from sopc.sign.finished import FinishedBuild, foreign
from sopc.sign.keys import SigningKey
from sopc.sign.revisions import began_as
from sopc.sign.signing import is_pristine
from sopc.sign.statement import MOST, Last, NotInFormError, Statement, read_statement, statement_of


def seal_builds(
    builds: Iterable[FinishedBuild],
    known: Mapping[str, SignableDocument],
    key: SigningKey | Ed25519PrivateKey,
    out: Path | None,
    now: datetime,
    clock: TimeStamper | None = None,
) -> None:
    """Sign manifests, whose files are in ``out`` or else where they were built.

    ``known`` are the catalogue's documents by their files. Raises SopcError when a file is not what
    was built, or more was done to it than to sign it.
    """
    for build in builds:
        folder = out or build.folder
        statement = statement_of(
            build.statement, digests_now(build, folder, known), now, _last(folder)
        )
        write_file(folder, ENVELOPE, seal(statement, key, clock))


def _statement(
    build: FinishedBuild, digests: Mapping[str, str], now: datetime, last: Last
) -> Statement:
    try:
        return statement_of(build.statement, digests, now, last)
    except NotInFormError:
        raise foreign(build.folder) from None


def _last(folder: Path) -> Last:
    """The manifest that was sealed there before; what cannot be read was none.

    Whoever sealed it: to count on from a higher number than there was harms nobody. Raises
    SopcError where no higher number is left.
    """
    data = OutputFolder(folder).read(ENVELOPE, STATEMENT)
    if data is None:
        return Last()
    try:
        sequence = read_statement(read_envelope(data).payload).predicate.sequence
    except ValueError:
        return Last()
    if sequence >= MOST:
        raise SopcError(
            Phrase("`{file}` has the last number there can be: remove it", file=folder / ENVELOPE)
        )
    return Last(sequence, sha256(data).hexdigest())


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
