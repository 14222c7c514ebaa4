"""A catalogue as it stands on the disk and in the editor's open texts, read and checked."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.names import NO_NAMES, KnownNames, names_of
from sopc.catalogue.organisation import ROOT_FILES, SETTINGS_FILE
from sopc.codes import settable
from sopc.diagnostics import Diagnostic, SopcError
from sopc.edit.occurrences import Occurrence, occurrences
from sopc.language import translator, translator_of
from sopc.limits import YAML
from sopc.load.file_names import printable
from sopc.load.schema import json_schema
from sopc.load.schema_tidying import Schema
from sopc.load.sources import DISK, Parsed
from sopc.load.yaml_reader import YamlDocument


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: its text, and its data if it has any."""

    path: Path
    name: str
    kind: str
    raw: bytes
    parsed: Parsed

    @property
    def document(self) -> YamlDocument | None:
        """The data; None while the text is no YAML."""
        return self.parsed[0]

    @property
    def text(self) -> str:
        """What places are counted in."""
        document = self.parsed[0]
        return document.text if document else self.raw.decode("utf-8-sig", "replace")


class Texts:
    """Where a check reads from: open texts, then the disk. What was read before is not read anew.

    One instance serves one check: a client may change its texts meanwhile.
    """

    def __init__(
        self, root: Path, opened: Mapping[Path, str], before: Mapping[str, ReadFile]
    ) -> None:
        self._root, self._opened, self._before = root, opened, before
        self._raw: dict[str, tuple[Path, bytes]] = {}
        self.files: dict[str, ReadFile] = {}

    def raw(self, path: Path) -> bytes:
        """What a file says. Raises Unreadable."""
        text = self._opened.get(path)
        # what JSON can say and UTF-8 cannot, is a fault of the file
        raw = DISK.raw(path) if text is None else text[: YAML + 1].encode("utf-8", "surrogatepass")
        raw = raw[: YAML + 1]
        self._raw[printable(path)] = path, raw
        return raw

    def parsed(self, raw: bytes, name: str) -> Parsed:
        """The data of a file, of which ``raw`` was read."""
        path, _ = self._raw[name]
        known = self._before.get(name)
        parsed = known.parsed if known and known.raw == raw else DISK.parsed(raw, name)
        self.files[name] = ReadFile(path, name, kind_of(self._root, path), raw, parsed)
        document, found = parsed
        return document, list(found)

    def unsaved(self) -> Iterable[Path]:
        """The files that are open."""
        return sorted(self._opened)

    def is_gone(self, path: Path) -> bool:
        """No file is: what an editor takes away, it takes from the disk."""
        del path
        return False


def kind_of(root: Path, path: Path) -> str:
    """What a file of a catalogue holds."""
    return path.stem if path.parent == root and path.name in ROOT_FILES else "sop"


def root_of(path: Path) -> Path | None:
    """The catalogue that a file belongs to: the folder of the nearest katalog.yaml above it."""
    for folder in path.parents:
        if (folder / SETTINGS_FILE).is_file():
            return folder
    return None


@dataclass(frozen=True)
class Snapshot:
    """A catalogue at a moment: what it holds, what was found, and every file by its name."""

    root: Path
    catalogue: Catalogue | None
    checked: pipeline.Checked
    files: Mapping[str, ReadFile]
    names: KnownNames
    _schemas: dict[str, Schema] = field(default_factory=dict)
    _named: dict[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    _found: dict[str, list[Diagnostic]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, root: Path, opened: Mapping[Path, str], before: "Snapshot | None", today: date
    ) -> "Snapshot | None":
        """Read and check a catalogue; None when there is none any more."""
        texts = Texts(root, opened, before.files if before else {})
        try:
            checked = pipeline.check(root, today, sources=texts)
        except SopcError:
            return None
        catalogue = checked.catalogue
        names = names_of(catalogue, checked.unread) if catalogue else NO_NAMES
        return cls(root, catalogue, checked, texts.files, names)

    def file(self, path: Path) -> ReadFile | None:
        """A file of the catalogue; None for one that could not be read."""
        return self.files.get(printable(path))

    def schema(self, kind: str) -> Schema:
        """The schema of a kind of file, with the catalogue's names as choices."""
        if kind not in self._schemas:
            checks = settable(translator("id"), translator_of("manual", "id"))
            self._schemas[kind] = json.loads(json_schema(kind, self.names, checks))
        return self._schemas[kind]

    def named_in(self, name: str) -> tuple[Occurrence, ...]:
        """Every name that stands in a file, in the order of the file; none while it is no YAML."""
        if name not in self._named:
            file = self.files[name]
            found = occurrences(file.kind, file.document) if file.document else ()
            self._named[name] = tuple(found)
        return self._named[name]

    def named(self) -> Iterable[Occurrence]:
        """Every name that stands in any file."""
        for name in self.files:
            yield from self.named_in(name)

    def findings(self, name: str) -> list[Diagnostic]:
        """What was found in a file."""
        if not self._found:
            for each in self.checked.diagnostics:
                self._found.setdefault(each.place.file, []).append(each)
        return self._found.get(name, [])

    def entry(self, name: str) -> Entry | None:
        """The SOP that a file holds, if it can be read."""
        entries = self.catalogue.entries if self.catalogue else ()
        return next((each for each in entries if each.location.file == name), None)
