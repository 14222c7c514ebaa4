"""The folders that hold SOPs: of sections, and of units without any; and what a user calls them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopc.catalogue.organisation import Section, Settings, Unit


@dataclass(frozen=True, slots=True)
class SopFolder:
    """The folder of a section, or of a unit without sections, which holds its SOPs directly."""

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


def sop_folders(settings: Settings) -> tuple[SopFolder, ...]:
    """All of them, in the order of the index."""
    return tuple(_folders(settings))


def _folders(settings: Settings) -> Iterator[SopFolder]:
    for unit in settings.units:
        yield from (SopFolder(unit, each) for each in unit.sections or (None,))


def folders_called(words: str, folders: Sequence[SopFolder]) -> tuple[SopFolder, ...]:
    """Those that may be meant: by their number or folder that one, by a part of the name all
    that have it, capitals aside."""
    wanted = " ".join(words.split()).lower()
    for found in (
        [each for each in folders if wanted in (each.number, each.folder)],
        [each for each in folders if wanted in _own(each)],
        [each for each in folders if wanted and wanted in each.name.lower()],
    ):
        if found:
            return tuple(found)
    return ()


def _own(folder: SopFolder) -> tuple[str, ...]:
    """The folder and the name of the section, or of the unit that has none."""
    last = folder.section or folder.unit
    return (last.folder, str(last.name).lower())
