"""Reading files that somebody else made: the one place where files are opened to be read.

Nothing is read without end, nothing is waited for, and a link is followed only where the user has
named the file. What cannot be read is one reason, ``Unreadable``, of which callers make a finding
or a sentence.
"""

import errno
import os
import stat
from pathlib import Path

from sopc.language import Phrase
from sopc.limits import KIB, MIB
from sopc.refusals import reason_of

_PIECE = 64 * KIB
"""Bytes that are asked for at first: most files have fewer, and room for more costs time."""
_LATER_PIECE = MIB
# what a system does not know, it does not need: a link cannot be opened as a file there
FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe without a writer is not waited for
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_ITSELF = getattr(os, "O_NOFOLLOW", 0)


class Unreadable(Exception):
    """A file cannot be read; says why."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason

    @classmethod
    def of(cls, error: OSError) -> "Unreadable":
        """What the system says, in the user's words as far as they are known."""
        if isinstance(error, FileNotFoundError):
            return cls(Phrase("it does not exist"))
        if isinstance(error, PermissionError):
            return cls(Phrase("you have no permission"))
        if error.errno == errno.ELOOP:
            return cls(Phrase("a link is not followed; put the file itself here"))
        return cls(Phrase("the system says: {reason}", reason=reason_of(error)))


class TooLarge(Unreadable):
    """A file has more bytes than are read of its kind."""

    def __init__(self, most: int) -> None:
        super().__init__(Phrase("it is larger than {size}", size=size_in_words(most)))


def size_in_words(size: int) -> str:
    """A limit as it is said: ``8 MiB``, ``20 MB``."""
    for unit, name in ((MIB, "MiB"), (1000 * 1000, "MB"), (KIB, "KiB")):
        if size % unit == 0:
            return f"{size // unit} {name}"
    return f"{size} B"


def read(path: Path, most: int, *, follow: bool = False) -> bytes:
    """The bytes of a regular file, at most ``most``. Raises Unreadable.

    A link is followed only with ``follow``: where the user has named the file.
    """
    data = _start(path, most, follow=follow, refuse=True)
    if len(data) > most:  # it has grown, or the system does not say how large it is
        raise TooLarge(most)
    return data


def read_start(path: Path, most: int) -> bytes:
    """The bytes of a regular file that is no link, at most one more than ``most``.

    Whoever looks at them tells by that one that there are too many. Raises Unreadable.
    """
    return _start(path, most, follow=False, refuse=False)


def read_own(path: Path) -> bytes:
    """A file that came with the program or its packages, or that it has written. Raises OSError."""
    return path.read_bytes()


def read_open(handle: int, most: int) -> bytes:
    """What an open file has from here on, at most one byte more than ``most``.

    Raises OSError. The handle stays open.
    """
    found = os.read(handle, min(_PIECE, most + 1))
    if not found:
        return b""
    pieces, left = [found], most + 1 - len(found)
    while left > 0 and (piece := os.read(handle, min(_LATER_PIECE, left))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _start(path: Path, most: int, *, follow: bool, refuse: bool) -> bytes:
    try:
        # asked first: opening alone makes some devices do something
        _hold_regular(path.stat(follow_symlinks=follow))
        handle = os.open(path, FLAGS | (0 if follow else _ITSELF))
        try:
            size = _hold_regular(os.fstat(handle))
            if refuse and size > most:
                raise TooLarge(most)
            return read_open(handle, most)
        finally:
            os.close(handle)
    except OSError as error:
        raise Unreadable.of(error) from None
    except ValueError:  # no system has a file of that name
        raise Unreadable(Phrase("it does not exist")) from None


def _hold_regular(status: os.stat_result) -> int:
    """The size of a regular file in bytes. Raises Unreadable for anything else."""
    if stat.S_ISLNK(status.st_mode):
        raise Unreadable(Phrase("a link is not followed; put the file itself here"))
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(Phrase("this is no file but a folder, pipe or device"))
    return status.st_size
