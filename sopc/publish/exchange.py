"""Old files out and new ones in, or the other way round; whoever was killed, another goes on.

Every step looks at what is there first, so that it can be done again. The manifest goes first and
comes last: at no time does one stand beside files that it does not describe.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sopc.folder import OutputFolder
from sopc.publish.journal import MANIFEST, Journal, digest_of


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder below the outputs ``out``, for what is to be put in and what was taken out.

    ``others`` is what manifests list that were taken out by builds which nobody can go on with.
    """

    out: OutputFolder
    folder: OutputFolder
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def new(self) -> OutputFolder:
        """Where new files wait."""
        return self.folder.below("new")

    @property
    def old(self) -> OutputFolder:
        """Where old files are kept until all is done."""
        return self.folder.below("old")


def is_put_in(staging: Staging, journal: Journal) -> bool:
    """Whether the new files are all in their places: the manifest comes last. Raises OSError."""
    return MANIFEST in journal.new and not staging.new.has(MANIFEST)


def put_in(staging: Staging, journal: Journal) -> None:
    """Put the new files into their places; what they replace, and what goes, is kept.

    Raises OSError, which names the file, or InTheWay.
    """
    if is_put_in(staging, journal):
        return
    out, new, old = staging.out, staging.new, staging.old
    _move(MANIFEST, out, old, staging)
    for name in journal.names:
        is_new = name in journal.new
        if is_new and not new.has(name):
            continue
        with naming(out, name):
            if out.has(name) and not old.has(name):
                out.keep(name, old) if is_new else out.move(name, old)
            if is_new:
                new.move(name, out)
    out.sync_folders(journal.names)
    _move(MANIFEST, new, out, staging)


def put_back(staging: Staging, journal: Journal) -> None:
    """Put all back as it was, and the new files where they waited, so that both ways stay open.

    Raises OSError, which names the file, or InTheWay.
    """
    out, new, old = staging.out, staging.new, staging.old
    if is_put_in(staging, journal):
        _move(MANIFEST, out, new, staging)
    for name in reversed(journal.names):
        was_kept = old.has(name)
        with naming(out, name):
            was_put_in = name in journal.new and (was_kept or name not in journal.old)
            if was_put_in and not new.has(name) and out.has(name):
                out.move(name, new)
            if was_kept:
                old.move(name, out)
    for folder in reversed(journal.folders):
        out.remove_folder(folder)
    out.sync_folders(journal.names)
    _move(MANIFEST, old, out, staging)


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


def _move(name: str, source: OutputFolder, target: OutputFolder, staging: Staging) -> None:
    """Move a file if it is there; what comes after does so also after a power cut."""
    with naming(staging.out, name):
        if source.has(name):
            source.move(name, target)
            staging.out.sync_folders([name])
