"""Where the files of a catalogue are read from: the disk, or what is not written there yet."""

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol, TypeAlias

from sopc.diagnostics import Diagnostic
from sopc.limits import YAML
from sopc.load.file_names import printable
from sopc.load.yaml_reader import YamlDocument, read_yaml
from sopc.reader import Unreadable, read_start

Parsed: TypeAlias = tuple[YamlDocument | None, list[Diagnostic]]


class Sources(Protocol):
    """What the loader asks for files."""

    def raw(self, path: Path) -> bytes:
        """What a file says, at most a byte more than ``YAML``. Raises Unreadable."""

    def parsed(self, raw: bytes, name: str) -> Parsed:
        """The data of a file of that name, and what is wrong with it."""

    def unsaved(self) -> Iterable[Path]:
        """Files that may not be on the disk."""

    def is_to_come(self, path: Path) -> bool:
        """Whether a file counts as there, also if it is not on the disk."""

    def is_gone(self, path: Path) -> bool:
        """Whether a file counts as none, also if it is on the disk."""


class Disk:
    """The files as they are saved."""

    def raw(self, path: Path) -> bytes:
        """What a file says."""
        return read_start(path, YAML)

    def parsed(self, raw: bytes, name: str) -> Parsed:
        """The data of a file."""
        return read_yaml(raw, name)

    def unsaved(self) -> Iterable[Path]:
        """None: all are on the disk."""
        return ()

    def is_to_come(self, path: Path) -> bool:
        """No file is: it is on the disk, or not."""
        del path
        return False

    def is_gone(self, path: Path) -> bool:
        """No file is: it is on the disk, or not."""
        del path
        return False


class InPlaceOf(Disk):
    """The same, but of some files, by the names that places have, what somebody is about to write:
    ``instead``, with nothing for a file that is to be gone."""

    def __init__(self, instead: Mapping[str, bytes | None]) -> None:
        self._instead = instead

    def raw(self, path: Path) -> bytes:
        """What a file says, or is to say."""
        name = printable(path)
        if name not in self._instead:
            return super().raw(path)
        said = self._instead[name]
        if said is None:
            raise Unreadable.of(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name))
        return said

    def unsaved(self) -> Iterable[Path]:
        """The files that are to be written; some may be on the disk."""
        return [Path(name) for name, said in sorted(self._instead.items()) if said is not None]

    def is_to_come(self, path: Path) -> bool:
        """Whether a file is to be written."""
        return self._instead.get(printable(path)) is not None

    def is_gone(self, path: Path) -> bool:
        """Whether a file is to be gone."""
        return self._instead.get(printable(path), b"") is None


DISK = Disk()
