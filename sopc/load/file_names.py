"""Names of files that somebody else gave."""

import os
from pathlib import Path, PurePath


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


def may_be_read(path: str) -> bool:
    """Whether the loader would read a file that git names."""
    hidden = any(part.startswith(".") for part in Path(path).parts)
    return path.endswith(".yaml") and not hidden and stays_below(path)
