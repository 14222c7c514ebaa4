"""One person signs: the files of builds, each in its next part, and last the builds' manifests."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import Signatory
from sopc.disk import write_file
from sopc.language import Phrase
from sopc.sign.finished import BuildToSeal, FileToSign, LeftFile, NotToSignError
from sopc.sign.making import fields
from sopc.sign.making.opening import bare_key, opened
from sopc.sign.making.parts import turn_of
from sopc.sign.making.signing import sign, terms_of
from sopc.sign.options import SigningOptions
from sopc.sign.safeguards import Safeguards
from sopc.sign.sealing import SealedManifest, seal_builds


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file that was signed, and in which part."""

    part: Signatory
    file: Path


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file that was given its fields, for those who are to sign it."""

    file: Path
    parts: tuple[Signatory, ...]


def sign_files(
    works: Sequence[FileToSign],
    builds: Sequence[BuildToSeal],
    safeguards: Safeguards,
    officials: Mapping[str, Official],
    options: SigningOptions,
    out: Path | None,
) -> Iterator[SignedFile | LeftFile | SealedManifest]:
    """Sign files, telling of each when it is in its place, and then the manifests of ``builds``.

    Of those that nobody has named, only what is the signer's turn.

    What was signed is written only if it holds. A manifest alone can also be signed by a key that
    has no certificate. Raises SopcError, with what was signed before it left in its place.
    """
    terms = terms_of(options)
    bare = bare_key(options.place, options.secret) if not works else None
    if bare is not None:
        yield from seal_builds(builds, safeguards, bare, out, terms.now, terms.clock)
        return
    with opened(options.place, options.secret, terms.roots) as key:
        if key.incomplete is not None:
            options.warn(key.incomplete)
        if builds:
            safeguards.check_sealer(key, terms.now)
        for work in works:
            part = turn_of(work, officials, options, key.certificate)
            if isinstance(part, Phrase):
                yield LeftFile(work.target, part)
                continue
            signed = sign(work.pdf, work.document, part, key, terms)
            safeguards.check_last(work, signed)
            write_file(work.folder, work.document.file, signed)
            yield SignedFile(part, work.target)
        yield from seal_builds(builds, safeguards, key, out, terms.now, terms.clock)


def check_files(
    works: Iterable[FileToSign], safeguards: Safeguards
) -> tuple[list[FileToSign], list[LeftFile]]:
    """The files that may be signed, before any is, and those that nobody has named and that must
    not. Raises SopcError when one that is named must not."""
    fit, left = [], []
    for work in works:
        try:
            safeguards.check_first(work)
        except NotToSignError as error:
            if work.is_named:
                raise
            left.append(LeftFile(work.target, error.reason))
        else:
            fit.append(work)
    return fit, left


def prepare_files(works: Iterable[FileToSign]) -> Iterator[PreparedFile]:
    """Add the empty fields only, for signing elsewhere, and tell of each. Raises SopcError."""
    for work in works:
        prepared = fields.prepare(work.pdf, work.document)
        write_file(work.folder, work.document.file, prepared)
        yield PreparedFile(work.target, work.document.signatories)
