"""One folder, entered, and what can be done in it: nothing here ever goes through a link.

Where the system can, a folder is entered by a handle that a link put there meanwhile cannot
redirect; elsewhere by its path, after a look at what is there. An error names the whole path.
"""

import errno
import io
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.reader import FLAGS

HANDLES = {os.open, os.mkdir, os.stat, os.unlink, os.rename} <= os.supports_dir_fd
"""Whether folders can be entered by handle: everywhere but on Windows."""
_SURROGATE = 0x2000_0000
"""The bit of a Windows reparse tag that says: this stands for another place, as junctions do."""
# what a system does not know, it does not need: a folder or a link cannot be opened as a file there
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_ITSELF = getattr(os, "O_NOFOLLOW", 0)
_FILE = _ITSELF | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
"""What systems say whose folders, or files on some of their disks, are not written by request."""

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_CHANGE = os.W_OK | os.X_OK
_READ_ONLY = getattr(os, "ST_RDONLY", 0)


class InTheWay(SopcError):
    """Something stands where a file or a folder has to be; the sentence names it."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may do what with a file: its bits, and the numbers of its owner and group if known."""

    mode: int
    owner: tuple[int, int] | None = None

    @classmethod
    def of(cls, status: os.stat_result) -> "Rights":
        """Those of a file that is there."""
        return cls(stat.S_IMODE(status.st_mode), (status.st_uid, status.st_gid))


@dataclass(frozen=True, slots=True)
class EnteredFolder:
    """One folder, entered: by its handle, or where there are none by its path."""

    path: Path
    root: Path
    handle: int | None

    @classmethod
    def of(cls, root: Path) -> "EnteredFolder":
        """A folder wherever the user says, also behind links."""
        if HANDLES:
            return cls(root, root, os.open(root, _FOLDER))
        if not stat.S_ISDIR(root.stat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(root))
        return cls(root, root, None)

    def close(self) -> None:
        """Leave the folder."""
        if self.handle is not None:
            os.close(self.handle)

    def enter(self, name: str, *, make: bool) -> "EnteredFolder":
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
            return EnteredFolder(path, self.root, None)
        with self._naming(name):
            return EnteredFolder(
                path, self.root, os.open(name, _FOLDER | _ITSELF, dir_fd=self.handle)
            )

    def make(self, name: str) -> None:
        """Make a folder. Raises FileExistsError where anything is."""
        with self._naming(name):
            os.mkdir(self._at(name), dir_fd=self.handle)

    def status(self, name: str) -> os.stat_result:
        """What is there by that name itself."""
        with self._naming(name):
            return os.stat(self._at(name), dir_fd=self.handle, follow_symlinks=False)

    def entries(self) -> list[tuple[str, os.stat_result]]:
        """What is in the folder: names, and what each is itself."""
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

    def refuse_unwritable(self) -> None:
        """Raises OSError where nothing may be put into the folder, or taken out of it."""
        # rights are asked of those by whom files are changed, where the system can tell
        effective = os.access in os.supports_effective_ids
        if self.handle is None or os.access not in os.supports_dir_fd:
            may = os.access(self.path, _CHANGE, effective_ids=effective)
        else:
            may = os.access(".", _CHANGE, dir_fd=self.handle, effective_ids=effective)
        if not may:
            number = errno.EROFS if self._is_read_only() else errno.EACCES
            raise OSError(number, os.strerror(number), str(self.path))

    def open(self, name: str) -> BinaryIO:
        """A regular file to read. Raises OSError for all else: a pipe would never end."""
        return os.fdopen(self._opened(name, FLAGS), "rb", buffering=0)

    def create(self, name: str) -> BinaryIO:
        """A new file to write to."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE
        with self._naming(name):
            handle = os.open(self._at(name), flags, 0o666, dir_fd=self.handle)
        return io.BufferedWriter(_NamedFile(handle, self.path / name))

    def create_whole(self, name: str, data: bytes, rights: Rights | None) -> None:
        """A new file, whole on the disk; with the rights that are given, or the user's usual."""
        try:
            with self.create(name) as file, self._naming(name):
                if rights is not None and os.chmod in os.supports_fd:  # elsewhere it can have none
                    if rights.owner is not None:
                        with suppress(PermissionError):  # somebody else's, who lets us write it
                            os.chown(file.fileno(), *rights.owner)
                    os.fchmod(file.fileno(), rights.mode)
                file.write(data)
                file.flush()
                _sync(file.fileno())
        except BaseException:
            with suppress(OSError):
                self.remove(name)
            raise

    def refuse_read_only(self, name: str) -> None:
        """Raises PermissionError for a file that may not be written, though it could be replaced:
        also where somebody has all rights, and has said that nobody is to write it."""
        with self._naming(name):
            effective = os.access in os.supports_effective_ids
            allowed = os.access(
                self._at(name), os.W_OK, dir_fd=self.handle, effective_ids=effective
            )
            if not allowed or not stat.S_IMODE(self.status(name).st_mode) & _WRITABLE:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def open_or_create(self, name: str) -> int:
        """The handle of a regular file to keep open, made if it is not there.

        Raises InTheWay for a link, a pipe, a folder or another file's second name.
        """
        with suppress(FileNotFoundError):
            self._refuse_other(name, self.status(name))
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | _FILE
        with self._naming(name):
            handle = os.open(self._at(name), flags, 0o666, dir_fd=self.handle)
        try:
            self._refuse_other(name, os.fstat(handle))
        except InTheWay:
            os.close(handle)
            raise
        return handle

    def move(self, name: str, to: "EnteredFolder", new: str) -> None:
        """Move a file, or a link itself, in the place of what is there."""
        with self._naming(name):
            os.replace(self._at(name), to._at(new), src_dir_fd=self.handle, dst_dir_fd=to.handle)

    def link(self, name: str, to: "EnteredFolder", new: str) -> None:
        """Give a file, or a link itself, a second name. Raises OSError where it can have one only,
        or the name is taken."""
        with self._naming(name):
            os.link(
                self._at(name),
                to._at(new),
                src_dir_fd=self.handle,
                dst_dir_fd=to.handle,
                follow_symlinks=False,
            )

    def remove(self, name: str) -> None:
        """Remove a file, or a link itself."""
        with self._naming(name):
            os.unlink(self._at(name), dir_fd=self.handle)

    def remove_folder(self, name: str) -> None:
        """Remove a folder with nothing in it."""
        with self._naming(name):
            os.rmdir(self._at(name), dir_fd=self.handle)

    def remove_all(self, name: str, status: os.stat_result) -> None:
        """Remove a folder with all that is in it, or a file, or a link itself."""
        if stat.S_ISDIR(status.st_mode) and not _is_link(status):
            shutil.rmtree(self._at(name), ignore_errors=True, dir_fd=self.handle)
        else:
            self.remove(name)

    def touch(self, name: str) -> None:
        """Note that a file was of use now."""
        with self.open(name) as file, self._naming(name):
            os.utime(file.fileno() if os.utime in os.supports_fd else self._at(name))

    def sync_file(self, name: str) -> None:
        """Wait until a file's bytes will be there after a power cut."""
        # Windows writes for those only who may write
        handle = self._opened(name, os.O_RDWR if self.handle is None else FLAGS)
        try:
            with self._naming(name):
                _sync(handle)
        finally:
            os.close(handle)

    def sync(self) -> None:
        """Wait until the folder's names will be as they are now after a power cut; where there are
        no handles, the system sees to that."""
        if self.handle is not None:
            with self._naming("."):
                _sync(self.handle)

    def _refuse_other(self, name: str, status: os.stat_result) -> None:
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
            path = self.path / name
            raise InTheWay(Phrase("`{path}` is not a file of its own; remove it", path=path))

    def _is_read_only(self) -> bool:
        if not hasattr(os, "statvfs"):
            return False
        return bool(
            os.statvfs(self.path if self.handle is None else self.handle).f_flag & _READ_ONLY
        )

    def _opened(self, name: str, flags: int) -> int:
        missing = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path / name))
        status = self.status(name)  # asked first: a socket cannot be opened, and a device may act
        if _is_link(status) or not stat.S_ISREG(status.st_mode):
            raise missing
        with self._naming(name):
            handle = os.open(self._at(name), flags | _FILE, dir_fd=self.handle)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise missing
        return handle

    def _at(self, name: str) -> str:
        return name if self.handle is not None else str(self.path / name)

    @contextmanager
    def _naming(self, name: str) -> Iterator[None]:
        """Have an error name the whole path: the system was told of a part only."""
        try:
            yield
        except OSError as error:
            error.filename, error.filename2 = str(self.path / name), None
            raise


class _NamedFile(io.FileIO):
    """A file whose errors name it: what the system says of a full disk does not."""

    def __init__(self, handle: int, path: Path) -> None:
        super().__init__(handle, "wb")
        self._path = path

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            error.filename = str(self._path)
            raise


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise


def _is_link(status: os.stat_result) -> bool:
    tag: int = getattr(status, "st_reparse_tag", 0)
    return stat.S_ISLNK(status.st_mode) or bool(tag & _SURROGATE)
