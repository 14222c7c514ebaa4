"""Which way a change that was begun can still go, on or back, by what the files are now."""

import os
from collections.abc import Iterable

from sopc.edit.planned import CatalogueJournal
from sopc.folder import OutputFolder
from sopc.transaction.exchange import Staging, is_put_in
from sopc.transaction.journal import digest_of


def is_as_before(staging: Staging, journal: CatalogueJournal, name: str) -> bool:
    """Whether a file is as it was when all was planned."""
    out, before = staging.out, journal.old.get(name)
    if before is None:
        return not out.has(name) or _is_one_of(out, name, journal.old.keys() - journal.new.keys())
    return digest_of(out if out.has(name) else staging.old, name) == before


def is_new(staging: Staging, journal: CatalogueJournal, name: str) -> bool:
    """Whether a file is as it is to be."""
    return name in journal.new and digest_of(staging.out, name) == journal.new[name]


def was_taken_back(staging: Staging, journal: CatalogueJournal) -> bool:
    """Whether somebody has already put back a file that had been changed, as git does; or all that
    there were, once the change is done: the others would not be those that belong to it."""
    found = [_is_taken_back(staging, journal, name) for name in journal.old]
    return any(found) and (all(found) or not is_put_in(staging, journal))


def against_going_on(staging: Staging, journal: CatalogueJournal) -> list[str]:
    """The files by which a change cannot be finished: somebody has changed them since."""
    found = []
    for name in journal.names:
        if name in journal.new:
            waits = staging.new.has(name)
            is_whole = not waits or digest_of(staging.new, name) == journal.new[name]
            is_right = is_as_before(staging, journal, name) or is_new(staging, journal, name)
            if not is_whole or (waits and not is_right):
                found.append(name)
        elif (
            staging.out.has(name)
            and not staging.old.has(name)
            and digest_of(staging.out, name) != journal.old[name]
        ):
            found.append(name)
    return found


def against_going_back(staging: Staging, journal: CatalogueJournal) -> list[str]:
    """The files by which a change cannot be undone: somebody has changed them since."""
    out, found = staging.out, []
    for name in journal.names:
        was_kept = staging.old.has(name)
        if name in journal.new:
            if staging.new.has(name):
                continue  # it is not in its place: what is there stays
            is_ours = is_new(staging, journal, name) or is_as_before(staging, journal, name)
        else:
            is_ours = (
                not was_kept
                or not out.has(name)
                or _is_one_of(out, name, journal.new)
                or _is_taken_back(staging, journal, name)
            )
        is_whole = not was_kept or digest_of(staging.old, name) == journal.old[name]
        if (
            not is_ours
            or not is_whole
            or (name in journal.new.keys() & journal.old and not was_kept)
        ):
            found.append(name)
    return found


def _is_taken_back(staging: Staging, journal: CatalogueJournal, name: str) -> bool:
    """Whether a file that had been replaced or removed is there again as it was."""
    return (
        not staging.new.has(name)
        and staging.old.has(name)
        and digest_of(staging.out, name) == journal.old[name]
    )


def _is_one_of(out: OutputFolder, name: str, others: Iterable[str]) -> bool:
    """Whether a name is another spelling of a file's, as where capitals do not count."""
    status = out.status(name)
    found = (out.status(other) for other in others if other != name)
    return status is not None and any(
        other is not None and os.path.samestat(status, other) for other in found
    )
