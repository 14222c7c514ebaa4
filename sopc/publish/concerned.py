"""Which of a catalogue's errors stand in the way of printing some of its SOPs by themselves.

An SOP's pages are made of its own file, of katalog.yaml, the logo and the catalogue's own
templates, of the entries of the registries that it names, and of the numbers and titles of the SOPs
that it cites (``catalogue.needs``). An error concerns it if it lies there. A file that cannot be
read may be that of another SOP with the same number: which number it has, its name says, and the
line ``nomor`` in what can be seen of it.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.needs import needs_of
from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.catalogue.own_templates import OWN_TEMPLATES
from sopc.diagnostics import Diagnostic, Place, Severity, SourceMap, Unread
from sopc.load.file_names import printable
from sopc.load.yaml_reader import GIVEN_TWICE

_NOTES = "sumber"
_PRINTED_ELSEWHERE = ("nomor", "nama")


@dataclass(frozen=True, slots=True)
class Concerned:
    """A catalogue's errors, in file order: those that stand in the way of some SOPs, and others."""

    errors: tuple[Diagnostic, ...]
    others: tuple[Diagnostic, ...]


def concerned(
    catalogue: Catalogue,
    root: Path,
    source_map: SourceMap,
    unread: Unread,
    found: Sequence[Diagnostic],
    numbers: Sequence[str],
) -> Concerned:
    """The errors among what was ``found``, by whether the SOPs of these numbers (or the drafts of
    these names) need what they lie in. A number that no SOP has needs the file named so."""
    errors = [each for each in found if each.severity is Severity.ERROR]
    files = _Files(catalogue, root, source_map, unread)
    asked = {name for number in numbers for name in (number, SopNumber((), number).file_stem)}
    chosen = [entry for entry in catalogue.entries if asked & _names(entry)]
    unknown = asked - {name for entry in chosen for name in _names(entry)}
    needed = [*map(files.needed_by, chosen), _Needed(frozenset(), frozenset(unknown), {})]
    standing = [any(files.touches(each, one) for one in needed) for each in errors]
    return Concerned(
        tuple(each for each, stands in zip(errors, standing, strict=True) if stands),
        tuple(each for each, stands in zip(errors, standing, strict=True) if not stands),
    )


def _names(entry: Entry) -> set[str]:
    number = entry.sop.number
    return {entry.name, *([str(number)] if number else [])}


@dataclass(frozen=True, slots=True)
class _Needed:
    """What is needed: files whole, SOPs by the names that their numbers give files, and keys by the
    files of the registries."""

    files: frozenset[str]
    stems: frozenset[str]
    keys: dict[str, frozenset[str]]


class _Files:
    """Knows of each file of a catalogue whose it is."""

    def __init__(
        self, catalogue: Catalogue, root: Path, source_map: SourceMap, unread: Unread
    ) -> None:
        self._catalogue, self._root, self._source_map = catalogue, root, source_map
        self._settings = printable(root / SETTINGS_FILE)
        logo = catalogue.settings.agency.logo
        self._logo = None if logo is None else printable(root / logo)
        self._templates = f"{printable(root / OWN_TEMPLATES)}/"
        self._entries = {entry.location.file: entry for entry in catalogue.entries}
        self._claims: dict[str, set[str]] = {}
        for file, stem in unread.faulty:
            self._claims.setdefault(file, set()).add(stem)

    def needed_by(self, entry: Entry) -> _Needed:
        """What an SOP's pages are made of, but for what all are."""
        needs = needs_of(self._catalogue, entry)
        named = [number.file_stem for number in needs.cited]
        keys = {printable(self._root / name): keys for name, keys in needs.of_registries()}
        return _Needed(frozenset({entry.location.file}), frozenset({entry.name, *named}), keys)

    def touches(self, error: Diagnostic, needed: _Needed) -> bool:
        """Whether an error lies in what is needed, or leaves unclear what that is."""
        file = error.place.file
        if file == self._settings:  # notes on the book are printed on no SOP's pages
            return bool(needed.files) and self._entry_at(error.place) != _NOTES
        if file == self._logo or file.startswith(self._templates):
            return bool(needed.files)
        if file in needed.files or any(other.place.file in needed.files for other in error.related):
            return True
        if file in needed.keys:
            return any(self._unclear(error, key) for key in needed.keys[file])
        return not needed.stems.isdisjoint(self._claimed(error))

    def _unclear(self, error: Diagnostic, key: str) -> bool:
        """Whether an entry of a registry is missing, or an error lies in it."""
        catalogue, file = self._catalogue, error.place.file
        stem = PurePosixPath(file).stem
        registries: dict[str, Container[str]] = {
            "pelaksana": catalogue.actors,
            "dasar-hukum": catalogue.regulations,
            "pejabat": catalogue.officials,
        }
        if key not in registries[stem]:
            return True
        places = [error.place, *(other.place for other in error.related)]
        if error.code == GIVEN_TWICE.code:
            places = places[1:]  # what is given again is in no entry that is kept
        return any(self._entry_at(place) == key for place in places if place.file == file)

    def _entry_at(self, place: Place) -> str | None:
        """The entry of a registry that a place is in: the last that begins before it, or, of a key
        in the column of all, the one that comes after."""
        written = self._source_map.files.get(place.file)
        keys = [str(path[0]) for path in (written.paths if written else ()) if len(path) == 1]
        starts = [((at := self._start(place.file, key)).line, at.column, key) for key in keys]
        here = (place.line, place.column)
        if place.column == self._start(place.file).column:
            return min((each for each in starts if each[:2] >= here), default=(0, 0, None))[2]
        return max((each for each in starts if each[:2] <= here), default=(0, 0, None))[2]

    def _start(self, file: str, *path: str) -> Place:
        return self._source_map.place(file, *path)

    def _claimed(self, error: Diagnostic) -> Iterator[str]:
        """The SOPs of whose number or title an error leaves something unclear."""
        file = error.place.file
        entry = self._entries.get(file)
        yield from self._claims.get(file, ())
        if entry is None:
            yield PurePosixPath(file).stem
        elif self._is_in_title(error.place):
            yield from (entry.location.stem, entry.name)

    def _is_in_title(self, place: Place) -> bool:
        values = (self._source_map.place(place.file, key) for key in _PRINTED_ELSEWHERE)
        return any(
            (value.line, value.column)
            <= (place.line, place.column)
            < (value.end_line, value.end_column)
            for value in values
        )
