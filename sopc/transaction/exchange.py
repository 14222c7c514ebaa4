"""Old files out and new ones in, or the other way round; whoever was killed, another goes on.

Every step looks at what is there first, so that it can be done again. Where a journal has a file
that comes last, it goes first: at no time does it stand beside files that it does not describe.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sopc.folder import OutputFolder
from sopc.transaction.journal import Journal, digest_of


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder below ``out``, for what is to be put in there and what was taken out."""

    out: OutputFolder
    folder: OutputFolder

    @property
    def new(self) -> OutputFolder:
        """Where new files wait."""
        return self.folder.below("new")

    @property
    def old(self) -> OutputFolder:
        """Where old files are kept until all is done."""
        return self.folder.below("old")


def is_put_in(staging: Staging, journal: Journal) -> bool:
    """Whether the new files are all in their places, and what goes is gone. Raises OSError."""
    if journal.LAST is not None:
        return journal.LAST in journal.new and not staging.new.has(journal.LAST)
    gone = journal.old.keys() - journal.new.keys()
    is_waiting = any(staging.new.has(name) for name in journal.new)
    return not is_waiting and all(staging.old.has(name) for name in gone)


def _any(_name: str) -> None:
    """Whatever there is may be replaced."""


def put_in(staging: Staging, journal: Journal, hold: Callable[[str], None] = _any) -> None:
    """Put the new files into their places; what they replace, and what goes, is kept.

    ``hold`` is asked of each file just before it is replaced, put in or removed, and raises where
    that must not be. Raises OSError, which names the file, or InTheWay.
    """
    if is_put_in(staging, journal):
        return
    out, new, old = staging.out, staging.new, staging.old
    _move(journal.LAST, out, old, staging)
    for name in journal.names:
        with naming(out, name):
            if name in journal.new:
                if not new.has(name):
                    continue
                if out.has(name) and not old.has(name):
                    out.keep(name, old)
                hold(name)
                new.move(name, out)
            elif out.has(name) and not old.has(name):
                hold(name)
                out.move(name, old)
    out.sync_folders(journal.names)
    _move(journal.LAST, new, out, staging)


def put_back(staging: Staging, journal: Journal) -> None:
    """Put all back as it was, and the new files where they waited, so that both ways stay open.

    Raises OSError, which names the file, or InTheWay.
    """
    out, new, old = staging.out, staging.new, staging.old
    if is_put_in(staging, journal):
        _move(journal.LAST, out, new, staging)
    for name in reversed(journal.names):
        was_kept, waits = old.has(name), new.has(name)
        with naming(out, name):
            was_put_in = name in journal.new and (was_kept or name not in journal.old)
            if was_put_in and not waits and out.has(name):
                out.move(name, new)
            if was_kept and not (waits and out.has(name)):  # else nothing has taken its place yet
                old.move(name, out)
    for folder in reversed(journal.folders):
        out.remove_folder(folder)
    out.sync_folders(journal.names)
    _move(journal.LAST, old, out, staging)


def can_put_in(staging: Staging, journal: Journal) -> bool:
    """Whether all new files are there, in their places or waiting. Raises OSError."""
    return all(
        digest_of(staging.new if staging.new.has(name) else staging.out, name) == sha
        for name, sha in journal.new.items()
    )


def can_put_back(staging: Staging, journal: Journal) -> bool:
    """Whether all old files are there, in their places or kept. Raises OSError."""
    return all(
        digest_of(staging.old if staging.old.has(name) else staging.out, name) == sha
        for name, sha in journal.old.items()
    )


@contextmanager
def naming(out: OutputFolder, name: str) -> Iterator[None]:
    """Have errors name the file as the user knows it."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(out.path / name), None
        raise


def _move(name: str | None, source: OutputFolder, target: OutputFolder, staging: Staging) -> None:
    """Move a file if it is there; what comes after does so also after a power cut."""
    if name is None:
        return
    with naming(staging.out, name):
        if source.has(name):
            source.move(name, target)
            staging.out.sync_folders([name])
