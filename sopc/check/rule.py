"""What a rule is: a module with a code, and a generator that finds what breaks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.document import Document
from sopc.catalogue.earlier import Earlier
from sopc.catalogue.findings import PlacedNote
from sopc.compare.comparison import CatalogueComparison
from sopc.diagnostics import (
    Diagnostic,
    ManualPage,
    Place,
    Severity,
    SourceMap,
    Unread,
    place_of,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What rules look at: the catalogue, where everything was written, what could not be read.

    ``unread`` names the files that have faults of their own, so that what refers to them is not
    blamed too. ``today`` is what dates are compared with; no rule reads the clock. ``earlier`` is
    what the catalogue is compared with, if anything, and ``compared`` the two held against each
    other; ``document`` the text of what it was transcribed from, if that is at hand.
    """

    catalogue: Catalogue
    source_map: SourceMap
    unread: Unread
    today: date
    earlier: Earlier | None = None
    document: Document | None = None
    compared: CatalogueComparison | None = None

    def place(self, entry: Entry, *path: str | int) -> Place:
        """Where a value of an SOP was written."""
        return self.source_map.place(entry.location.file, *path)

    def noted(self, finding: PlacedNote, *path: str | int) -> Place:
        """Where a note was written, or a value of it."""
        if finding.entry is not None:
            return self.place(finding.entry, *finding.path, *path)
        return self.root_place(finding.file, *finding.path, *path)

    def root_place(self, name: str, *path: str | int) -> Place:
        """Where a value of one of the catalogue's root files was written."""
        return self.source_map.place(self._root_file(name), *path)

    def key_place(self, name: str, *path: str | int) -> Place:
        """Where a key of one of the root files was written; that of its value, if not known."""
        places = self.source_map.files.get(self._root_file(name))
        if places is None or path not in places.keys:
            return self.root_place(name, *path)
        return place_of(places.file, places.lines, *places.keys[path])

    def _root_file(self, name: str) -> str:
        files = (file for file in self.source_map.files if file.endswith(name))
        return next((file for file in files if Path(file).name == name), name)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the checker runs it."""

    page: ManualPage
    check: Callable[[Context], Iterator[Diagnostic]]

    @property
    def code(self) -> str:
        """The code of what it finds."""
        return self.page.code

    @classmethod
    def of(cls, module: ModuleType) -> "Rule":
        """The rule a module defines: its CODE, its docstring, its ``check``, and what it sets of
        SEVERITY (an error otherwise), BINDING (why the error stays one) and GROUP (its family's
        otherwise)."""
        manual = (module.__doc__ or "").strip()
        severity = getattr(module, "SEVERITY", Severity.ERROR)
        binding = getattr(module, "BINDING", "")
        group = getattr(module, "GROUP", "")
        return cls(ManualPage(module.CODE, manual, severity, binding, group), module.check)
