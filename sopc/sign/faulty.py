"""A catalogue with errors still verifies what these do not touch: whom they touch is told here."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import ROOT_FILES
from sopc.diagnostics import Diagnostic, Severity, Unread
from sopc.load.file_names import printable


@dataclass(frozen=True, slots=True)
class Faulty:
    """Which of a catalogue's files have errors.

    ``common`` is one that all SOPs depend on (katalog.yaml or a registry) and ``first`` any: None
    where there is none. ``sops`` names the file by an SOP's name, ``unread`` those SOPs whose file
    says nothing at all.
    """

    common: str | None
    first: str | None
    sops: dict[str, str]
    unread: frozenset[str]

    def behind(self, stem: str, *, is_book: bool) -> str | None:
        """The faulty file that leaves unclear what a document has to be; None if none does."""
        if is_book:
            return self.first
        return self.common or self.sops.get(stem)

    def behind_file(self, file: str) -> str | None:
        """The same for a file of a build, by its name there."""
        return self.behind(PurePosixPath(file).stem, is_book=not file.startswith("sop/"))

    def has_unread(self, name: str) -> bool:
        """Whether a code may be that of an SOP whose file cannot be read."""
        return name.upper() in self.unread


def faulty_files(
    catalogue: Catalogue, root: Path, found: Iterable[Diagnostic], unread: Unread
) -> Faulty:
    """Where a catalogue's errors are. One in an SOP touches its own pages, those that name it, and
    the books."""
    files = dict.fromkeys(each.place.file for each in found if each.severity is Severity.ERROR)
    roots = [printable(root / name) for name in ROOT_FILES]
    faulty = {entry.name: entry for entry in catalogue.entries if entry.location.file in files}
    sops: dict[str, str] = {name: entry.location.file for name, entry in faulty.items()}
    for entry in catalogue.entries:
        named = [other for other in _named(entry) if other in faulty or other in unread.sops]
        if named:
            other = faulty[named[0]].location.file if named[0] in faulty else f"{named[0]}.yaml"
            sops.setdefault(entry.name, other)
    return Faulty(
        common=next((name for name in roots if name in files), None),
        first=next(iter(files), None),
        sops=sops,
        unread=frozenset(stem.upper() for stem in unread.sops),
    )


def _named(entry: Entry) -> list[str]:
    """The names of the SOPs that an SOP refers to."""
    return [each.number.file_stem for each in entry.sop.related if each.number is not None]
