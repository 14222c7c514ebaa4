"""A finished build, opened again: by the manifest that lies above its files."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.disk import read_file, write_file
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.limits import STATEMENT
from sopc.publish.inputs import input_digests
from sopc.publish.install import MANIFEST, STORE
from sopc.publish.lock import lock
from sopc.sign.finished import FinishedBuild, folder_above


@contextmanager
def kept_from_builds(files: Iterable[Path], out: Path | None) -> Iterator[None]:
    """Keep builds, and others who sign, from changing files that are read now and written later:
    where they go, which is ``out``, or else the builds that they are of.

    Raises Busy when somebody is at it. A folder without a store is none that is built in.
    """
    above = {folder_above(file, MANIFEST) for file in files} if out is None else {out.resolve()}
    with ExitStack() as locks:
        for folder in sorted(filter(None, above)):
            if OutputFolder(folder).has(STORE):
                with suppress(OSError):  # none can be had: nothing can be built there, either
                    locks.enter_context(lock(OutputFolder(folder), STORE))
        yield


def build_of(file: Path) -> FinishedBuild | None:
    """The build that a file belongs to, going by the manifest above it."""
    folder = folder_above(file, MANIFEST)
    if folder is None:
        return None
    try:
        statement = json.loads(OutputFolder(folder).read(MANIFEST, STATEMENT) or b"")
    except (ValueError, RecursionError):
        return None
    return FinishedBuild(folder, statement) if isinstance(statement, dict) else None


def builds_of(files: Iterable[Path], root: Path) -> list[FinishedBuild]:
    """The builds that files belong to, each once.

    Raises SopcError when the catalogue in ``root`` was changed since.
    """
    builds = {build.folder: build for build in map(build_of, files) if build is not None}
    for folder, build in builds.items():
        now = _of_catalogue(input_digests(root, folder))
        if build.inputs is None or _of_catalogue(build.inputs) != now:
            raise SopcError(
                Phrase(
                    "the catalogue was changed since `{folder}` was built: build it again",
                    folder=folder,
                )
            )
    return list(builds.values())


def take_manifests_along(builds: Iterable[FinishedBuild], out: Path | None) -> None:
    """Copy manifests to where signed files go: the next signer's will be compared with them."""
    for build in builds:
        if out is not None and out.resolve() != build.folder:
            write_file(out, MANIFEST, read_file(build.folder / MANIFEST, STATEMENT))


def _of_catalogue(inputs: Mapping[str, str]) -> dict[str, str]:
    """The digests of the catalogue itself, without those of the program that builds it."""
    return {name: sha for name, sha in inputs.items() if name.startswith("sops/")}
