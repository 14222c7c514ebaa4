"""The files of a catalogue as they were read, with every name that stands in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import ROOT_FILES
from sopc.edit.occurrences import Occurrence, occurrences
from sopc.limits import YAML
from sopc.load.file_names import printable
from sopc.load.sources import DISK, Parsed
from sopc.load.yaml_reader import YamlDocument
from sopc.rewrite.not_possible import unusable


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: its text, and its data if it has any."""

    path: Path
    name: str
    kind: str
    raw: bytes
    parsed: Parsed

    @property
    def document(self) -> YamlDocument | None:
        """The data; None while the text is no YAML."""
        return self.parsed[0]

    @property
    def text(self) -> str:
        """What places are counted in."""
        document = self.parsed[0]
        return document.text if document else self.raw.decode("utf-8-sig", "replace")


class Texts:
    """Where a check reads from: open texts, then the disk. What was read before is not read anew.

    One instance serves one check: a client may change its texts meanwhile.
    """

    def __init__(
        self, root: Path, opened: Mapping[Path, str], before: Mapping[str, ReadFile]
    ) -> None:
        self._root, self._opened, self._before = root, opened, before
        self._raw: dict[str, tuple[Path, bytes]] = {}
        self.files: dict[str, ReadFile] = {}

    def raw(self, path: Path) -> bytes:
        """What a file says. Raises Unreadable."""
        text = self._opened.get(path)
        # what JSON can say and UTF-8 cannot, is a fault of the file
        raw = DISK.raw(path) if text is None else text[: YAML + 1].encode("utf-8", "surrogatepass")
        raw = raw[: YAML + 1]
        self._raw[printable(path)] = path, raw
        return raw

    def parsed(self, raw: bytes, name: str) -> Parsed:
        """The data of a file, of which ``raw`` was read."""
        path, _ = self._raw[name]
        known = self._before.get(name)
        parsed = known.parsed if known and known.raw == raw else DISK.parsed(raw, name)
        self.files[name] = ReadFile(path, name, kind_of(self._root, path), raw, parsed)
        document, found = parsed
        return document, list(found)

    def unsaved(self) -> Iterable[Path]:
        """The files that are open."""
        return sorted(self._opened)

    def is_to_come(self, path: Path) -> bool:
        """Whether a file counts as there: registries do once they are saved."""
        del path
        return False

    def is_gone(self, path: Path) -> bool:
        """No file is: what an editor takes away, it takes from the disk."""
        del path
        return False


def kind_of(root: Path, path: Path) -> str:
    """What a file of a catalogue holds."""
    return path.stem if path.parent == root and path.name in ROOT_FILES else "sop"


@dataclass(frozen=True)
class ReadCatalogue:
    """A catalogue at a moment: what it holds, what was found, and every file by its name."""

    root: Path
    catalogue: Catalogue | None
    checked: pipeline.Checked
    files: Mapping[str, ReadFile]
    _named: dict[str, tuple[Occurrence, ...]] = field(default_factory=dict, kw_only=True)

    def usable(self) -> Catalogue:
        """What it holds. Raises NotPossible where katalog.yaml cannot be used."""
        if self.catalogue is None:
            raise unusable(self.root, self.checked.diagnostics)
        return self.catalogue

    def named_in(self, name: str) -> tuple[Occurrence, ...]:
        """Every name that stands in a file, in the order of the file; none while it is no YAML."""
        if name not in self._named:
            file = self.files[name]
            found = occurrences(file.kind, file.document) if file.document else ()
            self._named[name] = tuple(found)
        return self._named[name]

    def named(self) -> Iterable[Occurrence]:
        """Every name that stands in any file."""
        for name in self.files:
            yield from self.named_in(name)

    def entry(self, name: str) -> Entry | None:
        """The SOP that a file holds, if it can be read."""
        entries = self.catalogue.entries if self.catalogue else ()
        return next((each for each in entries if each.location.file == name), None)


def read_catalogue(root: Path, today: date, since: str | None = None) -> ReadCatalogue:
    """The catalogue in a folder, read and checked. Raises SopcError as ``pipeline.check`` does."""
    texts = Texts(root, {}, {})
    checked = pipeline.check(root, today, since=since, sources=texts)
    return ReadCatalogue(root, checked.catalogue, checked, texts.files)
