"""Sign the manifests of builds: of the files as they are now, each verified first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
from sopc.sign.built import BuildEvidence
from sopc.sign.document import SignableDocument
from sopc.sign.finished import BuildToSeal, FinishedBuild, foreign
from sopc.sign.making.keys import SigningKey
from sopc.sign.manifest.dsse import read_envelope
from sopc.sign.manifest.envelope import ENVELOPE, seal
from sopc.sign.manifest.statement import (
    MOST,
    Last,
    NotInFormError,
    Statement,
    read_statement,
    statement_of,
)
from sopc.sign.safeguards import Safeguards

_TOLD = 10
"""So many files are named of those that may not be listed."""


@dataclass(frozen=True, slots=True)
class SealedManifest:
    """A manifest that was signed: where, how many files it lists, and how many of them are signed.

    ``missing`` are the documents of the catalogue that are not among them, ``unsigned`` those that
    nobody has signed.
    """

    file: Path
    listed: int
    signed: int
    missing: tuple[str, ...]
    unsigned: tuple[str, ...]


def seal_builds(
    builds: Iterable[BuildToSeal],
    safeguards: Safeguards,
    key: SigningKey | Ed25519PrivateKey,
    out: Path | None,
    now: datetime,
    clock: TimeStamper | None = None,
) -> Iterator[SealedManifest]:
    """Sign manifests, whose files are in ``out`` or else where they were built, and tell of each.

    Raises SopcError when a file is neither as it was built nor signed by all who have to.
    """
    for each in builds:
        folder = out or each.build.folder
        digests = digests_now(each, folder, safeguards)
        statement = _statement(each.build, digests, now, _last(folder))
        write_file(folder, ENVELOPE, seal(statement, key, clock))
        yield _told(folder, each, digests, safeguards.known)


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


def _told(
    folder: Path,
    sealed: BuildToSeal,
    digests: Mapping[str, str],
    known: Iterable[SignableDocument],
) -> SealedManifest:
    wanted = [document.file for document in known if document.signatories]
    unsigned = {name for name, digest in digests.items() if digest in sealed.built.get(name, ())}
    return SealedManifest(
        folder / ENVELOPE,
        len(digests),
        len(digests) - len(unsigned),
        tuple(name for name in wanted if name not in digests),
        tuple(name for name in wanted if name in unsigned),
    )


def _read(folder: Path, name: str) -> bytes:
    """A file of a build: below its folder, and not behind a link there. Raises SopcError."""
    data = OutputFolder(folder).read(name, PDF)
    if data is None:
        reason = Phrase("it is a link, no file, or larger than {size}", size=size_in_words(PDF))
        raise SopcError(Phrase("cannot read `{file}`: {reason}", file=folder / name, reason=reason))
    return data


def digests_now(sealed: BuildToSeal, out: Path, safeguards: Safeguards) -> dict[str, str]:
    """SHA-256 of the files of a build as they are now, signed ones in ``out``.

    Raises SopcError, which names those that must not be listed, and why.
    """
    documents = {document.file: document for document in safeguards.known}
    found, faults = {}, []
    for name in sealed.build.outputs:
        there = (each for each in (out, sealed.build.folder) if OutputFolder(each).has(name))
        folder = next(there, None)
        if folder is None:  # a folder of signed files need not hold all that was built
            continue
        data = _read(folder, name)
        found[name] = sha256(data).hexdigest()
        if found[name] not in sealed.built.get(name, ()):
            fault = _fault(data, documents.get(name), sealed.evidence, safeguards)
            if fault is not None:
                faults.append(Phrase("`{file}`: {fault}", file=folder / name, fault=fault))
    if faults:
        raise SopcError(_unsealed(faults))
    return found


def _fault(
    data: bytes,
    document: SignableDocument | None,
    evidence: BuildEvidence,
    safeguards: Safeguards,
) -> Phrase | None:
    """Why a file that is not as it was built must not be listed."""
    if document is None:
        return Phrase("it is not what this catalogue builds")
    found = safeguards.against(data, document, evidence, by_all=True)
    return next((finding.sentence for finding in found), None)


def _unsealed(faults: list[Phrase]) -> Phrase:
    told = faults[0]
    for fault in faults[1:_TOLD]:
        told = Phrase("{first}; {then}", first=told, then=fault)
    if len(faults) > _TOLD:
        more = Phrase("and {count} more", count=len(faults) - _TOLD)
        told = Phrase("{first}; {then}", first=told, then=more)
    return Phrase("the manifest is not signed: {faults}", faults=told)
