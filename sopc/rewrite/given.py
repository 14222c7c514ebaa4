"""What a catalogue's numbers stand for in print: those that were given out, up to a revision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sopc.catalogue.catalogue import Catalogue
from sopc.compare.comparison import compared
from sopc.load.history import History
from sopc.load.revision import load_earlier
from sopc.markup.words import marked

NOTHING = ("", "none")
"""What a user says to have nothing compared."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a number stands for to others, by its title, with its marks; and whether it was retired
    by the revision."""

    title: str
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class GivenNumbers:
    """The numbers that were given out by a revision, and are not called void.

    ``lost`` are those that were taken away at some time before it.
    """

    since: str | None = None
    given: Mapping[str, Given] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()


def revision_of(root: Path, since: str | None) -> str | None:
    """The revision to compare with: one that was asked for, or HEAD where there is one.

    Raises SopcError where there is a repository that git cannot read.
    """
    if since is not None:
        return None if since.strip().lower() in NOTHING else since
    here = root.resolve()
    if not any((folder / ".git").exists() for folder in (here, *here.parents)):
        return None
    return None if History.of(root).is_unborn else "HEAD"


def given_numbers(root: Path, catalogue: Catalogue, since: str | None) -> GivenNumbers:
    """The numbers that were given out. Raises SopcError as ``check --since`` does."""
    if since is None:
        return GivenNumbers()
    earlier = load_earlier(root, since, catalogue)
    then = compared(earlier, catalogue, root)
    void = {each.number for each in catalogue.settings.void}
    given = {each.number: Given(each.title) for each in earlier.removed}
    for entry in then.then.entries if then else ():
        number, status = str(entry.sop.number), entry.sop.status
        if entry.sop.number is not None and status != "draf" and number not in void:
            given[number] = Given(marked(entry.sop.title), status == "dicabut")
    return GivenNumbers(since, given, frozenset(each.number for each in earlier.removed))
