"""The folders of units and sections, as a user names them and as katalog.yaml has them."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from sopc.catalogue.base import KEY
from sopc.catalogue.organisation import Section, Unit
from sopc.catalogue.sop_folders import folders_called, sop_folders
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.rewrite.ground import Ground


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that katalog.yaml knows: of a unit, or of one of its sections."""

    unit: Unit
    section: Section | None = None

    @property
    def name(self) -> str:
        """Its way from the catalogue's folder, with a slash at its end."""
        section = f"{self.section.folder}/" if self.section else ""
        return f"{self.unit.folder}/{section}"

    @property
    def values(self) -> dict[str, int]:
        """The numbers that it gives to the placeholders of a pattern."""
        section = {"seksi": self.section.number} if self.section else {}
        return {"unit": self.unit.number, **section}

    @property
    def holds_sops(self) -> bool:
        """Whether files of SOPs stand in it."""
        return self.section is not None or not self.unit.sections


def folders_of(ground: Ground) -> dict[str, Folder]:
    """All folders of katalog.yaml, by their names without a slash at the end."""
    found = {}
    for unit in ground.catalogue.settings.units:
        found[unit.folder] = Folder(unit)
        for section in unit.sections:
            found[f"{unit.folder}/{section.folder}"] = Folder(unit, section)
    return found


def below(ground: Ground, word: str) -> str:
    """A folder that a user names, from the catalogue's folder or from here: its way from there."""
    name = os.path.normpath(word.replace("\\", "/"))
    named, root = os.path.abspath(name), os.path.abspath(ground.root)  # noqa: PTH100
    known = name.split("/")[0] in {unit.folder for unit in ground.catalogue.settings.units}
    if not known and Path(named).is_relative_to(root) and named != root:
        return Path(named).relative_to(root).as_posix()
    return Path(name).as_posix()


def folder_called(ground: Ground, word: str) -> Folder:
    """The folder of a name. Raises SopcError, with those it has, where katalog.yaml has it not."""
    name, known = below(ground, word), folders_of(ground)
    if name in known:
        return known[name]
    message = Phrase("`{folder}` is no folder of katalog.yaml", folder=name)
    names = [each for each, folder in known.items() if folder.holds_sops]
    within = [each for each in names if each.split("/")[0] == name.split("/")[0]]
    hint = Phrase("known: {known}", known=", ".join(within or names))
    raise SopcError(Phrase("{message}; {hint}", message=message, hint=hint))


def folder_meant(ground: Ground, word: str) -> Folder:
    """The folder for SOPs that a user means: by its name, or as ``sopc new`` takes it, by its
    number or a part of what the section is called. Raises SopcError."""
    found = folders_called(word, sop_folders(ground.catalogue.settings))
    if below(ground, word) not in folders_of(ground) and len(found) == 1:
        return Folder(found[0].unit, found[0].section)
    return held_in(folder_called(ground, word))


def held_in(folder: Folder) -> Folder:
    """A folder that files of SOPs can stand in. Raises SopcError."""
    if folder.holds_sops:
        return folder
    names = ", ".join(f"{folder.unit.folder}/{section.folder}" for section in folder.unit.sections)
    raise SopcError(
        Phrase(
            "the SOPs of `{folder}` stand in its sections: {names}",
            folder=folder.unit.folder,
            names=names,
        )
    )


def hold_key(name: str) -> None:
    """Raises SopcError for a name that no folder of a catalogue can have."""
    if not re.fullmatch(KEY, name):
        raise SopcError(
            Phrase("`{text}` is no key: small letters, digits and hyphens between them", text=name)
        )
