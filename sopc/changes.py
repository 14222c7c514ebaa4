"""What a mend does to the data of a file, whatever its layout is.

A rule knows which word is right; how the text of the file has to be changed for that, so that all
else stays as it is, is found where the text is at hand (``sopc.edit``).
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way from a file's root to a value: ``("langkah", 4, "pelaksana")``, positions from 0."""

Word: TypeAlias = "str | int | float | bool | None"
"""What stands at the end of such a way: a text, a number, ``true`` or ``false``, or nothing."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Another word in the place of ``old``, which has to stand there."""

    file: str
    path: KeyPath
    old: Word
    new: Word


@dataclass(frozen=True, slots=True)
class Remove:
    """An entry of a list, or a key with its value, is taken out: with it the list, if it was the
    last."""

    file: str
    path: KeyPath


@dataclass(frozen=True, slots=True)
class RenameKey:
    """The key at the end of ``path`` is called ``key`` instead."""

    file: str
    path: KeyPath
    key: str


@dataclass(frozen=True, slots=True)
class RenameFile:
    """A file gets another name, in the same folder."""

    file: str
    name: str


@dataclass(frozen=True, slots=True)
class Respell:
    """A word of a text is spelt otherwise, wherever it stands in it by itself."""

    file: str
    path: KeyPath
    wrong: str
    right: str

    def made(self, text: str) -> tuple[str, int]:
        """A text with the right spelling, and how often that was put in."""
        return re.subn(rf"(?<!\w){re.escape(self.wrong)}(?!\w)", lambda _: self.right, text)


@dataclass(frozen=True, slots=True)
class BeginWith:
    """The file begins with another line: a comment."""

    file: str
    line: str


Change: TypeAlias = Replace | Remove | RenameKey | Respell | BeginWith
