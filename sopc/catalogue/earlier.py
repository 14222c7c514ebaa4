"""The catalogue as it was at an earlier revision, as far as it differs from now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sopc.catalogue.catalogue import Catalogue, Entry


@dataclass(frozen=True, slots=True)
class Removed:
    """A number that was taken away, or out of force, and what it stood for until then.

    ``title`` and ``file`` are the last; ``titles`` and ``activities`` (of steps) all that it had
    since it came, each as ``said``.
    """

    number: str
    title: str
    file: str
    titles: frozenset[str] = frozenset()
    activities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LastInForce:
    """An SOP as it last was in force before the revision, and the registries of that time.

    ``commit`` is the one that changed or removed it; ``catalogue`` has it alone.
    """

    entry: Entry
    catalogue: Catalogue
    commit: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a comparison with an earlier revision looks at. Files are relative to the catalogue.

    ``catalogue`` has the registries, and the entries whose files have other bytes now or are gone;
    it is None when there was no catalogue, or none with a usable katalog.yaml. ``unread`` names the
    files that were faulty or follow an older schema. ``unchanged`` are the files that have the same
    bytes as then: what they say is in the catalogue of today.

    ``removed`` are the numbers of all but drafts that were ever removed up to the revision, or put
    out of force, on its line of first parents, the first that had each number first; they may be
    there again. ``last_in_force`` has, by number, the SOPs that are in force now and were not at
    the revision, as they were when they last were. Both leave out the numbers that the catalogue
    of now calls void.

    ``folder`` is where the catalogue stood, from the repository's root, when that was elsewhere;
    ``is_apart`` when the revision is no part of the history of what is checked out; ``is_cut``
    when the clone has not all of the history. ``not_checked_out`` has the files that a sparse
    checkout leaves out, by their names without the ending. ``lacking`` counts the files of the past
    that the clone has not, or that were too much to be read. ``days`` says of files that differ, as
    today's catalogue names them, on which day their authors wrote what is committed of them; those
    that are not committed as they are have none.
    """

    revision: str
    catalogue: Catalogue | None
    existed: bool
    unread: tuple[str, ...]
    removed: tuple[Removed, ...]
    unchanged: frozenset[str] = frozenset()
    last_in_force: Mapping[str, LastInForce] = field(default_factory=dict)
    folder: str | None = None
    is_apart: bool = False
    is_cut: bool = False
    not_checked_out: Mapping[str, str] = field(default_factory=dict)
    lacking: int = 0
    days: Mapping[str, date] = field(default_factory=dict)


def said(text: str) -> str:
    """A title or an activity as it is compared: in small letters, with single spaces."""
    return " ".join(text.casefold().split())
