"""The catalogue as it was at an earlier revision, as far as it differs from now."""

from dataclasses import dataclass

from sopc.catalogue.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Removed:
    """An SOP file that was removed at some time: its number, its title and where it stood."""

    number: str
    title: str
    file: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a comparison with an earlier revision looks at. Files are relative to the catalogue.

    ``catalogue`` has the registries, and the entries whose files have other bytes now or are gone;
    it is None when there was no catalogue, or none with a usable katalog.yaml. ``unread`` names the
    files that were faulty or follow an older schema. ``removed`` are removals at any time in the
    history, of files whose name nothing has now. ``unchanged`` are the files that have the same
    bytes as then: what they say is in the catalogue of today.
    """

    revision: str
    catalogue: Catalogue | None
    existed: bool
    unread: tuple[str, ...]
    removed: tuple[Removed, ...]
    unchanged: frozenset[str] = frozenset()
