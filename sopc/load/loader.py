"""Files → catalogue: read, validate, and put every SOP in its unit and section."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from sopc.catalogue.base import Key
from sopc.catalogue.catalogue import Catalogue, Entry, Location
from sopc.catalogue.number import NumberScheme
from sopc.catalogue.organisation import Section, Settings, Unit
from sopc.catalogue.registry import ActorEntry, Official, Regulation
from sopc.catalogue.sop import Sop
from sopc.diagnostics import Diagnostic, Place, SopcError, SourceMap, did_you_mean, in_file_order
from sopc.load.validate import validate
from sopc.load.yaml_reader import Document, read_yaml

T = TypeVar("T")

SETTINGS_FILE = "katalog.yaml"
ACTORS_FILE = "pelaksana.yaml"
REGULATIONS_FILE = "dasar-hukum.yaml"
OFFICIALS_FILE = "pejabat.yaml"
ROOT_FILES = (SETTINGS_FILE, ACTORS_FILE, REGULATIONS_FILE, OFFICIALS_FILE)

SETTINGS: TypeAdapter[Settings] = TypeAdapter(Settings)
ACTORS: TypeAdapter[dict[Key, ActorEntry]] = TypeAdapter(dict[Key, ActorEntry])
REGULATIONS: TypeAdapter[dict[Key, Regulation]] = TypeAdapter(dict[Key, Regulation])
OFFICIALS: TypeAdapter[dict[Key, Official]] = TypeAdapter(dict[Key, Official])
SOP: TypeAdapter[Sop] = TypeAdapter(Sop)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder holds. ``catalogue`` is None when katalog.yaml itself is not usable.

    ``unread`` names SOP files that could not be read (by stem): references to them are not
    reported as dangling, their own faults already are.
    """

    catalogue: Catalogue | None
    source_map: SourceMap
    diagnostics: tuple[Diagnostic, ...]
    unread: frozenset[str]


@dataclass(slots=True)
class _Desk:
    """What has been read so far; local to one call of ``load_catalogue``."""

    root: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)

    def read(self, path: Path) -> Document | None:
        name = str(path)
        try:
            raw = path.read_bytes()
        except OSError as error:
            reason = error.strerror or "cannot be opened"
            self.diagnostics.append(Diagnostic("YML009", f"cannot read: {reason}", Place(name)))
            return None
        document, found = read_yaml(raw, name)
        self.diagnostics += found
        if document is not None:
            self.documents[name] = document
        return document

    def model(self, adapter: TypeAdapter[T], path: Path, context: Mapping[str, object]) -> T | None:
        document = self.read(path)
        if document is None:
            return None
        model: T | None
        model, found = validate(adapter, document, context)
        self.diagnostics += found
        return model


def load_catalogue(root: Path) -> Loaded:
    """Read the catalogue in a folder: everything that is there, and everything wrong with it.

    Raises SopcError only when the folder or its katalog.yaml does not exist.
    """
    if not (root / SETTINGS_FILE).is_file():
        raise SopcError(f"no catalogue in `{root}`: there is no {SETTINGS_FILE}")
    desk = _Desk(root)
    settings = desk.model(SETTINGS, root / SETTINGS_FILE, {})
    actors = _registry(desk, ACTORS, ACTORS_FILE)
    regulations = _registry(desk, REGULATIONS, REGULATIONS_FILE)
    officials = _registry(desk, OFFICIALS, OFFICIALS_FILE)
    scheme = settings.scheme if settings else _salvaged_scheme(desk)
    entries, unread = _entries(desk, settings, scheme)
    catalogue = None
    if settings is not None:
        catalogue = Catalogue(
            settings=settings,
            actors=actors,
            regulations=regulations,
            officials=officials,
            entries=tuple(sorted(entries, key=_index_order)),
        )
    source_map = SourceMap({name: doc.values for name, doc in desk.documents.items()})
    found = tuple(in_file_order(desk.diagnostics))
    return Loaded(catalogue, source_map, found, frozenset(unread))


def _registry(desk: _Desk, adapter: TypeAdapter[dict[str, T]], name: str) -> dict[str, T]:
    path = desk.root / name
    if not path.is_file():
        message = f"`{name}` does not exist"
        desk.diagnostics.append(
            Diagnostic("SKM005", message, Place(str(path)), "create it beside katalog.yaml")
        )
        return {}
    return desk.model(adapter, path, {}) or {}


def _salvaged_scheme(desk: _Desk) -> NumberScheme | None:
    """The numbering of a katalog.yaml that is otherwise faulty, so that SOPs are still checked."""
    document = desk.documents.get(str(desk.root / SETTINGS_FILE))
    if document is None or not isinstance(document.value, dict):
        return None
    pattern = document.value.get("penomoran")
    try:
        return NumberScheme(pattern) if isinstance(pattern, str) else None
    except ValueError:
        return None


def _entries(
    desk: _Desk, settings: Settings | None, scheme: NumberScheme | None
) -> tuple[list[Entry], set[str]]:
    entries: list[Entry] = []
    unread: set[str] = set()
    for path in _sop_files(desk):
        sop = desk.model(SOP, path, {"scheme": scheme})
        location = _location(desk, path, settings) if settings else None
        if sop is None or location is None:
            unread.add(path.stem)
        else:
            entries.append(Entry(location=location, sop=sop))
    return entries, unread


def _sop_files(desk: _Desk) -> Iterator[Path]:
    """All SOP files below the root, in the order of their names; links are not followed."""
    for folder, folders, files in os.walk(desk.root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if name.startswith(".") or (Path(folder) == desk.root and name in ROOT_FILES):
                continue
            if path.suffix == ".yml":
                hint = f"rename it to `{path.stem}.yaml`"
                desk.diagnostics.append(
                    Diagnostic("SKM006", "SOP files end in `.yaml`", Place(str(path)), hint)
                )
            elif path.suffix == ".yaml":
                yield path


def _location(desk: _Desk, path: Path, settings: Settings) -> Location | None:
    """The unit and section whose folders hold the file, or a diagnostic."""
    unit_folder, section_folder, *deeper = (*path.relative_to(desk.root).parts[:-1], "", "")
    unit = next((u for u in settings.units if u.folder == unit_folder), None)
    section: Section | None = None
    if unit is not None:
        section = next((s for s in unit.sections if s.folder == section_folder), None)
    too_deep = len(deeper) > 2
    if unit is None or too_deep or (section is None and (section_folder or unit.sections)):
        desk.diagnostics.append(_misplaced(path, unit, unit_folder, section_folder, settings))
        return None
    return Location(str(path), path.stem, unit, section)


def _misplaced(
    path: Path, unit: Unit | None, unit_folder: str, section_folder: str, settings: Settings
) -> Diagnostic:
    if unit is None:
        message = f"folder `{unit_folder}` is no unit of katalog.yaml"
        if not unit_folder:
            message = "an SOP file stands in its unit's folder, not beside katalog.yaml"
        known = [u.folder for u in settings.units]
    else:
        message = f"folder `{section_folder}` is no section of unit `{unit.folder}`"
        known = [s.folder for s in unit.sections]
        if not section_folder:
            message = f"an SOP file of unit `{unit.folder}` stands in a section's folder"
    hint = did_you_mean(section_folder or unit_folder, known) or f"known: {', '.join(known)}"
    return Diagnostic("NUM004", message, Place(str(path)), hint)


def _index_order(entry: Entry) -> tuple[int, int, bool, tuple[int, ...], str]:
    place, number = entry.location, entry.sop.number
    section = place.section.number if place.section else 0
    order = number.order if number else ()
    return (place.unit.number, section, number is None, order, place.stem)
