"""The files of a catalogue in the one layout: those that would change, and those that are left."""

import os
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sopc.catalogue.organisation import ROOT_FILES
from sopc.diagnostics import Diagnostic, in_file_order
from sopc.format.formatted import Formatted, formatted
from sopc.known import below
from sopc.language import Phrase
from sopc.load.file_names import printable
from sopc.load.reading import Reading
from sopc.load.sop_files import sop_files
from sopc.load.sources import DISK
from sopc.reader import Unreadable


@dataclass(frozen=True, slots=True)
class FormattedFile:
    """A file, by its name below the catalogue's folder, and what it becomes."""

    name: str
    before: bytes
    made: Formatted

    @property
    def is_changed(self) -> bool:
        """Whether it is another one then."""
        return self.made.data != self.before


@dataclass(frozen=True, slots=True)
class FormattedFiles:
    """All files that were read, and what is wrong with those that were not."""

    files: tuple[FormattedFile, ...]
    faults: tuple[Diagnostic, ...]

    @property
    def changed(self) -> tuple[FormattedFile, ...]:
        """Those that would change."""
        return tuple(file for file in self.files if file.is_changed)

    @property
    def left(self) -> tuple[tuple[str, Phrase], ...]:
        """Those that have to stay as they are, and why."""
        return tuple((file.name, file.made.left) for file in self.files if file.made.left)


def formatted_files(
    root: Path, wanted: Container[str] | None, *, keep_numbers: bool
) -> FormattedFiles:
    """The files of the catalogue in ``root`` in the one layout; nothing is written.

    ``wanted`` are the paths below it of files and folders, None for all. What is no file of the
    catalogue stays unread.
    """
    reading = Reading(root, DISK)
    files: list[FormattedFile] = []
    faults: list[Diagnostic] = []
    for path in _paths(reading):
        name = path.relative_to(root).as_posix()
        if not _is_wanted(name, wanted):
            continue
        try:
            raw = reading.sources.raw(path)
        except Unreadable as error:
            reading.unreadable(error, path)
            continue
        made = formatted(raw, printable(path), keep_numbers=keep_numbers)
        faults += made.faults
        files.append(FormattedFile(name, raw, made))
    found = (*reading.diagnostics, *faults)
    told = [each for each in found if _is_wanted(below(each.place.file, root), wanted)]
    return FormattedFiles(tuple(files), tuple(in_file_order(told)))


def _paths(reading: Reading) -> Iterator[Path]:
    for name in ROOT_FILES:
        if os.path.lexists(reading.root / name):
            yield reading.root / name
    yield from sop_files(reading)


def _is_wanted(name: str, wanted: Container[str] | None) -> bool:
    """Whether a file, or a folder that it is in, is among those that are wanted."""
    path = PurePosixPath(name)
    return wanted is None or any(str(each) in wanted for each in (path, *path.parents))
