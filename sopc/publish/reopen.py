"""A finished build, opened again: by the manifest that lies above its files."""

import json
import os
import re
import stat
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
from sopc.sign.finished import FinishedBuild, folder_above
from sopc.transaction.lock import lock


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


def pdfs_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Files as they are, and of folders all PDFs below them, in the order of their names.

    Links below a folder are not followed, and what begins with a dot is nobody's document. Raises
    SopcError for a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        inside = _pdfs_below(path) if path.is_dir() else [path]
        if not inside:
            raise SopcError(Phrase("there is no PDF in `{folder}`", folder=path))
        found += inside
    return tuple(dict.fromkeys(found))


def _pdfs_below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=_closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(place, name) for name in names if not name.startswith("."))
        found += (file for file in files if file.suffix.lower() == ".pdf" and _is_regular(file))
    return sorted(found, key=lambda file: (file.parent, _by_numbers(file.name)))


def _is_regular(file: Path) -> bool:
    return stat.S_ISREG(file.lstat().st_mode)


def _by_numbers(name: str) -> list[tuple[int, str]]:
    """How names are sorted: V.26.1.1.4 before V.26.1.1.10."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", name)
    return [(int(piece) if piece.isdigit() else -1, piece) for piece in pieces]


def _closed(error: OSError) -> None:
    raise error


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
