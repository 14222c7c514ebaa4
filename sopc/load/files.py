"""Reading a file that someone else wrote: never through a link, from a pipe, or without end."""

import os
import stat
from pathlib import Path, PurePath

from sopc.language import Phrase

MAX_BYTES = 1024 * 1024
_USUAL_BYTES = 64 * 1024


def printable(path: PurePath | str) -> str:
    """A path as words that can be printed, also when the file's name is not UTF-8.

    With forward slashes on every system: findings, keys and outputs are compared between them.
    """
    words = path.as_posix() if isinstance(path, PurePath) else path
    return os.fsencode(words).decode("utf-8", "replace")


def stays_below(name: str, kind: type[PurePath] = Path) -> bool:
    """Whether a name that git gives leads to a file below the folder it is put in.

    A tree can hold any name; on Windows, a backslash and a colon in one lead elsewhere.
    """
    path = kind(name)
    return path.as_posix() == name and not path.anchor and ".." not in path.parts


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
        return cls(Phrase("the system says: {reason}", reason=error.strerror or error))


def read_start(path: Path) -> bytes:
    """A file's bytes, at most one more than ``MAX_BYTES``.

    Raises Unreadable for what is no regular file: a link may lead out of the catalogue's folder,
    a pipe may never end.
    """
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            raise Unreadable(Phrase("a link is not followed; put the file itself here"))
        if not stat.S_ISREG(mode):
            raise Unreadable(Phrase("this is no file but a folder, pipe or device"))
        with path.open("rb") as file:
            start = file.read(_USUAL_BYTES)  # room for the most would cost more than the reading
            if len(start) < _USUAL_BYTES:
                return start
            return start + file.read(MAX_BYTES + 1 - _USUAL_BYTES)
    except OSError as error:
        raise Unreadable.of(error) from None
