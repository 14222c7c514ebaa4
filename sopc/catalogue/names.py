"""Every name of a catalogue, and what it stands for: what an editor offers and explains."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.organisation import ACTORS_FILE, OFFICIALS_FILE, REGULATIONS_FILE
from sopc.catalogue.references import NameKind
from sopc.diagnostics import Unread

_FILES = {
    ACTORS_FILE: NameKind.ACTOR,
    REGULATIONS_FILE: NameKind.REGULATION,
    OFFICIALS_FILE: NameKind.OFFICIAL,
}


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Of each kind the names, and in a line what is printed for each, and how it stands.

    Of ``incomplete`` kinds there are more: files could not be read.
    """

    said: Mapping[NameKind, Mapping[str, str]]
    incomplete: frozenset[NameKind]


def names_of(catalogue: Catalogue, unread: Unread) -> KnownNames:
    """The names that a catalogue defines. Codes of steps are each file's own."""
    actors = {
        key: f"{actor.group}: {actor.name}" if actor.group else str(actor.name)
        for key, actor in catalogue.actors.items()
    }
    regulations = {
        key: str(regulation.title) + _unless(regulation.status, "berlaku")
        for key, regulation in catalogue.regulations.items()
    }
    officials = {
        key: f"{official.name}, {official.office}" if official.name else str(official.office)
        for key, official in catalogue.officials.items()
    }
    incomplete = {_FILES[name] for name in unread.registries}
    if unread.sops:
        incomplete.add(NameKind.NUMBER)
    said = {
        NameKind.ACTOR: actors,
        NameKind.REGULATION: regulations,
        NameKind.OFFICIAL: officials,
        NameKind.NUMBER: dict(_numbers(catalogue)),
    }
    return KnownNames(said, frozenset(incomplete))


def _numbers(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for number, entry in catalogue.by_number.items():
        yield str(number), str(entry.sop.title) + _unless(entry.sop.status, "berlaku")


def _unless(status: str, usual: str) -> str:
    return "" if status == usual else f" ({status})"


NO_NAMES = KnownNames({named: {} for named in NameKind}, frozenset(NameKind))
"""Where there is no catalogue."""
