"""All files of a catalogue as they lie, read for rewriting: none may be one that cannot be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.number import NumberScheme, SopNumber, counted
from sopc.catalogue.organisation import ROOT_FILES
from sopc.diagnostics import KeyPath, Place, place_of
from sopc.language import Phrase
from sopc.load.file_names import printable
from sopc.load.loader import load_catalogue
from sopc.load.plain_yaml import Extent
from sopc.load.reading import Reading
from sopc.load.sop_files import sop_files
from sopc.load.yaml_reader import YamlDocument
from sopc.reader import Unreadable
from sopc.rewrite.files import Texts
from sopc.rewrite.not_possible import NotPossible, unusable

NO_KIND = "other"
"""The kind of a file that is none of a catalogue's, such as one beside katalog.yaml."""


@dataclass(frozen=True, slots=True)
class File:
    """A file, by its name below the catalogue's folder, with its data and the places of them."""

    name: str
    kind: str
    raw: bytes
    document: YamlDocument

    @property
    def folder(self) -> str:
        """The folder that it is in, below the catalogue's: empty, or with a slash at its end."""
        above, slash, _ = self.name.rpartition("/")
        return above + slash

    @property
    def unit(self) -> str:
        """The folder of the unit that it is in, if any."""
        return self.folder.partition("/")[0]

    @property
    def data(self) -> Mapping[str, object]:
        """What it says, by its keys."""
        return self.document.value if isinstance(self.document.value, dict) else {}

    @property
    def number(self) -> str:
        """The number that its SOP has, or nothing."""
        said = self.data.get("nomor") if self.kind == "sop" else None
        return said.strip() if isinstance(said, str) else ""

    @property
    def status(self) -> str:
        """The state that its SOP says it is in."""
        return str(self.data.get("status", "berlaku"))

    def place(self, extent: Extent) -> Place:
        """Where a stretch of it is, for those who read."""
        return place_of(self.document.file, self.document.lines, *extent)

    def value(self, path: KeyPath) -> object:
        """What stands at a path, which is there."""
        value: object = self.document.value
        for part in path:
            value = value[part]  # type: ignore[index]
        return value


@dataclass(frozen=True)
class Ground:
    """A catalogue in ``root``, and all its files, by their names below that."""

    root: Path
    catalogue: Catalogue
    files: Mapping[str, File]

    @cached_property
    def by_number(self) -> Mapping[str, File]:
        """The files of numbered SOPs, by their numbers; of several, the one that is named by it."""
        found: dict[str, File] = {}
        for file in self.files.values():
            if file.number and (file.number not in found or is_named_by_number(file)):
                found[file.number] = file
        return found

    @cached_property
    def lower_names(self) -> frozenset[str]:
        """The names of all files in small letters: some systems know no other difference."""
        return frozenset(name.lower() for name in self.files)

    def in_order(self, numbers: Iterable[str]) -> list[str]:
        """Numbers as the catalogue orders them; behind them those that follow no pattern of it."""
        every = self.catalogue.numbering.every
        known = [number for number in numbers if every.values(number)]
        others = (number for number in numbers if not every.values(number))
        return [*map(str, sorted(map(every.parse, known))), *sorted(others, key=counted)]

    def scheme_of(self, number: str, unit: str) -> NumberScheme | None:
        """The pattern that a number follows in the folder of a unit."""
        return self.catalogue.numbering.in_folder(unit).scheme_of(number)


def is_named_by_number(file: File) -> bool:
    """Whether a file is called by its SOP's number."""
    return Path(file.name).stem == stem_of(file.number)


def stem_of(number: str) -> str:
    """What the file of a number is called, without its ending."""
    return SopNumber((), number).file_stem


def ground_of(root: Path) -> Ground:
    """Read all files of the catalogue in ``root``.

    Raises NotPossible when katalog.yaml is not usable, or any file cannot be read: it may hold what
    is to be rewritten. Raises SopcError when there is no catalogue.
    """
    read = Texts(root, {}, {})
    loaded = load_catalogue(root, read)
    if loaded.catalogue is None:
        raise unusable(root, loaded.diagnostics)
    sources = Texts(root, {}, read.files)  # what was parsed is not parsed again
    reading = Reading(root, sources)
    files: dict[str, File] = {}
    paths = [root / name for name in ROOT_FILES if (root / name).exists()]
    for path in (*paths, *sop_files(reading)):
        try:
            raw = sources.raw(path)
        except Unreadable as error:
            reading.unreadable(error, path)
            continue
        document, found = sources.parsed(raw, printable(path))
        reading.diagnostics += found
        if document is not None:
            name = path.relative_to(root).as_posix()
            files[name] = File(name, _kind(name), raw, document)
    closed = {each.place.file for each in reading.diagnostics}
    if closed:
        raise NotPossible(
            (
                Phrase("`{file}` cannot be read, and may hold the name: mend it first", file=name)
                for name in sorted(closed)
            ),
            reading.diagnostics,
        )
    return Ground(root, loaded.catalogue, files)


def _kind(name: str) -> str:
    if name in ROOT_FILES:
        return name.removesuffix(".yaml")
    return "sop" if "/" in name else NO_KIND
