"""What git knows of a folder's past. Nothing is written."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.language import Phrase

# inside a hook these speak of another folder than the one that is asked about
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
_REGULAR = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class History:
    """The history of ``folder``, which is all or a part of a repository.

    Paths are relative to the folder. Methods raise SopcError when git cannot answer.
    """

    folder: Path

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
            return self._git(*words).decode("ascii").strip()
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
            return self._git("merge-base", commit, "HEAD").decode("ascii").strip()
        except SopcError:
            return commit

    def files(self, commit: str) -> dict[str, str]:
        """The regular files below the folder at a commit: path → object name."""
        found = {}
        for line in self._git("ls-tree", "-r", "-z", commit).split(b"\0"):
            kind, _, path = line.partition(b"\t")
            if kind.startswith(_REGULAR):
                found[os.fsdecode(path)] = kind.split()[2].decode("ascii")
        return found

    def removed(self) -> dict[str, str]:
        """The files that were once removed: path → object name of what was removed last."""
        what = ("--no-renames", "--diff-filter=D", "--raw", "--no-abbrev", "--relative", "-z")
        # whatever the user's own settings add to a log
        plain = ("--format=", "--no-color", "--no-show-signature")
        lines = self._git("log", *what, *plain, "HEAD", "--", ".").split(b"\0")
        found: dict[str, str] = {}
        for change, path in zip(lines[::2], lines[1::2], strict=False):
            mode, _, name, *_ = change.lstrip(b":\n").split()
            if mode in _REGULAR:
                found.setdefault(os.fsdecode(path), name.decode("ascii"))
        return found

    def versions(self, name: str) -> list[tuple[str, str, str]]:
        """All versions of files of a name, in any case and folder below this one, newest first.

        Each as commit, path and object name.
        """
        words = ("log", "--no-renames", "--raw", "--no-abbrev", "--format=%x01%H", "--relative")
        log = self._git(*words, "-z", "HEAD", "--", f":(glob,icase)**/{name}")
        found = []
        for commit in log.split(b"\x01")[1:]:
            head, *lines = commit.split(b"\0")
            for change, path in zip(lines[::2], lines[1::2], strict=False):
                _, mode, _, blob, _ = change.lstrip(b":\n").split()
                if mode in _REGULAR:
                    found.append((head.decode("ascii"), os.fsdecode(path), blob.decode("ascii")))
        return found

    def contents(self, names: Iterable[str], limit: int) -> dict[str, bytes]:
        """The bytes of objects by name; those larger than ``limit`` bytes are left out."""
        wanted = "\n".join(dict.fromkeys(names)).encode("ascii")
        sizes = self._git("cat-file", "--batch-check", input=wanted).splitlines()
        known = (line.split() for line in sizes if not line.endswith(b" missing"))
        small = [name for name, _, size in known if int(size) <= limit]
        return dict(_objects(self._git("cat-file", "--batch", input=b"\n".join(small))))

    def _git(self, *words: str, input: bytes = b"") -> bytes:
        environment = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK}
        try:
            done = subprocess.run(
                ["git", "-C", str(self.folder), *words],
                input=input,
                capture_output=True,
                check=True,
                env=environment,
            )
        except FileNotFoundError:
            raise SopcError(Phrase("`git` is not installed; `--since` needs it")) from None
        except subprocess.CalledProcessError as error:
            reason = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            raise SopcError(
                Phrase(
                    "git cannot tell the past of `{folder}`: {reason}",
                    folder=self.folder,
                    reason=reason,
                )
            ) from None
        return done.stdout


def _objects(stream: bytes) -> Iterator[tuple[str, bytes]]:
    """What ``cat-file --batch`` prints: a line ``name kind size``, the bytes, a line's end."""
    start = 0
    while start < len(stream):
        end = stream.index(b"\n", start)
        name, _, size = stream[start:end].split()
        start = end + 1 + int(size) + 1
        yield name.decode("ascii"), stream[end + 1 : start - 1]
