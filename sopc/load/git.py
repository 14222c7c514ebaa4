"""Running git, and what it knows of a folder's past. Nothing is written."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha1, sha256
from pathlib import Path
from time import monotonic
from typing import TypeVar

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.limits import GIT_ANSWER, GIT_PAST, GIT_SECONDS
from sopc.load import git_answers
from sopc.programs import (
    Bounds,
    ProgramEnded,
    ProgramFailed,
    ProgramMissing,
    run_program,
    too_late,
    too_much,
)

_PLAIN = (
    "--no-pager", "--no-optional-locks", "--no-replace-objects",
    "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "log.showSignature=false",
    "-c", "log.mailmap=false",  # which may name a file without end, as may this:
    "-c", f"diff.orderFile={os.devnull}",
    "-c", "safe.bareRepository=explicit",
)  # fmt: skip
"""A repository's own settings may name programs; none of them runs."""
_QUIET = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
"""What is not in a clone is not fetched, which might run programs, too."""


T = TypeVar("T")
GitFailed, GitMissing = ProgramFailed, ProgramMissing


def run_git(folder: Path, *words: str, input: bytes = b"", seconds: float = GIT_SECONDS) -> bytes:
    """What git prints when it is run in a folder. Raises GitFailed.

    Of the environment it is told nothing that speaks of git: within a hook, that names the hook's
    repository. It ends after some seconds, and when it says too much.
    """
    command = ["git", *_PLAIN, "-C", str(folder), *words]
    bounds = Bounds(seconds, GIT_ANSWER)
    return run_program(command, bounds, input=input, environment=_environment())[0]


def _environment() -> dict[str, str]:
    own = {key: text for key, text in os.environ.items() if not key.startswith("GIT_")}
    return own | _QUIET


@dataclass(frozen=True, slots=True)
class History:
    """The history of ``folder``, which is all or a part of a repository.

    Paths are relative to the folder. Methods raise SopcError when git cannot answer, or when all
    that was asked since ``begin`` (on a clock that only goes on) has taken too long.
    """

    folder: Path
    begin: float = field(default_factory=monotonic)

    @classmethod
    def of(cls, folder: Path) -> "History":
        """Raises SopcError when there is no git, or the folder is in no repository."""
        history = cls(folder)
        history._git("rev-parse", "--git-dir")
        return history

    def commit(self, revision: str) -> str:
        """The commit that a user's words (a branch, a tag, ``HEAD~3``) name."""
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        try:
            return self._read(_only_name, *words)
        except SopcError:
            raise SopcError(self._unknown(revision)) from None

    def _unknown(self, revision: str) -> Phrase:
        if self._git("rev-parse", "--is-shallow-repository").strip() == b"true":
            return Phrase(
                "git knows no revision `{revision}`: this clone holds only a part of the history; "
                "type `git fetch --unshallow`, or `git fetch --depth=1 origin BRANCH` and give "
                "`--since FETCH_HEAD`",
                revision=revision,
            )
        return Phrase(
            "git knows no revision `{revision}`; a branch of the server has `origin/` before its "
            "name, and `git fetch` brings new ones",
            revision=revision,
        )

    def parted_from(self, commit: str) -> str:
        """The last commit that HEAD has in common with another: what came there since is not ours.

        The other itself when none is known, as in a clone without history.
        """
        try:
            return self._read(_only_name, "merge-base", commit, "HEAD")
        except SopcError:
            return commit

    def holds(self, commit: str) -> bool:
        """Whether a commit, by its whole name, is HEAD or came before it."""
        try:
            return self._read(_only_name, "merge-base", commit, "HEAD") == commit
        except SopcError:
            return False

    def files(self, commit: str) -> dict[str, str]:
        """The regular files below the folder at a commit: path → object name."""
        return self._read(git_answers.regular_files, "ls-tree", "-r", "-z", commit)

    def has(self, commit: str, path: str) -> bool:
        """Whether anything has a path at a commit: a file, or also a link or a folder."""
        return bool(self._git("ls-tree", "-z", commit, "--", path))

    def removed(self) -> dict[str, str]:
        """The files that were once removed: path → object name of what was removed last."""
        what = ("--no-renames", "--diff-filter=D", "--raw", "--no-abbrev", "--relative", "-z")
        # whatever the user's own settings add to a log
        plain = ("--format=", "--no-color", "--no-show-signature")
        words = ("log", *what, *plain, "HEAD", "--", ".")
        return self._read(git_answers.removed_files, *words)

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

    def contents(self, names: Iterable[str], limit: int) -> dict[str, bytes]:
        """The bytes of objects by name; those larger than ``limit`` bytes are left out.

        Raises SopcError also when one is damaged or not there, as in a clone that fetches files
        only when they are looked at: without it, nobody can say what was so.
        """
        wanted = "\n".join(dict.fromkeys(names)).encode("ascii")
        sizes: dict[str, int] = {}
        listed = ("cat-file", "--batch-check")
        for name, size in self._read(
            lambda said: [*git_answers.sizes(said)], *listed, input=wanted
        ):
            if size is None:
                raise SopcError(self._incomplete(name))
            sizes[name] = size
        small = {name: size for name, size in sizes.items() if size <= limit}
        if sum(small.values()) > GIT_PAST:
            raise SopcError(self._cannot_tell(too_much(GIT_PAST)))
        found: dict[str, bytes] = {}
        for some in _portions(small):
            asked = "\n".join(some).encode("ascii")
            found |= self._read(git_answers.objects, "cat-file", "--batch", input=asked)
        return found

    def _incomplete(self, name: str) -> Phrase:
        return Phrase(
            "git cannot tell the past of `{folder}`: the object {name} is damaged or not in this "
            "clone; `git fsck` says what else is, and `git fetch --refetch` brings it all",
            folder=self.folder,
            name=name,
        )

    def _cannot_tell(self, reason: str) -> Phrase:
        return Phrase(
            "git cannot tell the past of `{folder}`: {reason}", folder=self.folder, reason=reason
        )

    def _git(self, *words: str) -> bytes:
        return self._read(bytes, *words)

    def _read(self, read: Callable[[bytes], T], *words: str, input: bytes = b"") -> T:
        """What git says, as something reads it that raises GitFailed when it cannot."""
        try:
            left = self.begin + GIT_SECONDS - monotonic()
            if left <= 0:
                raise ProgramEnded(too_late(GIT_SECONDS))
            return read(run_git(self.folder, *words, input=input, seconds=left))
        except GitMissing:
            raise SopcError(
                Phrase("`git` is not installed; it keeps the past of a catalogue")
            ) from None
        except GitFailed as error:
            raise SopcError(self._cannot_tell(error.reason)) from None


def _portions(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Names of objects, so many at a time as git may say in one answer."""
    some: list[str] = []
    total = 0
    for name, size in sizes.items():
        if some and total + size > GIT_ANSWER // 2:  # half: each has a line of its own, too
            yield some
            some, total = [], 0
        some.append(name)
        total += size
    if some:
        yield some


def _anywhere(name: str) -> str:
    """What git takes for files of a name, in any case and folder."""
    literal = re.sub(r"[*?\[\\]", r"\\\g<0>", name)
    return f":(glob,icase)**/{literal}"


def _only_name(said: bytes) -> str:
    return git_answers.object_name(said.rstrip(b"\n"))


def object_name_of(data: bytes, length: int) -> str:
    """The name that git gives a file's content, of 40 or 64 digits."""
    head = f"blob {len(data)}\0".encode("ascii")
    return (sha256 if length == 64 else sha1)(head + data, usedforsecurity=False).hexdigest()
