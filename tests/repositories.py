"""Scratch git repositories, free of the settings of whoever runs the tests."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.catalogues import write_catalogue


def git(folder: Path, *words: str, said: str | None = None) -> str:
    """What git prints, when it reads ``said``; a failure fails the test."""
    identity = ["-c", "user.name=Penyunting", "-c", "user.email=penyunting@example.go.id"]
    settings = ["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", *identity, *settings, *words],
        cwd=folder,
        env=environment | quiet,
        check=True,
        input=said,
        capture_output=True,
        text=True,
    ).stdout


def commit(repository: Path, message: str = "catalogue") -> None:
    """Commit all that is in the folder, which becomes a repository with the first commit."""
    if not (repository / ".git").exists():
        git(repository, "init", "--quiet")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", message)


def write_history(root: Path, *states: Mapping[str, str]) -> Path:
    """A catalogue that had each of these states in turn: all are commits but the last."""
    root.mkdir(parents=True, exist_ok=True)
    for state in states[:-1]:
        _write(root, state)
        commit(root)
    return _write(root, states[-1])


def _write(root: Path, files: Mapping[str, str]) -> Path:
    for path in root.iterdir():
        if path.is_dir() and path.name != ".git":
            shutil.rmtree(path)
    return write_catalogue(root, files)
