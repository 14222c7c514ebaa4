"""The journal of a publication: what is to be put in, what removed, so that another can finish it.

It lies beside the files that it is about, in a folder that may come from anywhere: it is believed
only with a seal, and then only of files that a build makes.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from sopc.folder import InTheWay, OutputFolder
from sopc.limits import STATEMENT
from sopc.publish.seals import SEAL, Seals
from sopc.reader import read_open

MANIFEST = "manifest.json"
STORE = ".store"
"""The folder, below the outputs, of all that only serves the next build."""
RECORD = "record.json"
_FILE = "journal"
_PURPOSE = "journal, form 1"
"""A journal of another form, which another version of sopc left, bears another seal."""
_PIECE = 1 << 20
_RECORD = f"{STORE}/{RECORD}"


@dataclass(frozen=True, slots=True)
class Journal:
    """Digests of files by name: ``new`` ones, and the ``old`` ones that they replace or that go.

    None is the digest of what is no file, as a link. ``folders`` are those made for new files.
    """

    new: Mapping[str, str]
    old: Mapping[str, str | None]
    folders: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The files that are put in, replaced or removed; the manifest, which comes first when
        files go and last when they are in their places, is not among them."""
        names = (self.new.keys() | self.old.keys()) - {MANIFEST}
        # what goes is first: on some systems its name may be one of a new file's spellings
        return sorted(names, key=lambda name: (name in self.new, name))

    def write(self, folder: OutputFolder, seals: Seals) -> None:
        """Keep the journal, so that it outlasts a power cut. Raises OSError."""
        data = json.dumps(asdict(self)).encode("ascii")
        folder.write(_FILE, seals.seal(_PURPOSE, data).encode("ascii"), data)
        folder.sync([_FILE])


def read_journal(folder: OutputFolder, seals: Seals) -> Journal | None:
    """The journal in a folder; None when there is none to believe. Raises OSError."""
    raw = read_whole(folder, _FILE) or b""
    seal, data = raw[:SEAL].decode("latin-1"), raw[SEAL:]
    if not seals.holds(seal, _PURPOSE, data):
        return None
    kept = json.loads(data)
    journal = Journal(kept["new"], kept["old"], tuple(kept["folders"]))
    return journal if all(map(_is_output, (*journal.names, *journal.folders))) else None


def has_journal(folder: OutputFolder) -> bool:
    """Whether there may be something to finish, by whatever a journal is worth."""
    try:
        return folder.has(_FILE)
    except OSError:
        return True


def remove_journal(folder: OutputFolder) -> None:
    """What was begun is done. Raises OSError."""
    folder.remove(_FILE)


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


def _is_output(name: str) -> bool:
    """Whether a build makes files of such a name: nothing hidden, but for the record."""
    try:
        parts = OutputFolder(Path()).below(name).parts
    except ValueError:  # it leads elsewhere
        return False
    return name == _RECORD or not any(part.startswith(".") for part in parts)
