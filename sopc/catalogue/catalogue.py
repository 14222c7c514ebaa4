"""The catalogue: the one model in the middle. Every stage reads it, none changes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sopc.catalogue.boxes import composed
from sopc.catalogue.number import SopNumber
from sopc.catalogue.numbering import CatalogueNumbering
from sopc.catalogue.organisation import Section, Settings, Unit
from sopc.catalogue.registry import Actor, Official, Regulation
from sopc.catalogue.sop import Sop


@dataclass(frozen=True, slots=True)
class Location:
    """Where an SOP stands: its file (as the user named it) and the unit and section it is in."""

    file: str
    stem: str
    unit: Unit
    section: Section | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An SOP and where it stands.

    ``sop`` is what it says, with what it takes over from katalog.yaml; ``alone`` is what its own
    file says, where that is less.
    """

    location: Location
    sop: Sop
    alone: Sop | None = None

    @classmethod
    def of(cls, location: Location, own: Sop, settings: Settings) -> "Entry":
        """The entry of an SOP as its file has it."""
        sop = composed(own, settings.defaults_of(location.unit))
        return cls(location, sop, own if sop is not own else None)

    @property
    def own(self) -> Sop:
        """The SOP as its own file has it: places of values are of this."""
        return self.alone or self.sop

    @property
    def name(self) -> str:
        """What the SOP's outputs are called: its number, or the file's own name for a draft."""
        return self.sop.number.file_stem if self.sop.number else self.location.stem

    @property
    def is_named_by_number(self) -> bool:
        """Whether its file is named by its number, as it should be."""
        return self.sop.number is not None and self.location.stem == self.sop.number.file_stem


@dataclass(frozen=True)
class Catalogue:
    """Settings, registries and SOPs. ``entries`` are in index order: unit, section, number."""

    settings: Settings
    actors: dict[str, Actor]
    regulations: dict[str, Regulation]
    officials: dict[str, Official]
    entries: tuple[Entry, ...]

    @cached_property
    def numbering(self) -> CatalogueNumbering:
        """By which patterns numbers are read and composed."""
        return self.settings.numbering

    @cached_property
    def by_number(self) -> dict[SopNumber, Entry]:
        """The entries by number; of two with one number, the one whose file is named by it, or the
        first."""
        found: dict[SopNumber, Entry] = {}
        for entry in sorted(self.entries, key=lambda each: not each.is_named_by_number):
            if entry.sop.number is not None:
                found.setdefault(entry.sop.number, entry)
        return found

    @cached_property
    def by_name(self) -> dict[str, Entry]:
        """The entries by their numbers as they are printed; those without one, by their files."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            found.setdefault(str(entry.sop.number or entry.name), entry)
        return found

    @cached_property
    def _by_unit(self) -> dict[str, list[Entry]]:
        """The entries by their unit's folder, in index order."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.location.unit.folder, []).append(entry)
        return found

    def narrowed(self, entry: Entry) -> "Catalogue":
        """One SOP alone, from which the others are found by their numbers, names and units."""
        alone = replace(self, entries=(entry,))
        found = {"by_number": self.by_number, "by_name": self.by_name, "_by_unit": self._by_unit}
        vars(alone).update(found, numbering=self.numbering)
        return alone

    def in_unit(self, unit: Unit) -> Sequence[Entry]:
        """The SOPs of one unit, in index order."""
        return self._by_unit.get(unit.folder, [])

    def in_section(self, unit: Unit, section: Section | None) -> Iterator[Entry]:
        """The numbered SOPs of one section, in index order."""
        for entry in self.in_unit(unit):
            if entry.location.section == section and entry.sop.number is not None:
                yield entry

    def drafts(self, unit: Unit | None = None) -> tuple[Entry, ...]:
        """The SOPs that have no number yet, of one unit or of all."""
        entries = self.entries if unit is None else self.in_unit(unit)
        return tuple(entry for entry in entries if entry.sop.number is None)

    def approver(self, entry: Entry) -> Official | None:
        """Who enacts an SOP: named by itself, else by its unit, else by the catalogue."""
        return self.officials.get(approver_key(self.settings, entry))

    def enacted_by(self, entry: Entry) -> Official | None:
        """Whom the box *Disahkan oleh* names: who enacts the SOP, unless something else is said."""
        return self.officials.get(enacted_by_key(self.settings, entry))


def approver_key(settings: Settings, entry: Entry) -> str:
    """Who enacts an SOP, by the key in pejabat.yaml."""
    return entry.sop.approver or entry.location.unit.approver or settings.approver


def enacted_by_key(settings: Settings, entry: Entry) -> str:
    """Whom the box *Disahkan oleh* names, by the key in pejabat.yaml."""
    named = entry.sop.enacted_by or entry.location.unit.enacted_by or settings.enacted_by
    return named or approver_key(settings, entry)
