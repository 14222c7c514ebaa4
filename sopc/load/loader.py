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
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    SETTINGS_FILE,
    Section,
    Settings,
    Unit,
)
from sopc.catalogue.registry import ActorEntry, Official, Regulation
from sopc.catalogue.sop import Sop
from sopc.diagnostics import (
    Diagnostic,
    Place,
    SopcError,
    SourceMap,
    Unread,
    did_you_mean,
    in_file_order,
)
from sopc.load.validate import validate
from sopc.load.yaml_reader import MAX_BYTES, Document, read_yaml

T = TypeVar("T")

ROOT_FILES = (SETTINGS_FILE, ACTORS_FILE, REGULATIONS_FILE, OFFICIALS_FILE)

SETTINGS: TypeAdapter[Settings] = TypeAdapter(Settings)
ACTORS: TypeAdapter[dict[Key, ActorEntry]] = TypeAdapter(dict[Key, ActorEntry])
REGULATIONS: TypeAdapter[dict[Key, Regulation]] = TypeAdapter(dict[Key, Regulation])
OFFICIALS: TypeAdapter[dict[Key, Official]] = TypeAdapter(dict[Key, Official])
SOP: TypeAdapter[Sop] = TypeAdapter(Sop)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder holds. ``catalogue`` is None when katalog.yaml itself is not usable."""

    catalogue: Catalogue | None
    source_map: SourceMap
    diagnostics: tuple[Diagnostic, ...]
    unread: Unread


def _name(path: Path | str) -> str:
    """A path as words that can be printed, also when the file's name is not UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


@dataclass(slots=True)
class _Desk:
    """What has been read so far; local to one call of ``load_catalogue``."""

    root: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unread_registries: set[str] = field(default_factory=set)
    unread_sops: set[str] = field(default_factory=set)
    documents: dict[str, Document] = field(default_factory=dict)

    def read(self, path: Path) -> Document | None:
        name = _name(path)
        try:
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except OSError as error:
            self.unreadable(error, path)
            return None
        document, found = read_yaml(raw, name)
        self.diagnostics += found
        if document is not None:
            self.documents[name] = document
        return document

    def unreadable(self, error: OSError, path: Path | None = None) -> None:
        reason = error.strerror or "cannot be opened"
        place = Place(_name(path or str(error.filename)))
        self.diagnostics.append(Diagnostic("YML009", f"cannot read: {reason}", place))

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
    try:
        there = (root / SETTINGS_FILE).is_file()
    except OSError as error:
        raise SopcError(f"cannot read `{root}`: {error.strerror}") from None
    if not there:
        raise SopcError(f"no catalogue in `{root}`: there is no {SETTINGS_FILE}")
    desk = _Desk(root)
    settings = desk.model(SETTINGS, root / SETTINGS_FILE, {})
    actors = _registry(desk, ACTORS, ACTORS_FILE)
    regulations = _registry(desk, REGULATIONS, REGULATIONS_FILE)
    officials = _registry(desk, OFFICIALS, OFFICIALS_FILE)
    scheme = settings.scheme if settings else _salvaged_scheme(desk)
    entries = _entries(desk, settings, scheme)
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
    unread = Unread(frozenset(desk.unread_registries), frozenset(desk.unread_sops))
    found = tuple(in_file_order(desk.diagnostics))
    return Loaded(catalogue, source_map, found, unread)


def _registry(desk: _Desk, adapter: TypeAdapter[dict[str, T]], name: str) -> dict[str, T]:
    path = desk.root / name
    if not path.is_file():
        message = f"`{name}` does not exist"
        desk.diagnostics.append(
            Diagnostic("SKM005", message, Place(_name(path)), "create it beside katalog.yaml")
        )
        desk.unread_registries.add(name)
        return {}
    model = desk.model(adapter, path, {})
    if model is None:
        desk.unread_registries.add(name)
    return model or {}


def _salvaged_scheme(desk: _Desk) -> NumberScheme | None:
    """The numbering of a katalog.yaml that is otherwise faulty, so that SOPs are still checked."""
    document = desk.documents.get(_name(desk.root / SETTINGS_FILE))
    if document is None or not isinstance(document.value, dict):
        return None
    pattern = document.value.get("penomoran")
    try:
        return NumberScheme(pattern) if isinstance(pattern, str) else None
    except ValueError:
        return None


def _entries(desk: _Desk, settings: Settings | None, scheme: NumberScheme | None) -> list[Entry]:
    entries: list[Entry] = []
    context = {"scheme": scheme, "year": settings.year if settings else None}
    for path in _sop_files(desk):
        sop = desk.model(SOP, path, context)
        location = _location(desk, path, settings) if settings else None
        if sop is None or location is None:
            desk.unread_sops.add(path.stem)
        else:
            entries.append(Entry(location=location, sop=sop))
    return entries


def _sop_files(desk: _Desk) -> Iterator[Path]:
    """All SOP files below the root, in the order of their names; links are not followed."""
    for folder, folders, files in os.walk(desk.root, onerror=desk.unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(folder, name).is_symlink():
                place = Place(_name(Path(folder, name)))
                message = "cannot read: a link to a folder is not followed"
                hint = "put the folder itself here"
                desk.diagnostics.append(Diagnostic("YML009", message, place, hint))
        for name in sorted(files):
            path = Path(folder, name)
            if name.startswith(".") or (Path(folder) == desk.root and name in ROOT_FILES):
                continue
            if path.suffix == ".yml":
                hint = f"rename it to `{_name(path.with_suffix('.yaml').name)}`"
                desk.diagnostics.append(
                    Diagnostic("SKM006", "SOP files end in `.yaml`", Place(_name(path)), hint)
                )
            elif path.suffix == ".yaml" and path.exists() and not path.is_file():
                message = "cannot read: this is no file but a pipe or device"
                desk.diagnostics.append(Diagnostic("YML009", message, Place(_name(path))))
            elif path.suffix == ".yaml":
                yield path


def _location(desk: _Desk, path: Path, settings: Settings) -> Location | None:
    """The unit and section whose folders hold the file, or a diagnostic."""
    folders = path.relative_to(desk.root).parts[:-1]
    unit_folder, section_folder, *_ = (*folders, "", "")
    unit = next((u for u in settings.units if u.folder == unit_folder), None)
    section: Section | None = None
    if unit is not None:
        section = next((s for s in unit.sections if s.folder == section_folder), None)
    too_deep = len(folders) > 2
    if unit is None or too_deep or (section is None and (section_folder or unit.sections)):
        desk.diagnostics.append(_misplaced(path, unit, unit_folder, section_folder, settings))
        return None
    return Location(_name(path), _name(path.stem), unit, section)


def _misplaced(
    path: Path, unit: Unit | None, unit_folder: str, section_folder: str, settings: Settings
) -> Diagnostic:
    if unit is None:
        message = f"folder `{_name(unit_folder)}` is no unit of katalog.yaml"
        if not unit_folder:
            message = "an SOP file stands in its unit's folder, not beside katalog.yaml"
        known = [u.folder for u in settings.units]
    else:
        message = f"folder `{_name(section_folder)}` is no section of unit `{unit.folder}`"
        known = [s.folder for s in unit.sections]
        if section_folder in known:
            message = f"folder `{_name(path.parent.name)}` is deeper than unit and section"
            known = []
        elif not section_folder:
            message = f"an SOP file of unit `{unit.folder}` stands in a section's folder"
    hint = did_you_mean(unit_folder if unit is None else section_folder, known)
    hint = hint or (f"known: {', '.join(known)}" if known else "move the file to a folder above")
    return Diagnostic("NUM004", message, Place(_name(path)), hint)


def _index_order(entry: Entry) -> tuple[int, int, bool, tuple[int, ...], str]:
    place, number = entry.location, entry.sop.number
    section = place.section.number if place.section else 0
    order = number.order if number else ()
    return (place.unit.number, section, number is None, order, place.stem)
