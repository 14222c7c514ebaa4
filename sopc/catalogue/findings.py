"""Everything in which the catalogue differs from the document it was transcribed from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    SETTINGS_FILE,
)
from sopc.catalogue.source import Note, Source


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note, what it is about, and where it stands.

    ``entry`` is the SOP it belongs to; without one it stands in the root file ``file``. ``path``
    leads to the note from the file's root. ``subject`` names the SOP, regulation, actor or
    official. ``concerned`` are the SOPs for which it holds: the entry, and those of the catalogue
    that the note names.
    """

    entry: Entry | None
    file: str
    path: tuple[str | int, ...]
    subject: str
    note: Note
    concerned: tuple[Entry, ...] = ()


def findings(catalogue: Catalogue) -> Iterator[PlacedNote]:
    """All notes: of the catalogue itself, of its registries, then of SOPs in order."""
    for finding in _written(catalogue):
        named = [catalogue.by_name.get(name) for name in finding.note.concerned]
        concerned = {entry.location.file: entry for entry in (finding.entry, *named) if entry}
        yield replace(finding, concerned=tuple(concerned.values()))


def _written(catalogue: Catalogue) -> Iterator[PlacedNote]:
    settings = catalogue.settings
    yield from _of(settings.source, None, SETTINGS_FILE, (), settings.agency.name)
    for key, actor in catalogue.actors.items():
        yield from _of(actor.source, None, ACTORS_FILE, (key,), actor.name)
    for key, regulation in catalogue.regulations.items():
        yield from _of(
            regulation.source, None, REGULATIONS_FILE, (key,), settings.form.cited(regulation)
        )
    for key, official in catalogue.officials.items():
        yield from _of(official.source, None, OFFICIALS_FILE, (key,), official.called)
    for entry in catalogue.entries:
        number = f"{entry.sop.number} " if entry.sop.number else ""
        file, subject = entry.location.file, number + entry.sop.title
        yield from _of(entry.sop.source, entry, file, (), subject)


def _of(
    source: Source, entry: Entry | None, file: str, path: tuple[str | int, ...], subject: str
) -> Iterator[PlacedNote]:
    for index, note in enumerate(source.notes):
        yield PlacedNote(entry, file, (*path, "sumber", "catatan", index), subject, note)
