"""Folders say where an SOP belongs: in which unit, and in which of its sections."""

from pathlib import Path

from sopc.catalogue.catalogue import Location
from sopc.catalogue.organisation import ROOT_FILES, Settings, Unit
from sopc.diagnostics import CommonCause, Diagnostic, ManualPage, Place
from sopc.language import Hint, Phrase
from sopc.load.file_names import printable
from sopc.suggest import did_you_mean

IN_NO_UNIT = ManualPage(
    "NUM004",
    """An SOP's file stands in the folder of its unit and section.

The folders are those of katalog.yaml; a unit without sections holds its files directly.

Bad::

    sops/lain-lain/V.26.1.1.3.yaml

Good::

    sops/1-sekretariat/1-umum-dan-kepegawaian/V.26.1.1.3.yaml""",
    binding="It belongs to no volume and no part of the index.",
)


def locate(root: Path, path: Path, settings: Settings) -> Location | Diagnostic:
    """The unit and section whose folders hold the file, or where it should stand instead."""
    folders = path.relative_to(root).parts[:-1]
    unit_folder, section_folder, *deeper = (*folders, *("",) * (2 - len(folders)))
    unit = next((u for u in settings.units if u.folder == unit_folder), None)
    if unit is None:
        return _in_no_unit(path, unit_folder, settings)
    section = next((s for s in unit.sections if s.folder == section_folder), None)
    if section is None and (section_folder or unit.sections):
        return _in_no_section(path, section_folder, unit)
    if deeper:
        folder = printable(path.parent.name)
        message = Phrase("folder `{folder}` is deeper than unit and section", folder=folder)
        return _misplaced(path, message, Phrase("move the file to a folder above"))
    return Location(printable(path), printable(path.stem), unit, section)


def _in_no_unit(path: Path, folder: str, settings: Settings) -> Diagnostic:
    message = Phrase("folder `{folder}` is no unit of katalog.yaml", folder=printable(folder))
    if not folder:
        message = Phrase("an SOP file stands in its unit's folder, not beside katalog.yaml")
        meant = did_you_mean(path.name, ROOT_FILES)
        if meant:
            return _misplaced(path, message, meant)
    cause = CommonCause(message) if folder else None
    return _misplaced(path, message, _known(folder, [u.folder for u in settings.units]), cause)


def _in_no_section(path: Path, folder: str, unit: Unit) -> Diagnostic:
    message = Phrase(
        "folder `{folder}` is no section of unit `{unit}`",
        folder=printable(folder),
        unit=unit.folder,
    )
    if not folder:
        message = Phrase(
            "an SOP file of unit `{unit}` stands in a section's folder", unit=unit.folder
        )
    hint = _known(folder, [section.folder for section in unit.sections])
    return _misplaced(path, message, hint, CommonCause(message))


def _known(folder: str, known: list[str]) -> Hint:
    if not known:
        return Phrase("move the file to a folder above")
    return did_you_mean(folder, known) or Phrase("known: {known}", known=", ".join(known))


def _misplaced(
    path: Path, message: Phrase, hint: Hint, cause: CommonCause | None = None
) -> Diagnostic:
    return Diagnostic(IN_NO_UNIT.code, message, Place(printable(path)), hint, cause=cause)
