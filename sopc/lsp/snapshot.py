"""A catalogue as it stands on the disk and in the editor's open texts, read and checked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sopc import pipeline
from sopc.catalogue.names import NO_NAMES, KnownNames, names_of
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.diagnostics import Diagnostic, SopcError
from sopc.language import translator, translator_of
from sopc.load.file_names import printable
from sopc.load.schema import json_schema
from sopc.load.schema_tidying import Schema
from sopc.rewrite.files import ReadCatalogue, ReadFile, Texts


def root_of(path: Path) -> Path | None:
    """The catalogue that a file belongs to: the folder of the nearest katalog.yaml above it."""
    for folder in path.parents:
        if (folder / SETTINGS_FILE).is_file():
            return folder
    return None


@dataclass(frozen=True)
class Snapshot(ReadCatalogue):
    """A catalogue at a moment, with what an editor is offered of it."""

    names: KnownNames
    _schemas: dict[str, Schema] = field(default_factory=dict)
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
            from sopc.codes import settable  # with all rules

            checks = settable(translator("id"), translator_of("manual", "id"))
            self._schemas[kind] = json.loads(json_schema(kind, self.names, checks))
        return self._schemas[kind]

    def findings(self, name: str) -> list[Diagnostic]:
        """What was found in a file."""
        if not self._found:
            for each in self.checked.diagnostics:
                self._found.setdefault(each.place.file, []).append(each)
        return self._found.get(name, [])
