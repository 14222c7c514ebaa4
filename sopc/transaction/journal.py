"""The journal of a change of several files: what is put in, what goes, so that another can end it.

It lies beside the files that it is about, in a folder that may come from anywhere: it is believed
only with a seal, and then only of files that such a change may be about.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Self

from sopc.folder import InTheWay, OutputFolder
from sopc.limits import STATEMENT
from sopc.reader import read_open
from sopc.transaction.seals import Seals

_FILE = "journal"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Journal:
    """Digests of files by name: ``new`` ones, and the ``old`` ones that they replace or that go.

    None is the digest of what is no file, as a link. ``folders`` are those made for new files.
    """

    new: Mapping[str, str]
    old: Mapping[str, str | None]
    folders: tuple[str, ...]

    PURPOSE: ClassVar[str]
    """What its seal is for. One of another form, which another version of sopc left, bears
    another seal."""
    LAST: ClassVar[str | None] = None
    """A file that goes first and comes last: where it is, all others are in their places."""

    @staticmethod
    def allows(name: str) -> bool:
        """Whether a file or folder of that name may be in such a journal."""
        raise NotImplementedError

    @property
    def names(self) -> list[str]:
        """The files that are put in, replaced or removed; the one that goes first and comes last is
        not among them."""
        names = (self.new.keys() | self.old.keys()) - {self.LAST}
        # what goes is first: on some systems its name may be one of a new file's spellings
        return sorted(names, key=lambda name: (name in self.new, name))

    def write(self, folder: OutputFolder, seals: Seals) -> None:
        """Keep the journal, so that it outlasts a power cut. Raises OSError."""
        data = json.dumps(asdict(self)).encode("ascii")
        folder.write(_FILE, seals.seal(self.PURPOSE, data).encode("ascii"), data)
        folder.sync([_FILE])

    @classmethod
    def read(cls, folder: OutputFolder, seals: Seals) -> Self | None:
        """The journal in a folder; None when there is none to believe. Raises OSError."""
        data = seals.opened(cls.PURPOSE, read_whole(folder, _FILE) or b"")
        if data is None:
            return None
        kept = json.loads(data)
        journal = cls(kept["new"], kept["old"], tuple(kept["folders"]))
        every = {*journal.new, *journal.old, *journal.folders}
        return journal if all(map(cls.allows, every)) else None


def has_journal(folder: OutputFolder) -> bool:
    """Whether there may be something to finish, by whatever a journal is worth."""
    try:
        return folder.has(_FILE)
    except OSError:
        return True


def remove_journal(folder: OutputFolder) -> None:
    """What was begun is done. Raises OSError."""
    folder.remove(_FILE)


def parts_below(name: str) -> tuple[str, ...]:
    """The names of the folders and the file that a name leads to; none if it leads elsewhere."""
    try:
        return OutputFolder(Path()).below(name).parts
    except ValueError:
        return ()


def read_whole(folder: OutputFolder, name: str) -> bytes | None:
    """The bytes of a statement; None where there is none. Raises OSError."""
    try:
        with folder.open(name) as file:
            return read_open(file.fileno(), STATEMENT)
    except (FileNotFoundError, NotADirectoryError, InTheWay):
        return None


def digest_of(folder: OutputFolder, name: str) -> str | None:
    """The SHA-256 of a file; None for what is none, as a link. Raises OSError."""
    try:
        with folder.open(name) as file:
            found = sha256()
            while piece := file.read(_PIECE):
                found.update(piece)
            return found.hexdigest()
    except (FileNotFoundError, NotADirectoryError, InTheWay):
        return None
