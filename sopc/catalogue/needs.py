"""What one SOP's pages take from beyond its own file."""

from collections.abc import Iterator
from dataclasses import dataclass

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import ACTORS_FILE, OFFICIALS_FILE, REGULATIONS_FILE
from sopc.catalogue.signatories import officials_of


@dataclass(frozen=True, slots=True)
class Needs:
    """Keys of the registries, and the numbers of the SOPs whose titles are printed.

    Keys may be some that no registry has. Of regulations also those that changed the ones that are
    cited: ``changers`` are they alone.
    """

    actors: frozenset[str]
    regulations: frozenset[str]
    changers: frozenset[str]
    officials: frozenset[str]
    cited: tuple[SopNumber, ...]

    def of_registries(self) -> Iterator[tuple[str, frozenset[str]]]:
        """The keys that are needed of each registry, by its file's name."""
        yield ACTORS_FILE, self.actors
        yield REGULATIONS_FILE, self.regulations | self.changers
        yield OFFICIALS_FILE, self.officials


def needs_of(catalogue: Catalogue, entry: Entry) -> Needs:
    """What an SOP's pages depend on; how its own unit and the settings name it, they depend on
    katalog.yaml, too."""
    sop = entry.sop
    regulations = frozenset(sop.regulations)
    known = (catalogue.regulations[key] for key in regulations if key in catalogue.regulations)
    changers = frozenset(by for each in known for by in each.changed_by)
    numbers = (related.number for related in sop.related if related.number)
    return Needs(
        actors=frozenset(sop.lanes),
        regulations=regulations,
        changers=changers - regulations,
        officials=frozenset(officials_of(catalogue.settings, entry)),
        cited=tuple(dict.fromkeys(numbers)),
    )
