"""Finished builds as signing needs them: their files opened, with what is known of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sopc.publish.install import MANIFEST
from sopc.publish.known_builds import KnownBuilds
from sopc.publish.reopen import build_of, builds_of, pdfs_in, take_manifests_along
from sopc.sign.document import SignableDocument
from sopc.sign.finished import (
    BuildToSeal,
    FileToSign,
    FinishedBuild,
    LeftFile,
    NotToSignError,
    file_to_sign,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What there is to sign, the builds that it is of, and what of a folder is not to be signed."""

    works: list[FileToSign]
    builds: list[FinishedBuild]
    left: list[LeftFile]


def open_to_sign(
    known: KnownBuilds,
    printed: Sequence[SignableDocument],
    paths: Sequence[Path],
    out: Path | None,
) -> Opened:
    """The PDFs among paths, and those in folders, opened, and the builds that they belong to.

    Raises SopcError, also for a file that is named and not to be signed.
    """
    by_file = {document.file: document for document in printed}
    named = [path for path in paths if not path.is_dir() and path.name != MANIFEST]
    works, left = [], []
    found = pdfs_in(path for path in paths if path.name != MANIFEST)
    for file in found:
        build = build_of(file)
        try:
            work = file_to_sign(file, build, by_file, out)
        except NotToSignError as error:
            if file in named:
                raise
            left.append(LeftFile(file, error.reason))
            continue
        evidence = known.evidence(file, build)
        works.append(replace(work, evidence=evidence, is_named=file in named))
    builds = builds_of([*found, *paths], known.root)
    known.expect(work.document.file for work in works if not _is_proven(work))
    return Opened(works, builds, left)


def leave_proofs(
    known: KnownBuilds,
    works: Iterable[FileToSign],
    builds: Iterable[FinishedBuild],
    out: Path | None,
) -> None:
    """Say where signed files go, sealed, what was built: they were compared with that.

    Manifests are copied along for those who have not our key. Raises SopcError.
    """
    builds = [*builds]
    take_manifests_along(builds, out)
    printed = known.have_printed()
    compared = {work.document.file for work in works}
    for build in builds:
        evidence = known.evidence(build.folder / MANIFEST, build)
        proven = {name: min(digests) for name, digests in evidence.present.items()}
        more = {name: printed[name] for name in compared & printed.keys()}
        folder = out or build.folder
        if more or folder.resolve() != build.folder:
            known.leave_proof(folder, proven | more)


def to_seal(known: KnownBuilds, build: FinishedBuild) -> BuildToSeal:
    """A build whose manifest is to be signed: what is not proven of it is printed again.

    A manifest that is not the one that this user's build wrote is made anew, but for the files that
    it lists. Raises SopcError.
    """
    evidence = known.evidence(build.folder / MANIFEST, build)
    unproven = build.outputs.keys() - evidence.present.keys()
    printed = known.printed(unproven) if unproven else {}
    built = {**evidence.present, **{name: (sha,) for name, sha in printed.items()}}
    return BuildToSeal(known.own(build), evidence, built)


def _is_proven(work: FileToSign) -> bool:
    return work.document.file in work.evidence.present
