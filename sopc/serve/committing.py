"""Versions of a catalogue: kept by a commit, put on a branch, sent, or saved as a patch file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.load.git import run_git
from sopc.programs import ProgramFailed
from sopc.serve.git_writing import told_failure, told_refusal, write_git
from sopc.serve.repository_state import RepositoryState

_PUSH_SECONDS: Final = 60.0
_PLAIN_DIFF: Final = ("-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false")
_FORMAT: Final = (
    "format-patch", "--stdout", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-attach",
    "--no-cover-letter", "--no-thread", "--no-relative", "--full-index", "--binary", "--no-color",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Author:
    """Whose name a version has."""

    name: str
    email: str


def keep_author(root: Path, author: Author) -> None:
    """Remember who works here, in this repository's own settings alone. Raises SopcError."""
    name, email = author.name.strip(), author.email.strip()
    if not name or re.search(r"[<>\x00-\x1f]", name):
        raise SopcError(Phrase("give your name, as it is to stand beside the version"))
    if not re.fullmatch(r"[^\s<>@]{1,100}@[^\s<>@]{1,200}", email):
        raise SopcError(Phrase("give your e-mail address, as name@office"))
    _do(root, "config", "--local", "user.name", name)
    _do(root, "config", "--local", "user.email", email)


def commit(root: Path, state: RepositoryState, message: str, files: Iterable[str]) -> None:
    """Keep some files, by their names below ``root``, as a version. What else is changed or staged
    stays as it is. Raises SopcError: then all is as before."""
    if state.obstacle is not None:
        raise SopcError(state.obstacle)
    if not state.branch:
        raise SopcError(
            Phrase("an old version is looked at here, on no branch: make a branch of its own")
        )
    paths = [*files]
    if not paths or not message.strip():
        raise SopcError(Phrase("choose what to keep, and say in a line what has changed"))
    listed = "\0".join(paths).encode()
    new = _unknown(root, paths)
    try:
        if new:
            write_git(root, "add", "--intent-to-add", "--", *new)
        write_git(
            root, "commit", "--quiet", "--only", "--no-edit", "--cleanup=whitespace",
            f"--message={message.strip()}", "--pathspec-from-file=-", "--pathspec-file-nul",
            input=listed,
        )  # fmt: skip
    except ProgramFailed as error:
        _forget(root, new)
        raise told_failure(error) from None


def _unknown(root: Path, paths: list[str]) -> list[str]:
    """The files that are there, and that git knows nothing of."""
    try:
        known = {
            *run_git(root, "ls-files", "-z", "--", ".")
            .decode("utf-8", "surrogateescape")
            .split("\0")
        }
    except ProgramFailed as error:
        raise told_failure(error) from None
    return [each for each in paths if each not in known and (root / each).is_file()]


def _forget(root: Path, new: list[str]) -> None:
    if new:
        try:
            listed = "\0".join(new).encode()
            write_git(root, "update-index", "--force-remove", "-z", "--stdin", input=listed)
        except ProgramFailed:
            return


def branch_name(root: Path, about: str, day: date) -> str:
    """A name for a branch that there is not yet: what it is about, and the day."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", about).strip("-").lower()[:60].strip("-")
    first = f"{plain or 'sop'}-{day.isoformat()}"
    name, count = first, 1
    while _is_branch(root, name):
        count += 1
        name = f"{first}-{count}"
    return name


def _is_branch(root: Path, name: str) -> bool:
    try:
        run_git(root, "rev-parse", "--verify", "--quiet", f"refs/heads/{name}")
    except ProgramFailed:
        return False
    return True


def switch_to_new(root: Path, name: str) -> None:
    """Work on a new branch from now on; files, and what is staged, stay. Raises SopcError."""
    try:
        write_git(root, "check-ref-format", "--branch", name)
    except ProgramFailed:
        raise SopcError(Phrase("a branch cannot be called `{name}`", name=name)) from None
    _do(root, "switch", "--quiet", "--create", name)


def switch_back(root: Path, branch: str, new: str) -> None:
    """Work on a branch as before, on which nothing was kept, and forget the new one."""
    try:
        write_git(root, "symbolic-ref", "HEAD", f"refs/heads/{branch}")
        write_git(root, "branch", "--quiet", "-D", new)
    except ProgramFailed:  # there is no new one yet, as where nothing was kept before
        return


def push(root: Path, state: RepositoryState) -> None:
    """Send the branch to the server. Raises SopcError, which says what to do instead."""
    if not (state.branch and state.remote):
        raise SopcError(
            Phrase("no server is known to this repository: save a patch file and send it by mail")
        )
    words = ("push", "--set-upstream", state.remote, f"HEAD:refs/heads/{state.branch}")
    try:
        write_git(root, *words, environment={"LC_ALL": "C"}, seconds=_PUSH_SECONDS)
    except ProgramFailed as error:
        raise told_refusal(error) from None


def patch(
    root: Path, state: RepositoryState, message: str, files: Iterable[str], author: Author
) -> bytes:
    """What the server has not: versions that were not sent, and changes of some files, as ``git
    am`` takes them. Index, branches and files stay as they are. Raises SopcError."""
    if not state.commit:
        raise SopcError(Phrase("nothing was kept yet that a patch could be made for"))
    paths = [*files]
    last = _loose(root, state.commit, message, paths, author) if paths else state.commit
    try:
        base = run_git(root, "merge-base", "HEAD", "@{upstream}").decode("ascii").strip()
    except ProgramFailed:
        base = state.commit if paths else ""
    which = (f"{base}..{last}",) if base and base != last else ("-1", last)
    try:
        return write_git(root, *_PLAIN_DIFF, *_FORMAT, *which)
    except ProgramFailed as error:
        raise told_failure(error) from None


def _loose(root: Path, commit: str, message: str, paths: list[str], author: Author) -> str:
    """A commit of some files as they are, which no branch has."""
    listed = "\0".join(paths).encode()
    try:
        with TemporaryDirectory() as folder:
            own = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            write_git(root, "read-tree", commit, environment=own)
            write_git(
                root, "update-index", "--add", "--remove", "-z", "--stdin",
                input=listed, environment=own,
            )  # fmt: skip
            tree = write_git(root, "write-tree", environment=own).decode("ascii").strip()
        named = {
            f"GIT_{who}_{what}": said
            for who in ("AUTHOR", "COMMITTER")
            for what, said in (("NAME", author.name), ("EMAIL", author.email))
        }
        made = write_git(
            root, "commit-tree", "--no-gpg-sign", tree, "-p", commit,
            input=message.strip().encode(), environment=named,
        )  # fmt: skip
    except ProgramFailed as error:
        raise told_failure(error) from None
    return made.decode("ascii").strip()


def _do(root: Path, *words: str) -> None:
    try:
        write_git(root, *words)
    except ProgramFailed as error:
        raise told_failure(error) from None
