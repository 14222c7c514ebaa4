"""What can be done with a catalogue's repository at the moment, and why something cannot."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sopc.language import Phrase
from sopc.load.git import run_git
from sopc.programs import ProgramFailed
from sopc.serve.git_writing import told_failure

_AT_WORK: Final = (
    "MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG",
)  # fmt: skip
_HOOKS: Final = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")


@dataclass(frozen=True, slots=True)
class RepositoryState:
    """``obstacle`` says why nothing can be committed; None where it can. ``branch`` is empty where
    none is checked out; ``commit`` where nothing was committed yet."""

    obstacle: Phrase | None = None
    is_repository: bool = False
    branch: str = ""
    commit: str = ""
    name: str = ""
    email: str = ""
    remote: str = ""
    hooks: tuple[str, ...] = ()

    @property
    def can_commit(self) -> bool:
        """Whether a version can be kept on the branch that is checked out."""
        return self.is_repository and not self.obstacle and bool(self.branch)


def state_of(root: Path) -> RepositoryState:
    """How the repository stands that ``root`` is in. Runs nothing that it names."""
    try:
        inside = _said(root, "rev-parse", "--is-inside-work-tree")
    except ProgramFailed as error:
        return RepositoryState(told_failure(error).message)
    if inside != "true":
        return RepositoryState(
            Phrase("this is the inside of a git repository, not a folder that is worked in")
        )
    branch = _maybe(root, "symbolic-ref", "--quiet", "--short", "HEAD")
    return RepositoryState(
        _at_work(root),
        True,
        branch,
        _maybe(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"),
        _maybe(root, "config", "--get", "user.name"),
        _maybe(root, "config", "--get", "user.email"),
        _remote(root, branch),
        _hooks(root),
    )


def _at_work(root: Path) -> Phrase | None:
    for name in _AT_WORK:
        if os.path.lexists(root / _maybe(root, "rev-parse", "--git-path", name)):
            return Phrase(
                "a merge or another work of git is not finished in this repository: ask who began "
                "it to end it first"
            )
    return None


def _remote(root: Path, branch: str) -> str:
    """The server that versions are sent to."""
    known = _maybe(root, "remote").split("\n")
    own = _maybe(root, "config", "--get", f"branch.{branch}.remote") if branch else ""
    for each in (own, "origin"):
        if each and each in known:
            return each
    return known[0] if len(known) == 1 else ""


def _hooks(root: Path) -> tuple[str, ...]:
    """The programs of the repository that run when something is committed."""
    scopes = ("--local", "--global", "--system")  # reading sets it for itself
    found = (_maybe(root, "config", each, "--get", "--path", "core.hooksPath") for each in scopes)
    own = next(filter(None, found), "")
    if own:  # from the root of what is worked in
        folder = Path(_maybe(root, "rev-parse", "--show-toplevel")) / own
    else:
        folder = root / _maybe(root, "rev-parse", "--git-common-dir") / "hooks"
    return tuple(name for name in _HOOKS if os.access(folder / name, os.X_OK))


def _said(root: Path, *words: str) -> str:
    return run_git(root, *words).decode("utf-8", "replace").strip()


def _maybe(root: Path, *words: str) -> str:
    try:
        return _said(root, *words)
    except ProgramFailed:
        return ""
