"""Files → catalogue: read, validate, and put every SOP in its unit and section."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sopc.catalogue.catalogue import Catalogue, Entry, Location
from sopc.catalogue.duration import TimeReader
from sopc.catalogue.number import SopNumber
from sopc.catalogue.numbering import CatalogueNumbering
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    ROOT_FILES,
    SETTINGS_FILE,
    Settings,
)
from sopc.diagnostics import (
    Diagnostic,
    Fix,
    KeyPath,
    ManualPage,
    Place,
    Places,
    SopcError,
    SourceMap,
    Unread,
    in_file_order,
)
from sopc.language import Hint, Phrase
from sopc.load.called import Registries
from sopc.load.file_names import printable
from sopc.load.folders import locate
from sopc.load.forms import shipped_forms
from sopc.load.kinds import ACTORS, OFFICIALS, REGULATIONS, SETTINGS, SOP, FileKind
from sopc.load.misread_numbers import by_pattern, by_title
from sopc.load.salvage import claimed_numbers, salvaged_numbering
from sopc.load.sources import DISK, Sources
from sopc.load.validate import sound_entries, validate
from sopc.load.yaml_reader import MAX_DEPTH, YamlDocument
from sopc.mends import renames_file
from sopc.reader import Unreadable
from sopc.slips import Slips

T = TypeVar("T")

CLOSED = ManualPage(
    "YML009",
    """A file can be read.

It is missing its permissions, lies behind a link to a folder, is a pipe or device, or has a name
that is not UTF-8.

Bad::

    sops/1-sekretariat -> /srv/lama/1-sekretariat

Good::

    sops/1-sekretariat/""",
    binding="What cannot be read cannot be printed.",
)

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

OTHER_ENDING = ManualPage(
    "SKM006",
    """The files of SOPs end in ``.yaml``.

One by another ending would be passed over without a word.

Bad::

    V.26.1.1.3.yml

Good::

    V.26.1.1.3.yaml""",
    binding="Its SOP would be missing in the book.",
)


_OTHER_ENDING = re.compile(r"(?<=.)\.(?:yaml|yml|ya?ml\.(?:txt|yaml|yml))$", re.IGNORECASE)
"""How files end that were to end in ``.yaml``: Windows hides what an editor has added."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder holds. ``catalogue`` is None when katalog.yaml itself is not usable."""

    catalogue: Catalogue | None
    source_map: SourceMap
    diagnostics: tuple[Diagnostic, ...]
    unread: Unread


@dataclass(slots=True)
class _Reading:
    """What has been read so far; local to one call of ``load_catalogue``."""

    root: Path
    sources: Sources
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unread_registries: set[str] = field(default_factory=set)
    unread_sops: set[str] = field(default_factory=set)
    faulty_sops: set[tuple[str, str]] = field(default_factory=set)
    places: dict[str, Places] = field(default_factory=dict)
    paths: dict[KeyPath, KeyPath] = field(default_factory=dict)
    misnamed: set[str] = field(default_factory=set)

    def report(
        self,
        page: ManualPage,
        message: Phrase,
        path: Path,
        hint: Hint = "",
        fix: Fix | None = None,
    ) -> None:
        place = Place(printable(path))
        self.diagnostics.append(Diagnostic(page.code, message, place, hint, fix=fix))

    def read(self, path: Path) -> YamlDocument | None:
        name = printable(path)
        try:
            raw = self.sources.raw(path)
        except Unreadable as error:
            self.unreadable(error, path)
            return None
        document, found = self.sources.parsed(raw, name)
        self.diagnostics += found
        if document is not None:
            self.places[name] = document.places(self.paths)
        return document

    def unreadable(self, error: Unreadable, path: Path) -> None:
        self.report(CLOSED, Phrase("cannot read: {reason}", reason=error.reason), path)

    def faulty(self, path: Path, *, is_read: bool) -> None:
        """Note of an SOP's file with faults which numbers may be its SOP's."""
        names = {path.stem}
        with suppress(Unreadable):
            text = self.sources.raw(path).decode("utf-8", "replace")
            names |= {SopNumber((), each).file_stem for each in claimed_numbers(text)}
        self.faulty_sops |= {(printable(path), name) for name in names}
        if not is_read:
            self.unread_sops |= names

    def closed(self, error: OSError) -> None:
        """Report a folder that cannot be opened."""
        self.unreadable(Unreadable.of(error), Path(error.filename))

    def model(
        self, kind: FileKind[T], document: YamlDocument | None, context: Mapping[str, object]
    ) -> T | None:
        if document is None:
            return None
        model: T | None
        model, found = validate(kind, document, context)
        self.diagnostics += found
        return model


def load_catalogue(root: Path, sources: Sources = DISK) -> Loaded:
    """Read the catalogue in a folder: everything that is there, and everything wrong with it.

    Folders are those on the disk; what the files in them say, ``sources`` know.
    Raises SopcError only when the folder or its katalog.yaml does not exist.
    """
    try:
        (root / SETTINGS_FILE).lstat()
    except (FileNotFoundError, NotADirectoryError):
        message = Phrase(
            "no catalogue in `{root}`: there is no {file}", root=root, file=SETTINGS_FILE
        )
        if Path(SETTINGS_FILE).is_file():
            message = Phrase("{problem}; there is one here: `--sops .`", problem=message)
        raise SopcError(message) from None
    except OSError as error:
        reason = Unreadable.of(error).reason
        raise SopcError(
            Phrase("cannot read `{root}`: {reason}", root=root, reason=reason)
        ) from None
    reading = _Reading(root, sources)
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


def _registry(reading: _Reading, kind: FileKind[dict[str, T]], name: str) -> dict[str, T]:
    path = reading.root / name
    if not os.path.lexists(path):
        message = Phrase("`{file}` does not exist", file=name)
        hint, fix = Phrase("create it beside katalog.yaml"), None
        other = next(
            (f for f in sorted(each.name for each in reading.root.iterdir()) if _is_meant(f, name)),
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
        return sound_entries(kind, document)
    return model


def _entries(
    reading: _Reading,
    settings: Settings | None,
    numbering: CatalogueNumbering | None,
    called: Registries,
) -> list[Entry]:
    entries: list[Entry] = []
    times = TimeReader(settings.form.times) if settings else None
    for path in (*_sop_files(reading), *_unsaved(reading)):
        context = _context(path.relative_to(reading.root), settings, numbering)
        context |= {"times": times, "called": called}
        location = locate(reading.root, path, settings) if settings else None
        if isinstance(location, Diagnostic) and path.parent == reading.root:
            reading.diagnostics.append(location)  # mostly no SOP at all
            reading.faulty(path, is_read=False)
            continue
        before = len(reading.diagnostics)
        sop = reading.model(SOP, reading.read(path), context)
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


def _is_utf_8(name: str) -> bool:
    """Whether a name can be written into an index, and as the name of an output."""
    return printable(name) == name


def _unsaved(reading: _Reading) -> Iterator[Path]:
    """SOP files that are open in an editor, and not on the disk yet."""
    for path in reading.sources.unsaved():
        if not path.is_relative_to(reading.root) or os.path.lexists(path):
            continue
        below = path.relative_to(reading.root).parts
        is_hidden = any(name.startswith(".") for name in below)
        if path.suffix == ".yaml" and not is_hidden and below[0] not in ROOT_FILES:
            yield path


def _sop_files(reading: _Reading) -> Iterator[Path]:
    """All SOP files below the root, in the order of their names; links are not followed."""
    for folder, folders, files in os.walk(reading.root, onerror=reading.closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if folders and len(Path(folder).relative_to(reading.root).parts) >= MAX_DEPTH:
            reason = Phrase("nested deeper than {count} levels", count=MAX_DEPTH)
            reading.unreadable(Unreadable(reason), Path(folder))
            folders.clear()
        for name in folders:
            if Path(folder, name).is_symlink():
                reason = Phrase("a link is not followed; put the folder itself here")
                reading.unreadable(Unreadable(reason), Path(folder, name))
        known = (*ROOT_FILES, *reading.misnamed) if Path(folder) == reading.root else ()
        for name in sorted(files):
            if name.startswith(".") or name in known:
                continue
            path = Path(folder, name)
            if path.suffix == ".yaml" and not _is_utf_8(path.name):
                reading.unreadable(Unreadable(Phrase("its name is not UTF-8: rename it")), path)
            elif path.suffix == ".yaml":
                yield path
            elif _OTHER_ENDING.search(name):
                right = printable(_OTHER_ENDING.sub(".yaml", name))
                reading.unread_sops.add(Path(right).stem)
                message = Phrase("SOP files end in `.yaml`")
                hint = Phrase("rename it to `{name}`", name=right)
                fix = renames_file(printable(path), right) if _is_utf_8(path.name) else None
                reading.report(OTHER_ENDING, message, path, hint, fix)


def _is_meant(name: str, registry: str) -> bool:
    """Whether a file that is not named so is the registry: by its ending, capitals, a slip."""
    stem = _OTHER_ENDING.sub("", name.removesuffix(".yaml"))
    right = registry.removesuffix(".yaml")
    is_other = name != registry and stem != name and name not in ROOT_FILES
    return is_other and _is_utf_8(name) and bool(Slips([right])(stem))


def _index_order(entry: Entry) -> tuple[int, int, bool, tuple[int, ...], str]:
    place, number = entry.location, entry.sop.number
    section = place.section.number if place.section else 0
    order = number.order if number else ()
    return (place.unit.number, section, number is None, order, place.stem)
