"""Files → catalogue: read, validate, and put every SOP in its unit and section."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sopc.catalogue.catalogue import Catalogue, Entry, Location
from sopc.catalogue.duration import TimeReader
from sopc.catalogue.numbering import CatalogueNumbering
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    SETTINGS_FILE,
    Settings,
)
from sopc.diagnostics import (
    Diagnostic,
    ManualPage,
    SopcError,
    SourceMap,
    Unread,
    in_file_order,
)
from sopc.language import Phrase
from sopc.load.called import Registries
from sopc.load.file_names import printable
from sopc.load.folders import locate
from sopc.load.forms import shipped_forms
from sopc.load.kinds import ACTORS, OFFICIALS, REGULATIONS, SETTINGS, SOP, FileKind
from sopc.load.known_models import KnownModels
from sopc.load.misread_numbers import by_pattern, by_title
from sopc.load.reading import Reading
from sopc.load.salvage import salvaged_numbering
from sopc.load.sop_files import is_meant, sop_files, unsaved
from sopc.load.sources import DISK, Sources
from sopc.mends import renames_file
from sopc.reader import Unreadable

T = TypeVar("T")

NO_REGISTRY = ManualPage(
    "SKM005",
    """The registries stand beside katalog.yaml.

``pelaksana.yaml``, ``dasar-hukum.yaml`` and ``pejabat.yaml`` define whom and what SOPs refer to.

Bad::

    sops/katalog.yaml

Good::

    sops/katalog.yaml
    sops/pelaksana.yaml
    sops/dasar-hukum.yaml
    sops/pejabat.yaml""",
    binding="What SOPs refer to has no names to print.",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder holds. ``catalogue`` is None when katalog.yaml itself is not usable."""

    catalogue: Catalogue | None
    source_map: SourceMap
    diagnostics: tuple[Diagnostic, ...]
    unread: Unread


def load_catalogue(root: Path, sources: Sources = DISK, known: KnownModels | None = None) -> Loaded:
    """Read the catalogue in a folder: everything that is there, and everything wrong with it.

    Folders are those on the disk; what the files in them say, ``sources`` know; what was made of
    the same documents before, ``known``.
    Raises SopcError only when the folder or its katalog.yaml does not exist, and is not to come.
    """
    require_catalogue(root, sources)
    reading = Reading(root, sources, known=known or KnownModels())
    written = reading.read(root / SETTINGS_FILE)
    settings = reading.model(SETTINGS, written, {"forms": shipped_forms()})
    actors = _registry(reading, ACTORS, ACTORS_FILE)
    regulations = _registry(reading, REGULATIONS, REGULATIONS_FILE)
    officials = _registry(reading, OFFICIALS, OFFICIALS_FILE)
    numbering = settings.numbering if settings else salvaged_numbering(written)
    called = Registries(actors, regulations, officials)
    entries = _entries(reading, settings, numbering, called)
    catalogue = None
    if settings is not None:
        catalogue = Catalogue(
            settings=settings,
            actors=actors,
            regulations=regulations,
            officials=officials,
            entries=tuple(sorted(entries, key=_index_order)),
        )
    source_map = SourceMap(reading.places)
    reading.diagnostics = by_pattern(by_title(reading.diagnostics, entries), len(entries))
    unread = Unread(
        frozenset(reading.unread_registries),
        frozenset(reading.unread_sops),
        frozenset(reading.faulty_sops),
    )
    found = tuple(in_file_order(reading.diagnostics))
    return Loaded(catalogue, source_map, found, unread)


def require_catalogue(root: Path, sources: Sources = DISK) -> None:
    """Raise SopcError where a folder has no katalog.yaml, or it cannot be looked at."""
    try:
        if not sources.is_to_come(root / SETTINGS_FILE):
            (root / SETTINGS_FILE).lstat()
    except (FileNotFoundError, NotADirectoryError):
        message = Phrase(
            "no catalogue in `{root}`: there is no {file}", root=root, file=SETTINGS_FILE
        )
        if Path(SETTINGS_FILE).is_file():
            message = Phrase("{problem}; there is one here: `--sops .`", problem=message)
        elif above := _above(root):
            message = Phrase(
                "{problem}; there is one further up: type `cd {folder}` first",
                problem=message,
                folder=above,
            )
        elif not os.path.lexists(root) or _is_empty(root):
            message = Phrase(
                "{problem}; go to the folder that has it with `cd`, or `sopc init` makes a new one",
                problem=message,
            )
        raise SopcError(message) from None
    except OSError as error:
        reason = Unreadable.of(error).reason
        raise SopcError(
            Phrase("cannot read `{root}`: {reason}", root=root, reason=reason)
        ) from None


def _above(root: Path) -> str:
    """The way to the folder above this one that has a catalogue of that name, if any."""
    here = Path.cwd()
    folders = [] if root.is_absolute() else here.parents
    found = (each for each in folders if (each / root / SETTINGS_FILE).is_file())
    return next((os.path.relpath(each, here) for each in found), "")


def _is_empty(root: Path) -> bool:
    return root.is_dir() and not any(root.iterdir())


def _registry(reading: Reading, kind: FileKind[dict[str, T]], name: str) -> dict[str, T]:
    path = reading.root / name
    if not (os.path.lexists(path) or reading.sources.is_to_come(path)):
        message = Phrase("`{file}` does not exist", file=name)
        hint, fix = Phrase("create it beside katalog.yaml"), None
        other = next(
            (f for f in sorted(each.name for each in reading.root.iterdir()) if is_meant(f, name)),
            "",
        )
        if other:
            hint = Phrase("rename `{other}` to `{name}`", other=other, name=name)
            fix = renames_file(printable(reading.root / other), name)
            reading.misnamed.add(other)
        reading.report(NO_REGISTRY, message, path, hint, fix)
        reading.unread_registries.add(name)
        return {}
    document = reading.read(path)
    model = reading.model(kind, document, {})
    if model is None:
        reading.unread_registries.add(name)
        return reading.sound(kind, document)
    return model


def _entries(
    reading: Reading,
    settings: Settings | None,
    numbering: CatalogueNumbering | None,
    called: Registries,
) -> list[Entry]:
    entries: list[Entry] = []
    times = TimeReader(settings.form.times) if settings else None
    for path in (*sop_files(reading), *unsaved(reading)):
        context = _context(path.relative_to(reading.root), settings, numbering)
        context |= {"times": times, "called": called}
        location = locate(reading.root, path, settings) if settings else None
        if isinstance(location, Diagnostic) and path.parent == reading.root:
            reading.diagnostics.append(location)  # mostly no SOP at all
            reading.faulty(path, is_read=False)
            continue
        before = len(reading.diagnostics)
        made_with = (settings or numbering, called.actors, called.regulations, called.officials)
        sop = reading.model(SOP, reading.read(path), context, made_with)
        if isinstance(location, Diagnostic):
            reading.diagnostics.append(location)
        if settings is None or sop is None or not isinstance(location, Location):
            reading.faulty(path, is_read=False)
            continue
        if len(reading.diagnostics) > before:
            reading.faulty(path, is_read=True)
        entries.append(Entry.of(location, sop, settings))
    return entries


def _context(
    path: Path, settings: Settings | None, numbering: CatalogueNumbering | None
) -> dict[str, object]:
    """By which patterns numbers are read in a file, and what an example of one is made of.

    An SOP's own number follows the patterns of its unit, which its folder says.
    """
    if numbering is None:  # katalog.yaml is faulty and says so itself
        return {}
    folder = path.parts[0] if len(path.parts) > 1 else ""
    example = {"tahun": settings.year} if settings else {}
    for unit in settings.units if settings else ():
        if unit.folder == folder:
            example["unit"] = unit.number
    return {
        "numbering": numbering.in_folder(folder),
        "cited": numbering.every,
        "example": example,
    }


def _index_order(entry: Entry) -> tuple[int, int, bool, tuple[int, ...], str]:
    place, number = entry.location, entry.sop.number
    section = place.section.number if place.section else 0
    order = number.order if number else ()
    return (place.unit.number, section, number is None, order, place.stem)
