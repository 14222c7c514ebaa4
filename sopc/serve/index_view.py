"""The SOPs of a catalogue as the first page lists them: what was asked for, by unit and section."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice

from sopc.catalogue.catalogue import Entry
from sopc.diagnostics import Diagnostic, Severity
from sopc.serve.checking import DeskSnapshot
from sopc.serve.index_texts import Names, SearchText, marked, words_of

MOST = 300
"""So many SOPs are listed at once; more where they are asked for."""
STATES = ("berlaku", "draf", "belum-disusun", "dicabut")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which SOPs are looked for: by words, unit's folder, state, and only those with errors."""

    query: str = ""
    unit: str = ""
    state: str = ""
    has_errors: bool = False
    is_whole: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether any SOP may be left out."""
        return bool(self.query.strip() or self.unit or self.state or self.has_errors)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """An SOP of the list: number and title in pieces, each with whether it was looked for."""

    file: str
    heading: tuple[tuple[str, bool], ...]
    found: tuple[tuple[str, bool], ...]
    state: str
    errors: int
    warnings: int
    group: tuple[str, str]


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that is no SOP as it is; one that cannot be opened here has no ``file``."""

    name: str
    file: str
    why: Diagnostic | None


@dataclass(frozen=True, slots=True)
class IndexView:
    """The list: ``groups`` of a unit, a section and its rows; of ``count`` SOPs that were found
    ``shown`` are in it, of ``total`` there are."""

    faulty: tuple[UnreadFile, ...]
    groups: tuple[tuple[tuple[str, str], tuple[IndexRow, ...]], ...]
    count: int
    shown: int
    total: int
    units: tuple[tuple[str, str], ...]


class IndexTexts:
    """Texts to search in, made once for what files say."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, SearchText]] = {}
        self._names: Names = {}

    def of(self, snapshot: DeskSnapshot) -> Mapping[str, SearchText]:
        """The texts of all SOPs, by their files' names."""
        if snapshot.names.said != self._names:
            self._known, self._names = {}, snapshot.names.said
        known = self._known
        for name, file in snapshot.files.items():
            if file.kind == "sop" and (name not in known or known[name][0] != file.raw):
                known[name] = (file.raw, SearchText.of(file, self._names))
        return {name: text for name, (_, text) in known.items()}


def index_of(snapshot: DeskSnapshot, texts: IndexTexts, wanted: Wanted) -> IndexView:
    """What the first page lists."""
    counts = _counts(snapshot.checked.diagnostics)
    words, every = words_of(wanted.query), texts.of(snapshot)
    entries = snapshot.catalogue.entries if snapshot.catalogue else ()
    found = [entry for entry in entries if _is_wanted(entry, wanted, counts)]
    found = [each for each in found if every[each.location.file].matches(words)]
    if words:
        found.sort(key=lambda each: not every[each.location.file].is_headed(words))
    shown = found if wanted.is_whole else list(islice(found, MOST))
    rows = [_row(snapshot, each, every[each.location.file], words, counts) for each in shown]
    if words:
        groups: tuple[tuple[tuple[str, str], tuple[IndexRow, ...]], ...] = (
            (("", ""), tuple(rows)),
        )
    else:
        groups = tuple((key, tuple(rows)) for key, rows in groupby(rows, lambda row: row.group))
    units = snapshot.catalogue.settings.units if snapshot.catalogue else ()
    return IndexView(
        tuple(_faulty(snapshot)),
        groups if rows else (),
        len(found),
        len(rows),
        len(entries),
        tuple((unit.folder, str(unit.name)) for unit in units),
    )


def _counts(found: Iterable[Diagnostic]) -> Counter[tuple[str, Severity]]:
    return Counter((each.place.file, each.severity) for each in found)


def _is_wanted(entry: Entry, wanted: Wanted, counts: Counter[tuple[str, Severity]]) -> bool:
    location = entry.location
    return (
        (not wanted.unit or location.unit.folder == wanted.unit)
        and (not wanted.state or entry.sop.status == wanted.state)
        and (not wanted.has_errors or counts[location.file, Severity.ERROR] > 0)
    )


def _row(
    snapshot: DeskSnapshot,
    entry: Entry,
    text: SearchText,
    words: tuple[str, ...],
    counts: Counter[tuple[str, Severity]],
) -> IndexRow:
    location = entry.location
    found = text.found_in(words)
    section = str(location.section.name) if location.section else ""
    return IndexRow(
        snapshot.files[location.file].path.relative_to(snapshot.root).as_posix(),
        marked(text.heading, words),
        marked(found, words) if found else (),
        entry.sop.status,
        counts[location.file, Severity.ERROR],
        counts[location.file, Severity.WARNING],
        (str(location.unit.name), section),
    )


def _faulty(snapshot: DeskSnapshot) -> Iterator[UnreadFile]:
    """The files that are no SOPs as they are, each with the first thing that is wrong."""
    entries = snapshot.catalogue.entries if snapshot.catalogue else ()
    read = {entry.location.file for entry in entries}
    why: dict[str, Diagnostic] = {}
    for each in snapshot.checked.diagnostics:
        if each.severity is Severity.ERROR:
            why.setdefault(each.place.file, each)
    sops = {name for name, file in snapshot.files.items() if file.kind == "sop"}
    root = f"{snapshot.root.as_posix()}/"
    for name in sorted((sops | {*why} - {*snapshot.files}) - read - {""}):
        if name.endswith((".yaml", ".yml")):
            file = name.removeprefix(root) if name in sops else ""
            yield UnreadFile(name.removeprefix(root), file, why.get(name))
