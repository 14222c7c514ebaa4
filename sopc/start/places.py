"""Where a new SOP can stand: the units and sections of a catalogue, and what a user calls them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopc.catalogue.organisation import Section, Settings, Unit


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A section, or a unit without sections, which holds its SOPs directly."""

    unit: Unit
    section: Section | None

    @property
    def folder(self) -> str:
        """The folder below that of the catalogue."""
        return "/".join(each.folder for each in (self.unit, self.section) if each is not None)

    @property
    def number(self) -> str:
        """The numbers of unit and section: ``1.2``."""
        return ".".join(str(each.number) for each in (self.unit, self.section) if each is not None)

    @property
    def name(self) -> str:
        """As it is called: ``Sekretariat, Sub Bagian Umum``."""
        return ", ".join(str(each.name) for each in (self.unit, self.section) if each is not None)


def places_of(settings: Settings) -> tuple[NewPlace, ...]:
    """All places, in the order of the index."""
    return tuple(_places(settings))


def _places(settings: Settings) -> Iterator[NewPlace]:
    for unit in settings.units:
        yield from (NewPlace(unit, each) for each in unit.sections or (None,))


def called(words: str, places: Sequence[NewPlace]) -> tuple[NewPlace, ...]:
    """The places that may be meant: by their number or folder that one, by a part of the name all
    that have it, capitals aside."""
    wanted = " ".join(words.split()).lower()
    for found in (
        [place for place in places if wanted in (place.number, place.folder)],
        [place for place in places if wanted in _own(place)],
        [place for place in places if wanted and wanted in place.name.lower()],
    ):
        if found:
            return tuple(found)
    return ()


def _own(place: NewPlace) -> tuple[str, ...]:
    """The folder and the name of the section, or of the unit that has none."""
    last = place.section or place.unit
    return (last.folder, str(last.name).lower())
