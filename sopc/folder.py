"""Reading and writing below one folder, and never through a link that lies in it.

An output folder may come with an archive or a pull request, and what somebody put into it must not
decide what is changed elsewhere. So each level is entered by itself: where the system can, by a
handle that a link put there meanwhile cannot redirect; elsewhere after a look at what is there.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.limits import PDF
from sopc.reader import FLAGS, read_open

UNFINISHED = ".new-"
"""How the names of files and folders begin that are not yet in their place."""

_HANDLES = {os.open, os.mkdir, os.stat, os.unlink, os.rename} <= os.supports_dir_fd
"""Whether folders can be entered by handle: everywhere but on Windows."""
_SURROGATE = 0x2000_0000
"""The bit of a Windows reparse tag that says: this stands for another place, as junctions do."""
# what a system does not know, it does not need: a folder or a link cannot be opened as a file there
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_ITSELF = getattr(os, "O_NOFOLLOW", 0)
_FILE = _ITSELF | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def never_in_names(system: str) -> frozenset[str]:
    """What no name may hold on a system (``os.name``): it would lead elsewhere."""
    return frozenset("\0\\:" if system == "nt" else "\0")


_NEVER = never_in_names(os.name)


class InTheWay(SopcError):
    """Something stands where a file or a folder has to be; the sentence names it."""


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """The folder ``root``, or one below it by the names in ``parts``.

    The root is wherever the user says, also behind links. Names of files are relative, with ``/``
    between folders. What cannot be done raises OSError, or InTheWay where something has to be
    removed first; a name that no file below a folder can have is a ValueError.
    """

    root: Path
    parts: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Where the folder is."""
        return self.root.joinpath(*self.parts)

    def below(self, name: str) -> "OutputFolder":
        """A folder in this one."""
        return OutputFolder(self.root, (*self.parts, *_split(name)))

    def make(self) -> None:
        """Make the folder, its root and all between, where they are not there."""
        self.root.mkdir(parents=True, exist_ok=True)
        with self._entered(self.parts, make=True):
            pass

    def make_unfinished(self) -> "OutputFolder":
        """A new folder in this one, for what is not yet finished."""
        name = _unfinished()
        with self._entered(self.parts) as folder:
            folder.make(name)
        return self.below(name)

    def read(self, name: str, most: int = PDF) -> bytes | None:
        """The bytes of a regular file; None when there is none that can be read without a link, or
        it has more than ``most``: what a build has left has not."""
        try:
            with self._holding(name) as (folder, last), folder.open(last) as file:
                if os.fstat(file.fileno()).st_size > most:
                    return None
                data = read_open(file.fileno(), most)
                return data if len(data) <= most else None
        except (OSError, ValueError, InTheWay):
            return None

    def has(self, name: str) -> bool:
        """Whether anything is there by that name, be it a link, and not through one."""
        try:
            with self._holding(name) as (folder, last):
                folder.status(last)
        except (OSError, ValueError, InTheWay):
            return False
        return True

    def entries(self, name: str = "") -> list[tuple[str, os.stat_result]]:
        """What is in the folder, or in one below it: names, and what each is itself."""
        with self._entered((*self.parts, *(_split(name) if name else ()))) as folder:
            return folder.entries()

    def clear_way(self, name: str) -> None:
        """Make the folders that a file needs. Raises InTheWay when it could not be put there."""
        with self._holding(name, make=True) as (folder, last):
            folder.refuse_folder(last)

    def create(self, name: str) -> BinaryIO:
        """A new file to write to, in folders that are made for it."""
        with self._holding(name, make=True) as (folder, last):
            return folder.create(last)

    def write(self, name: str, *pieces: bytes) -> None:
        """Put a file in its place whole, or not at all; a link that has its name is replaced."""
        with self._holding(name, make=True) as (folder, last):
            folder.refuse_folder(last)
            unfinished = _unfinished()
            try:
                with folder.create(unfinished) as file:
                    file.writelines(pieces)
                folder.move(unfinished, folder, last)
            except BaseException:
                with suppress(OSError):
                    folder.remove(unfinished)
                raise

    def move(self, name: str, to: "OutputFolder") -> None:
        """Move a file to the same name in another folder, in the place of what is there."""
        with self._holding(name) as (folder, last), to._holding(name, make=True) as (target, _):
            target.refuse_folder(last)
            folder.move(last, target, last)

    def remove(self, name: str) -> None:
        """Remove a file, or a link itself. What is there instead, or behind a link, is left."""
        try:
            with self._holding(name) as (folder, last):
                folder.refuse_folder(last)
                folder.remove(last)
        except (FileNotFoundError, NotADirectoryError, ValueError, InTheWay):
            return

    def remove_unfinished(self) -> None:
        """Remove what was left unfinished in this folder, as far as that is possible."""
        with self._entered(self.parts) as folder:
            for name, status in folder.entries():
                if name.startswith(UNFINISHED):
                    with suppress(OSError):
                        folder.remove_all(name, status)

    def remove_all(self) -> None:
        """Remove the folder with all that is in it, as far as that is possible."""
        with suppress(OSError, InTheWay), self._entered(self.parts[:-1]) as folder:
            folder.remove_all(self.parts[-1], folder.status(self.parts[-1]))

    def touch(self, name: str) -> None:
        """Note that a file was of use now."""
        with self._holding(name) as (folder, last):
            folder.touch(last)

    @contextmanager
    def _holding(self, name: str, *, make: bool = False) -> Iterator[tuple["_Level", str]]:
        """The folder that a file is in, and the file's name there."""
        *above, last = _split(name)
        with self._entered((*self.parts, *above), make=make) as folder:
            yield folder, last

    @contextmanager
    def _entered(self, parts: tuple[str, ...], *, make: bool = False) -> Iterator["_Level"]:
        with ExitStack() as opened:
            level = _Level.of(self.root)
            opened.callback(level.close)
            for name in parts:
                level = level.enter(name, make=make)
                opened.callback(level.close)
            yield level


@dataclass(frozen=True, slots=True)
class _Level:
    """One folder, entered: by its handle, or where there are none by its path."""

    path: Path
    root: Path
    handle: int | None

    @classmethod
    def of(cls, root: Path) -> "_Level":
        if _HANDLES:
            return cls(root, root, os.open(root, _FOLDER))
        if not stat.S_ISDIR(root.stat().st_mode):
            raise NotADirectoryError(f"{root}")
        return cls(root, root, None)

    def close(self) -> None:
        if self.handle is not None:
            os.close(self.handle)

    def enter(self, name: str, *, make: bool) -> "_Level":
        """A folder in this one. Raises InTheWay for anything else."""
        if make:
            with suppress(FileExistsError):
                self.make(name)
        status, path = self.status(name), self.path / name
        if _is_link(status):
            raise InTheWay(
                Phrase(
                    "`{path}` is a link, and links below `{out}` are not followed; remove it",
                    path=path,
                    out=self.root,
                )
            )
        if not stat.S_ISDIR(status.st_mode):
            raise InTheWay(Phrase("`{path}` is no folder; remove it", path=path))
        if self.handle is None:
            return _Level(path, self.root, None)
        return _Level(path, self.root, os.open(name, _FOLDER | _ITSELF, dir_fd=self.handle))

    def make(self, name: str) -> None:
        os.mkdir(self._at(name), dir_fd=self.handle)

    def status(self, name: str) -> os.stat_result:
        return os.stat(self._at(name), dir_fd=self.handle, follow_symlinks=False)

    def entries(self) -> list[tuple[str, os.stat_result]]:
        found = []
        with os.scandir(self.path if self.handle is None else self.handle) as items:
            for item in items:
                with suppress(OSError):  # it was removed meanwhile
                    found.append((item.name, item.stat(follow_symlinks=False)))
        return found

    def refuse_folder(self, name: str) -> None:
        """Raises InTheWay for a folder; a link to one is none."""
        with suppress(FileNotFoundError):
            status = self.status(name)
            if stat.S_ISDIR(status.st_mode) and not _is_link(status):
                raise InTheWay(Phrase("`{path}` is a folder; remove it", path=self.path / name))

    def open(self, name: str) -> BinaryIO:
        """A regular file to read. Raises OSError for all else: a pipe would never end."""
        if _is_link(self.status(name)):
            raise FileNotFoundError(name)
        handle = os.open(self._at(name), FLAGS | _ITSELF, dir_fd=self.handle)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise FileNotFoundError(name)
        return os.fdopen(handle, "rb", buffering=0)

    def create(self, name: str) -> BinaryIO:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE
        return os.fdopen(os.open(self._at(name), flags, 0o666, dir_fd=self.handle), "wb")

    def move(self, name: str, to: "_Level", new: str) -> None:
        os.replace(self._at(name), to._at(new), src_dir_fd=self.handle, dst_dir_fd=to.handle)

    def remove(self, name: str) -> None:
        os.unlink(self._at(name), dir_fd=self.handle)

    def remove_all(self, name: str, status: os.stat_result) -> None:
        """Remove a folder with all that is in it, or a file, or a link itself."""
        if stat.S_ISDIR(status.st_mode) and not _is_link(status):
            shutil.rmtree(self._at(name), ignore_errors=True, dir_fd=self.handle)
        else:
            self.remove(name)

    def touch(self, name: str) -> None:
        with self.open(name) as file:
            os.utime(file.fileno() if os.utime in os.supports_fd else self._at(name))

    def _at(self, name: str) -> str:
        return name if self.handle is not None else str(self.path / name)


def _unfinished() -> str:
    """A name that nothing has yet."""
    return UNFINISHED + os.urandom(8).hex()


def _split(name: str) -> list[str]:
    """The names of folders and file. Raises ValueError for one that leads elsewhere."""
    parts = name.split("/")
    if any(part in ("", ".", "..") or not _NEVER.isdisjoint(part) for part in parts):
        raise ValueError(name)
    return parts


def _is_link(status: os.stat_result) -> bool:
    tag: int = getattr(status, "st_reparse_tag", 0)
    return stat.S_ISLNK(status.st_mode) or bool(tag & _SURROGATE)
