"""One person signs: the files of builds, each in its next part, and last the builds' manifests."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import Signatory
from sopc.disk import write_file
from sopc.sign import fields
from sopc.sign.document import SignableDocument
from sopc.sign.finished import FileToSign, FinishedBuild
from sopc.sign.opening import bare_key, opened
from sopc.sign.options import SigningOptions
from sopc.sign.parts import part_to_sign
from sopc.sign.sealing import seal_builds
from sopc.sign.signing import sign, terms_of


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file that was signed, and in which part."""

    part: Signatory
    file: Path


def sign_files(
    works: Sequence[FileToSign],
    builds: Sequence[FinishedBuild],
    known: Mapping[str, SignableDocument],
    officials: Mapping[str, Official],
    options: SigningOptions,
    out: Path | None,
) -> Iterator[SignedFile]:
    """Sign files, telling of each when it is in its place, and then the manifests of ``builds``.

    ``known`` are the catalogue's documents by their files.

    A manifest alone can also be signed by a key that has no certificate. Raises SopcError, with
    what was signed before it left in its place.
    """
    terms = terms_of(options)
    bare = bare_key(options.place, options.secret) if not works else None
    if bare is not None:
        seal_builds(builds, known, bare, out, terms.now, terms.clock)
        return
    with opened(options.place, options.secret, terms.roots) as key:
        if key.incomplete is not None:
            options.warn(key.incomplete)
        for work in works:
            part = part_to_sign(work, officials, options, key.certificate)
            signed = sign(work.pdf, work.document, part, key, terms)
            write_file(work.folder, work.document.file, signed)
            yield SignedFile(part, work.target)
        seal_builds(builds, known, key, out, terms.now, terms.clock)


def prepare_files(works: Iterable[FileToSign]) -> None:
    """Add the empty fields only, for signing elsewhere. Raises SopcError."""
    for work in works:
        prepared = fields.prepare(work.pdf, work.document)
        write_file(work.folder, work.document.file, prepared)
