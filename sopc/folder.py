"""Reading and writing below one folder, and never through a link that lies in it.

An output folder may come with an archive or a pull request, and what somebody put into it must not
decide what is changed elsewhere. So each level is entered by itself (``sopc.entered_folder``).
"""

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sopc.entered_folder import EnteredFolder
from sopc.entered_folder import InTheWay as InTheWay
from sopc.entered_folder import Rights as Rights
from sopc.limits import PDF
from sopc.reader import read_open

UNFINISHED = ".new-"
"""How the names of files and folders begin that are not yet in their place."""


def never_in_names(system: str) -> frozenset[str]:
    """What no name may hold on a system (``os.name``): it would lead elsewhere."""
    return frozenset("\0\\:" if system == "nt" else "\0")


_NEVER = never_in_names(os.name)
_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP}


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

    def make_unfinished(self, beginning: str = UNFINISHED) -> "OutputFolder":
        """A new folder in this one, for what is not yet finished, by a name that begins so."""
        name = _unfinished(beginning)
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
        """Whether anything is there by that name, be it a link, and not through one.

        Raises OSError when the system cannot tell.
        """
        try:
            with self._holding(name) as (folder, last):
                folder.status(last)
        except (ValueError, InTheWay):
            return False
        except OSError as error:
            if error.errno not in _NOT_THERE:
                raise
            return False
        return True

    def status(self, name: str) -> os.stat_result | None:
        """What is there by that name itself; None if nothing is. Raises OSError, or InTheWay for a
        link or a file in the place of a folder above."""
        try:
            with self._holding(name) as (folder, last):
                return folder.status(last)
        except FileNotFoundError:
            return None

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

    def open(self, name: str) -> BinaryIO:
        """A regular file to read. Raises OSError when there is none that can be read."""
        with self._holding(name) as (folder, last):
            return folder.open(last)

    def open_or_create(self, name: str) -> int:
        """The handle of a regular file to keep open, made if it is not there.

        Raises InTheWay for a link, a pipe, a folder or another file's second name.
        """
        with self._holding(name) as (folder, last):
            return folder.open_or_create(last)

    def open_itself(self) -> int:
        """The handle of the folder, which whoever asks has to close. Raises OSError."""
        with self._entered(self.parts) as folder:
            if folder.handle is None:
                raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), str(self.path))
            return os.dup(folder.handle)

    def write(self, name: str, *pieces: bytes) -> None:
        """Put a file in its place whole, or not at all; a link that has its name is replaced."""
        with self._holding(name, make=True) as (folder, last):
            folder.refuse_folder(last)
            unfinished = _unfinished()
            try:
                with folder.create(unfinished) as file:
                    file.writelines(pieces)
                folder.move(unfinished, folder, last)
            except BaseException as error:
                with suppress(OSError):
                    folder.remove(unfinished)
                if isinstance(error, OSError):  # which knows of another name
                    error.filename = str(folder.path / last)
                raise

    def write_whole(self, name: str, data: bytes, rights: Rights | None = None) -> None:
        """A new file that will be there after a power cut, in folders that are made for it; with
        the rights that are given, or the user's usual. Raises FileExistsError where there is one.
        """
        with self._holding(name, make=True) as (folder, last):
            folder.create_whole(last, data, rights)

    def move(self, name: str, to: "OutputFolder") -> None:
        """Move a file to the same name in another folder, in the place of what is there."""
        with self._holding(name) as (folder, last), to._holding(name, make=True) as (target, _):
            target.refuse_folder(last)
            folder.move(last, target, last)

    def keep(self, name: str, to: "OutputFolder") -> None:
        """Give a file the same name in another folder, too; where it can have one only, move it."""
        with self._holding(name) as (folder, last), to._holding(name, make=True) as (target, _):
            try:
                folder.link(last, target, last)
            except FileExistsError:
                raise
            except OSError:
                folder.move(last, target, last)

    def refuse(self, name: str) -> None:
        """Raises InTheWay or OSError when a file could not be put there; nothing is changed."""
        *above, last = _split(name)
        parts = (*self.parts, *above)
        for depth in range(len(parts), len(self.parts) - 1, -1):
            with suppress(FileNotFoundError), self._entered(parts[:depth]) as folder:
                folder.refuse_unwritable()
                if depth == len(parts):
                    folder.refuse_folder(last)
                return

    def refuse_read_only(self, name: str) -> None:
        """Raises PermissionError for a file that may not be written."""
        with self._holding(name) as (folder, last):
            folder.refuse_read_only(last)

    def refuse_folder(self, name: str) -> None:
        """Raises InTheWay for a folder; a link to one is none."""
        with self._holding(name) as (folder, last):
            folder.refuse_folder(last)

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

    def remove_folder(self, name: str) -> None:
        """Remove a folder if nothing is in it."""
        with suppress(OSError, InTheWay), self._holding(name) as (folder, last):
            folder.remove_folder(last)

    def sync(self, names: Collection[str]) -> None:
        """Wait until files will be there after a power cut, under these names."""
        for name in names:
            with self._holding(name) as (folder, last):
                folder.sync_file(last)
        self.sync_folders(names)

    def sync_folders(self, names: Iterable[str]) -> None:
        """Wait until the folders that files are in, or were in, will be so after a power cut."""
        for above in sorted({tuple(_split(name)[:-1]) for name in names}):
            with (
                suppress(FileNotFoundError, InTheWay),
                self._entered((*self.parts, *above)) as folder,
            ):
                folder.sync()

    def touch(self, name: str) -> None:
        """Note that a file was of use now."""
        with self._holding(name) as (folder, last):
            folder.touch(last)

    @contextmanager
    def _holding(self, name: str, *, make: bool = False) -> Iterator[tuple[EnteredFolder, str]]:
        """The folder that a file is in, and the file's name there."""
        *above, last = _split(name)
        try:
            with self._entered((*self.parts, *above), make=make) as folder:
                yield folder, last
        except OSError as error:  # of a folder above: it is the file that cannot be reached
            place = self.path.joinpath(*above, last)
            if error.filename is None or place.is_relative_to(str(error.filename)):
                error.filename = str(place)
            raise

    @contextmanager
    def _entered(self, parts: tuple[str, ...], *, make: bool = False) -> Iterator[EnteredFolder]:
        level = EnteredFolder.of(self.root)
        try:
            for name in parts:
                inner = level.enter(name, make=make)
                level.close()
                level = inner
            yield level
        finally:
            level.close()


def _unfinished(beginning: str = UNFINISHED) -> str:
    """A name that nothing has yet."""
    return beginning + os.urandom(8).hex()


def _split(name: str) -> list[str]:
    """The names of folders and file. Raises ValueError for one that leads elsewhere."""
    parts = name.split("/")
    if any(part in ("", ".", "..") or not _NEVER.isdisjoint(part) for part in parts):
        raise ValueError(name)
    return parts
