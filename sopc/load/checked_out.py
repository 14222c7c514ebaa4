"""The commit that is checked out in a folder, and whether files are as they are in it.

Files are compared here, by the names that git gives their content, and not by ``git status``: that
believes its index, knows files that it is told to ignore or to take for unchanged, and runs the
filters that a repository's settings name.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from sopc.load.git import GitFailed, object_name_of, run_git
from sopc.load.git_answers import regular_files

SECONDS = 30.0
"""How long git may take to say what is checked out."""
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True)
class Commit:
    """The commit that is checked out: its name, the working copy's root, and what it has below the
    folders that were asked for: regular files by their path from that root, as object names."""

    name: str
    top: Path
    files: Mapping[str, str]

    def folder(self, path: Path) -> str | None:
        """A folder's path from the root, ending in ``/`` or empty; None when it is not in it."""
        try:
            inside = path.resolve().relative_to(self.top).as_posix()
        except (OSError, ValueError, RuntimeError):
            return None
        return "" if inside == "." else f"{inside}/"

    def has(self, path: str, data: bytes) -> bool:
        """Whether the file of that path has this content, as it is or as git checks it out."""
        wanted = self.files.get(path)
        return wanted is not None and any(
            object_name_of(version, len(wanted)) == wanted for version in self._versions(data)
        )

    def _versions(self, data: bytes) -> Iterator[bytes]:
        """What git may have kept in the place of a file's content."""
        yield data
        # git-lfs keeps a pointer to a large file
        pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {}\n"
        yield pointer.format(sha256(data).hexdigest(), len(data)).encode("ascii")
        if b"\r\n" in data and self._changes_line_ends:
            yield data.replace(b"\r\n", b"\n")

    @cached_property
    def _changes_line_ends(self) -> bool:
        """Whether text is checked out with the line ends of Windows, as git's settings say."""
        try:
            said = run_git(self.top, "config", "--get", "core.autocrlf", seconds=SECONDS)
        except GitFailed:
            return False
        return said.strip().lower() in (b"true", b"input")


def checked_out(folders: Iterable[Path], seconds: float = SECONDS) -> Commit | None:
    """The commit that is checked out where the first folder lies, and its files in all of them.

    None where there is no repository, no commit yet, or no git that answers in some seconds.
    """
    root, *_ = folders = list(folders)
    try:
        words = ("rev-parse", "--show-toplevel", "HEAD^{commit}")
        said = os.fsdecode(run_git(root, *words, seconds=seconds))
        top, _, name = said.rstrip("\n").rpartition("\n")
        if not top or not _COMMIT.fullmatch(name):
            return None
        bare = Commit(name, Path(top), {})
        inside = {each for each in map(bare.folder, folders) if each is not None}
        paths = [] if "" in inside else sorted(inside)
        listing = ("ls-tree", "-r", "-z", "--full-tree", name, "--", *paths)
        files = regular_files(run_git(root, *listing, seconds=seconds))
    except GitFailed:
        return None
    return Commit(name, Path(top), files)
