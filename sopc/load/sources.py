"""Where the files of a catalogue are read from: the disk, or what an editor has not saved yet."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol, TypeAlias

from sopc.diagnostics import Diagnostic
from sopc.limits import YAML
from sopc.load.file_names import printable
from sopc.load.yaml_reader import YamlDocument, read_yaml
from sopc.reader import read_start

Parsed: TypeAlias = tuple[YamlDocument | None, list[Diagnostic]]


class Sources(Protocol):
    """What the loader asks for files."""

    def raw(self, path: Path) -> bytes:
        """What a file says, at most a byte more than ``YAML``. Raises Unreadable."""

    def parsed(self, raw: bytes, name: str) -> Parsed:
        """The data of a file of that name, and what is wrong with it."""

    def unsaved(self) -> Iterable[Path]:
        """Files that may not be on the disk."""


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


class InPlaceOf(Disk):
    """The same, but of some files, by the names that places have, what somebody is about to write:
    ``instead``."""

    def __init__(self, instead: Mapping[str, bytes]) -> None:
        self._instead = instead

    def raw(self, path: Path) -> bytes:
        """What a file says, or is to say."""
        name = printable(path)
        return self._instead[name] if name in self._instead else super().raw(path)


DISK = Disk()
