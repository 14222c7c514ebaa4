"""What is to be done to the files of a catalogue, after a look at all that could be in the way."""

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from sopc.diagnostics import SopcError
from sopc.entered_folder import Rights
from sopc.folder import InTheWay, OutputFolder
from sopc.language import Phrase
from sopc.reader import read_open
from sopc.transaction.exchange import naming
from sopc.transaction.journal import Journal, parts_below

STAGED = ".sopc-"
"""How the names of folders begin, in a catalogue, in which files wait to be put in."""
_GIT = ".git"


class Changed(SopcError):
    """A file was changed by somebody else meanwhile."""

    def __init__(self, path: Path) -> None:
        super().__init__(Phrase("`{path}` was changed meanwhile: nothing is written", path=path))


class CatalogueJournal(Journal):
    """What is put into a catalogue, replaced and removed there."""

    __slots__ = ()

    PURPOSE: ClassVar[str] = "journal of a catalogue, form 1"

    @staticmethod
    def allows(name: str) -> bool:
        """Whether a file may be changed: nothing of git's, and nothing that waits to be put in."""
        parts = parts_below(name)
        return bool(parts) and not any(
            part.startswith(STAGED) or part.casefold().rstrip(". ") == _GIT for part in parts
        )


@dataclass(frozen=True, slots=True)
class Planned:
    """The files to put in, with the rights of those that they replace, and the journal of all."""

    new: Mapping[str, tuple[bytes, Rights | None]]
    journal: CatalogueJournal


def planned(
    out: OutputFolder,
    before: Mapping[str, bytes | None],
    after: Mapping[str, bytes | None],
    rights: Mapping[str, Rights],
) -> Planned:
    """How files come to be as ``after`` says that are as ``before`` says. None is no file.

    ``rights`` are those of files that are new. Raises Changed where one is otherwise by now,
    InTheWay or OSError where one cannot be changed.
    """
    there = _there(out, before, after)
    changing = [name for name in after if before[name] != after[name]]
    new = {
        name: (data, Rights.of(there[name]) if name in there else rights.get(name))
        for name in changing
        if (data := after[name]) is not None
    }
    digests = {name: sha256(data).hexdigest() for name, (data, _) in new.items()}
    old = {
        name: sha256(data).hexdigest() for name in changing if (data := before[name]) is not None
    }
    above = {folder for name in new for folder in folders_above(name)}
    made = tuple(folder for folder in sorted(above) if not out.has(folder))
    return Planned(new, CatalogueJournal(digests, old, made))


def _there(
    out: OutputFolder, before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]
) -> dict[str, os.stat_result]:
    """The files that are there, after a look at each. Raises Changed, InTheWay or OSError."""
    gone = {name for name, data in after.items() if data is None and before[name] is not None}
    there: dict[str, os.stat_result] = {}
    for name in sorted(after, key=lambda name: (name not in gone, name)):
        if not CatalogueJournal.allows(name):
            raise InTheWay(Phrase("`{path}` is no file of a catalogue", path=out.path / name))
        going = [there[each] for each in gone & there.keys()]
        with naming(out, name):
            found = _looked_at(out, name, before[name], going)
            if found is not None:
                there[name] = found
            if before[name] != after[name]:
                _refuse(out, name, found)
    return there


def _looked_at(
    out: OutputFolder, name: str, before: bytes | None, going: Iterable[os.stat_result]
) -> os.stat_result | None:
    """A file that is there, as it was before; None if there was none, and is none."""
    status = out.status(name)
    if before is None:
        # on some systems its name may be another spelling of one that goes
        if status is not None and not any(os.path.samestat(status, each) for each in going):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        return None
    if status is not None and not stat.S_ISREG(status.st_mode):
        path = out.path / name
        raise InTheWay(Phrase("`{path}` is not a file of its own; remove it", path=path))
    with out.open(name) as file:
        if read_open(file.fileno(), len(before)) != before:
            raise Changed(out.path / name)
    return status


def _refuse(out: OutputFolder, name: str, there: os.stat_result | None) -> None:
    """Raises InTheWay or OSError for a file that may not be written, put in or taken out."""
    out.refuse(name)
    if there is not None:
        out.refuse_read_only(name)


def folders_above(name: str) -> list[str]:
    """The folders that a file is in, the outermost first."""
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]
