"""Flowcharts, drawn by the program as it is or as it was, or found in a folder."""

import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from sopc import pipeline
from tests.catalogues import TODAY
from tests.conftest import REPOSITORY

Charts = Mapping[str, str]
"""SVGs by what they are of: ``sops/V.26.1.1.3``."""


def drawn(program: Path, catalogues: Mapping[str, Path], folder: Path) -> Charts:
    """The flowcharts of catalogues, as the program in a repository draws them.

    What was drawn in the folder before, of the same by the same, is not drawn again.
    """
    found: dict[str, str] = {}
    for name, root in catalogues.items():
        out = folder / name
        command = [sys.executable, "-m", "sopc", "build", "--sops", str(root.resolve())]
        command += ["--out", str(out.resolve()), *_only(root)]
        environment = {**os.environ, "PYTHONPATH": str(program)}
        done = subprocess.run(
            command, cwd=program, env=environment, check=False, stdout=subprocess.DEVNULL
        )
        if done.returncode:
            raise SystemExit(f"gallery: the program in {program} does not draw {root}")
        found |= {f"{name}/{key}": svg for key, svg in in_folder(out / "flowchart").items()}
    return found


def _only(root: Path) -> list[str]:
    """The choice of all SOPs that have a flowchart: without it, books are printed, too."""
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    names = [entry.name for entry in catalogue.entries if entry.sop.steps]
    return [word for name in names for word in ("--only", name)]


def in_folder(folder: Path) -> Charts:
    """The flowcharts in a folder and those below it, in the order of their numbers."""
    files = folder.rglob("*.svg")
    found = {path.relative_to(folder).with_suffix("").as_posix(): path for path in files}
    return {name: found[name].read_text(encoding="utf-8") for name in sorted(found, key=natural)}


def natural(name: str) -> list[tuple[int, str]]:
    """What sorts names by the numbers in them."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]


def keep(charts: Charts, folder: Path) -> None:
    """Write flowcharts where ``in_folder`` finds them, and no others."""
    for path in folder.rglob("*.svg"):
        path.unlink()
    for name, svg in charts.items():
        path = folder / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(svg, encoding="utf-8")


def commit_of(revision: str) -> str:
    """The commit that a revision of this repository is."""
    done = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode:
        raise SystemExit(f"gallery: `{revision}` is neither a folder nor a revision")
    return done.stdout.decode().strip()


def called(commit: str) -> str:
    """A commit in words."""
    return _git("log", "-1", "--format=%h %s", commit).stdout.decode().strip()


def _git(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *words], cwd=REPOSITORY, capture_output=True, check=False)


def program_of(commit: str, folder: Path) -> Path:
    """The program as it was, unpacked into a folder."""
    if not (folder / "sopc").is_dir():
        packed = _git("archive", commit, "sopc", "templates").stdout
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
    return folder
