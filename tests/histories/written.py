"""A played history as a repository of git, written at once."""

import shutil
from datetime import date, timedelta
from pathlib import Path

from tests.catalogues import ROOT_FILES
from tests.histories.model import Repository, Sop, State
from tests.repositories import git

_FIRST_DAY = date(2019, 1, 1)


def number(of: int) -> str:
    """A number as it is printed."""
    return f"K.1.1.1.{of}"


def text_of(of: int, sop: Sop) -> str:
    """An SOP's file."""
    lines = [f"nomor: {number(of)}", f"nama: {sop.title}", f"status: {sop.status}"]
    if sop.revised is not None:
        lines.append(f"direvisi: {_FIRST_DAY + timedelta(sop.revised)}")
    if sop.steps:
        lines += ["pelaksana: [staf]", "langkah:"]
        lines += [f"  - {{uraian: {step}, pelaksana: staf}}" for step in sop.steps]
    return "\n".join(lines) + "\n"


def files_of(state: State) -> dict[str, str]:
    """The files of a catalogue."""
    sops = {f"{sop.folder}/{number(of)}.yaml": text_of(of, sop) for of, sop in state.items()}
    return {**ROOT_FILES, **sops}


def write_repository(root: Path, repository: Repository) -> list[str]:
    """All commits, and their names. Nothing is checked out."""
    git(root, "init", "--quiet")
    lines: list[str] = []
    for place, commit in enumerate(repository.commits):
        lines += [f"commit refs/heads/c{place}", f"mark :{place + 1}"]
        lines += [f"committer P <p@example.go.id> {1_600_000_000 + place} +0000", "data 1", "x"]
        lines += [
            f"{'merge' if index else 'from'} :{parent + 1}"
            for index, parent in enumerate(commit.parents)
        ]
        lines.append("deleteall")
        for path, text in files_of(commit.state).items():
            lines += [f"M 100644 inline {path}", f"data {len(text.encode())}", text]
    git(root, "fast-import", "--quiet", "--export-marks=.git/marks", said="\n".join(lines) + "\n")
    marks = dict(line.split() for line in (root / ".git" / "marks").read_text().splitlines())
    return [marks[f":{place + 1}"] for place in range(len(repository.commits))]


def check_out(root: Path, commit: str, state: State) -> None:
    """Put a commit under a folder's files."""
    (root / ".git" / "HEAD").write_text(f"{commit}\n")
    for path in root.iterdir():
        if path.is_dir() and path.name != ".git":
            shutil.rmtree(path)
    for name, text in files_of(state).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
