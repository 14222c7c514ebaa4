"""Finished builds as signing needs them: their files opened, with what is known of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sopc.publish.install import MANIFEST
from sopc.publish.known_builds import KnownBuilds
from sopc.publish.reopen import build_of, builds_of, take_manifests_along
from sopc.sign.document import SignableDocument
from sopc.sign.finished import BuildToSeal, FileToSign, FinishedBuild, file_to_sign


def open_to_sign(
    known: KnownBuilds,
    printed: Sequence[SignableDocument],
    files: Sequence[Path],
    out: Path | None,
) -> tuple[list[FileToSign], list[FinishedBuild]]:
    """The PDFs among files, opened, and the builds that the files belong to. Raises SopcError."""
    by_file = {document.file: document for document in printed}
    pages = [file for file in files if file.name != MANIFEST]
    works = []
    for file in pages:
        build = build_of(file)
        work = file_to_sign(file, build, by_file, out)
        works.append(replace(work, evidence=known.evidence(file, build)))
    builds = builds_of(files, known.root)
    known.expect(work.document.file for work in works if not _is_proven(work))
    return works, builds


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
