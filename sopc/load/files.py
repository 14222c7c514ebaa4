"""Reading a file that someone else wrote: never through a link, from a pipe, or without end."""

import os
import stat
from pathlib import Path

from sopc.language import Phrase

MAX_BYTES = 1024 * 1024
_USUAL_BYTES = 64 * 1024


def printable(path: Path | str) -> str:
    """A path as words that can be printed, also when the file's name is not UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


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
