"""What git knows of a folder's past."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sopc.diagnostics import SopcError
from sopc.load import git_answers
from sopc.load.git import Repository, only_name
from sopc.load.git_answers import Change, Described

_PLAIN_LOG = ("--format=%x01%H", "--no-color", "--no-show-signature")
"""Whatever the user's own settings add to a log."""
_NO_FILES = {
    40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
"""The name of a tree without files, by the length of names."""


@dataclass(frozen=True)
class History(Repository):
    """The history of ``folder``, which is all or a part of a repository.

    Paths are relative to the folder, where nothing else is said.
    """

    @cached_property
    def is_unborn(self) -> bool:
        """Whether nothing was committed yet on the branch that is checked out."""
        return self._maybe("HEAD") is None

    def parted_from(self, *commits: str) -> str | None:
        """The last commit that HEAD has in common with any of others: what came there since is not
        ours. None when none is known."""
        if self.is_unborn:
            return None
        return self._perhaps(only_name, "merge-base", "HEAD", *commits)

    def others(self) -> list[str]:
        """The last commits of the branches, here and of servers, that do not have HEAD."""
        words = ("for-each-ref", "--format=%(objectname)", "--no-contains=HEAD")
        return self._read(git_answers.commits, *words, "refs/heads", "refs/remotes")

    def holds(self, commit: str) -> bool:
        """Whether a commit, by its whole name, is HEAD or came before it."""
        try:
            return self._read(only_name, "merge-base", "HEAD", commit) == commit
        except SopcError:
            return False

    @cached_property
    def prefix(self) -> str:
        """The folder's path from the repository's root: empty, or with a slash at its end."""
        return os.fsdecode(self._git("rev-parse", "--show-prefix").removesuffix(b"\n"))

    def files(self, commit: str) -> dict[str, str]:
        """The regular files below the folder at a commit: path → object name."""
        return self._read(git_answers.regular_files, "ls-tree", "-r", "-z", commit)

    def has(self, commit: str, path: str) -> bool:
        """Whether anything has a path, from the repository's root, at a commit: a file, or also a
        link or a folder."""
        return bool(self._git("ls-tree", "-z", "--full-tree", commit, "--", path))

    def tree(self, commit: str, folder: str = "") -> dict[str, str]:
        """The regular files below any folder at a commit, wherever this one is.

        ``folder`` is from the repository's root, with a slash at its end, or empty: so are paths.
        """
        words = ("ls-tree", "-r", "-z", "--full-tree", commit, *([folder] if folder else []))
        return self._read(git_answers.regular_files, *words)

    def changes(self, commit: str, folder: str, name: str = "*.yaml") -> list[Change]:
        """What became of the files of a name below a folder up to a commit, newest first.

        That is on the line of first parents: what a branch did and undid before it came there is
        left out. ``folder`` and paths are from the repository's root.
        """
        where = f":(top,glob){_literal(folder)}**/{name}"
        words = ("log", "--first-parent", "-m", "--no-renames", "--raw", "--no-abbrev", "-z")
        return self._read(git_answers.changes, *words, *_PLAIN_LOG, commit, "--", where)

    def changes_since(self, commit: str) -> list[Change]:
        """What became of files below the folder since a commit, newest first, on every branch that
        was merged; paths are from the repository's root."""
        if self.is_unborn:
            return []
        words = ("log", "--no-renames", "--raw", "--no-abbrev", "-z", *_PLAIN_LOG)
        return self._read(git_answers.changes, *words, f"{commit}..HEAD", "--", ".")

    def days_since(self, commit: str) -> dict[str, date]:
        """The commits since another that touched the folder, and the days of their authors."""
        if self.is_unborn:
            return {}
        words = ("log", "--format=%H %ad", "--date=short", "--no-color", "--no-show-signature")
        plain = ("--no-patch", f"{commit}..HEAD", "--", ".")
        return self._read(git_answers.days, *words, *plain)

    def day(self, commit: str, file: str | None = None) -> date | None:
        """The day on which a commit was made; of a file, from the repository's root, the day of its
        author who wrote it as it is there. None where there is none."""
        words = ("log", "--max-count=1", "--date=short", "--no-color", "--no-show-signature")
        which = "%cd" if file is None else "%ad"
        where = [] if file is None else ["--", f":(top,literal){file}"]
        plain = (f"--format=%H {which}", "--no-patch", commit)
        return next(iter(self._read(git_answers.days, *words, *plain, *where).values()), None)

    def described(self, commits: Iterable[str]) -> dict[str, Described]:
        """What is written at some commits, by their whole names."""
        words = ("log", "-z", "--no-walk=unsorted", "--stdin", "--date=short", "--no-color")
        plain = ("--no-show-signature", "--no-patch", "--format=%H%x1f%ad%x1f%an%x1f%s")
        names = "".join(f"{each}\n" for each in commits).encode("ascii")
        return self._read(git_answers.described, *words, *plain, input=names) if names else {}

    def ended(self, commit: str, name: str) -> list[str]:
        """The files of a name, from the repository's root, that a commit took from the first of
        its parents."""
        words = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
        where = f":(top,glob)**/{_literal(name)}"
        found = self._read(git_answers.changes, *words, f"{commit}^", commit, "--", where)
        return [each.path for each in found if each.after is None]

    def named(self, commit: str, name: str) -> list[str]:
        """The files of a name at a commit, from the repository's root."""
        words = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
        where = f":(top,glob)**/{_literal(name)}"
        trees = (_NO_FILES[len(commit)], commit)
        return [each.path for each in self._read(git_answers.changes, *words, *trees, "--", where)]

    def taken_out(self, commit: str) -> list[Change]:
        """The files that a commit took from the first of its parents; paths are from the
        repository's root."""
        words = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
        found = self._read(git_answers.changes, *words, "--diff-filter=D", f"{commit}^", commit)
        return [each for each in found if each.after is None]

    def moved(self, commit: str, old: str, new: str) -> list[Change]:
        """What became of the files of a folder when a commit moved it; paths are from there."""
        words = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
        trees = (f"{commit}^:{old.rstrip('/')}", f"{commit}:{new.rstrip('/')}")
        return self._read(git_answers.changes, *words, *trees)

    def parent(self, commit: str) -> str | None:
        """The first parent of a commit, as far as this clone knows."""
        return self._maybe(f"{commit}^")

    def versions(self, name: str) -> list[tuple[str, str, str]]:
        """All versions of files of a name, in any case and folder below this one, newest first.

        Each as commit, path and object name.
        """
        words = ("log", "--no-renames", "--raw", "--no-abbrev", "--format=%x01%H", "--relative")
        return self._read(git_answers.versions, *words, "-z", "HEAD", "--", _anywhere(name))

    def commits(self, names: Iterable[str], most: int) -> list[str]:
        """The commits that touched files of some names, in any case and folder below this one,
        newest first; without names, those that touched any. Not more than ``most``."""
        words = ("log", "--no-renames", "--format=%H", f"--max-count={most}")
        plain = ("--no-color", "--no-show-signature", "--no-patch")
        where = [*map(_anywhere, names)] or ["."]
        return self._read(git_answers.commits, *words, *plain, "HEAD", "--", *where)

    def not_checked_out(self) -> list[str]:
        """The files of the index that a sparse checkout leaves out."""
        listed = ("ls-files", "-t", "-z")
        found = self._read(lambda said: [*git_answers.tagged(said)], *listed)
        return [path for letter, path in found if letter == "S"]


def _literal(path: str) -> str:
    return re.sub(r"[*?\[\\]", r"\\\g<0>", path)


def _anywhere(name: str) -> str:
    """What git takes for files of a name, in any case and folder."""
    return f":(glob,icase)**/{_literal(name)}"
