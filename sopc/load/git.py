"""Running git, and what a repository holds. Nothing is written."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha1, sha256
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Self, TypeVar

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
    "-c", "log.diffMerges=separate",
    "-c", "diff.relative=false",
    "-c", "log.mailmap=false",  # which may name a file without end, as may this:
    "-c", f"diff.orderFile={os.devnull}",
    "-c", "safe.bareRepository=explicit",
    "-c", "advice.graftFileDeprecated=false",
)  # fmt: skip
"""A repository's own settings may name programs; none of them runs."""
_QUIET = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_GRAFT_FILE": os.devnull,
}
"""What is not in a clone is not fetched, which might run programs, too; and no file of a clone says
that commits came from others than they did."""


_NOT_FETCHED = "lazy fetching disabled"
"""What git says because of that, whatever it then fails in."""

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


@dataclass(frozen=True)
class Repository:
    """The repository that ``folder`` is, or is a part of.

    Methods raise SopcError when git cannot answer, or when all that was asked since ``begin`` (on a
    clock that only goes on) has taken too long.
    """

    folder: Path
    begin: float = field(default_factory=monotonic)

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Raises SopcError when there is no git, or the folder is in no repository."""
        repository = cls(folder)
        repository._git("rev-parse", "--git-dir")
        return repository

    def commit(self, revision: str) -> str:
        """The commit that a user's words (a branch, a tag, ``HEAD~3``) name."""
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options")
        try:
            if revision.startswith(":/"):  # all that follows is text to look for
                revision = self._read(only_name, *words, revision)
            return self._read(only_name, *words, f"{revision}^{{commit}}")
        except SopcError:
            raise SopcError(self._unknown(revision)) from None

    def _unknown(self, revision: str) -> Phrase:
        if self.is_shallow:
            return Phrase(
                "git knows no revision `{revision}`: this clone holds only a part of the history; "
                "type `git fetch --unshallow origin BRANCH` and give `--since FETCH_HEAD`",
                revision=revision,
            )
        return Phrase(
            "git knows no revision `{revision}`; a branch of the server has `origin/` before its "
            "name, and `git fetch` brings new ones",
            revision=revision,
        )

    @cached_property
    def is_shallow(self) -> bool:
        """Whether the clone was cut off: commits are missing before some that it has."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == b"true"

    @cached_property
    def is_partial(self) -> bool:
        """Whether the clone fetches files only when they are looked at."""
        words = ("config", "--name-only", "--get-regexp", r"^remote\..*\.promisor$")
        return bool(self._perhaps(bytes, *words))

    def _maybe(self, revision: str) -> str | None:
        return self._perhaps(only_name, "rev-parse", "--verify", "--quiet", f"{revision}^0")

    def contents(self, names: Iterable[str], limit: int) -> dict[str, bytes]:
        """The bytes of objects by name; those larger than ``limit`` bytes are left out.

        Raises SopcError also when one is damaged or not there, as in a clone that fetches files
        only when they are looked at: without it, nobody can say what was so.
        """
        names = list(dict.fromkeys(names))
        for name in self.lacking(names):
            raise SopcError(self._incomplete(name))
        sizes = self._sizes(names, limit)
        if sum(sizes.values()) > GIT_PAST:
            raise SopcError(self._cannot_tell(too_much(GIT_PAST)))
        return self._contents(sizes)

    def newest_contents(
        self, names: Sequence[str], limit: int, most: int
    ) -> tuple[dict[str, bytes], int]:
        """As ``contents``, of so many from the first on as are ``most`` bytes together; and how
        many were left out because of that."""
        sizes = self._sizes(names, limit)
        total = 0
        for count, name in enumerate(list(sizes)):
            total += sizes[name]
            if total > most:
                kept = dict(islice(sizes.items(), count))
                return self._contents(kept), len(sizes) - count
        return self._contents(sizes), 0

    def _sizes(self, names: Iterable[str], limit: int) -> dict[str, int]:
        """The sizes of objects, by name; those larger than ``limit`` are left out."""
        sizes: dict[str, int] = {}
        wanted = "\n".join(names).encode("ascii")
        listed = ("cat-file", "--batch-check")
        for name, size in self._read(
            lambda said: [*git_answers.sizes(said)], *listed, input=wanted
        ):
            if size is None:
                raise SopcError(self._incomplete(name))
            if size <= limit:
                sizes[name] = size
        return sizes

    def _contents(self, sizes: Mapping[str, int]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for some in _portions(sizes):
            asked = "\n".join(some).encode("ascii")
            found |= self._read(git_answers.objects, "cat-file", "--batch", input=asked)
        return found

    def _incomplete(self, name: str) -> Phrase:
        if self.is_partial:
            return Phrase(
                "git cannot tell the history of `{folder}`: this clone fetches files only when "
                "they are looked at, and {name} is not there; `git fetch --refetch --no-filter` "
                "brings it all",
                folder=self.folder,
                name=name,
            )
        return Phrase(
            "git cannot tell the history of `{folder}`: the object {name} is damaged or not in "
            "this clone; `git fsck` says what else is, and `git fetch --refetch` brings it all",
            folder=self.folder,
            name=name,
        )

    def lacking(self, names: Iterable[str]) -> set[str]:
        """Those of some objects that a clone that fetches files when they are looked at has not."""
        if not self.is_partial:
            return set()
        words = ("cat-file", "--batch-all-objects", "--batch-check=%(objectname)", "--unordered")
        return set(names).difference(self._read(git_answers.commits, *words))

    def _cannot_tell(self, reason: str) -> Phrase:
        return Phrase(
            "git cannot tell the history of `{folder}`: {reason}", folder=self.folder, reason=reason
        )

    def _git(self, *words: str) -> bytes:
        return self._read(bytes, *words)

    def _read(self, read: Callable[[bytes], T], *words: str, input: bytes = b"") -> T:
        """What git says, as something reads it that raises GitFailed when it cannot."""
        try:
            return self._said(read, words, input)
        except GitFailed as error:
            raise self._failed(error) from None

    def _perhaps(self, read: Callable[[bytes], T], *words: str) -> T | None:
        """The same; None where git ends with 1, by which it says that there is nothing."""
        try:
            return self._said(read, words, b"")
        except GitFailed as error:
            if error.status == 1:
                return None
            raise self._failed(error) from None

    def _said(self, read: Callable[[bytes], T], words: Sequence[str], input: bytes) -> T:
        left = self.begin + GIT_SECONDS - monotonic()
        if left <= 0:
            raise ProgramEnded(too_late(GIT_SECONDS))
        return read(run_git(self.folder, *words, input=input, seconds=left))

    def _failed(self, error: ProgramFailed) -> SopcError:
        if isinstance(error, GitMissing):
            return SopcError(Phrase("`git` is not installed; it keeps the past of a catalogue"))
        if _NOT_FETCHED in str(error.reason):
            message = Phrase(
                "git cannot tell the history of `{folder}`: this clone fetches folders and files "
                "only when they are looked at; `git fetch --refetch --no-filter` brings it all",
                folder=self.folder,
            )
            return SopcError(message)
        return SopcError(self._cannot_tell(error.reason))


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


def object_name_of(data: bytes, length: int) -> str:
    """The name that git gives a file's content, of 40 or 64 digits."""
    head = f"blob {len(data)}\0".encode("ascii")
    return (sha256 if length == 64 else sha1)(head + data, usedforsecurity=False).hexdigest()


def only_name(said: bytes) -> str:
    """The one name of an object that git says."""
    return git_answers.object_name(said.rstrip(b"\n"))
