"""Put finished files where the user wants them: all of them, or none.

What stands in the way is found before any is moved, an error between two moves puts all back, and
what a killed build began the next command finishes, whichever it is.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.folder import UNFINISHED, InTheWay, OutputFolder
from sopc.language import Phrase
from sopc.publish.journal import MANIFEST as MANIFEST
from sopc.publish.journal import STORE as STORE
from sopc.publish.journal import BuildJournal
from sopc.publish.manifest import published
from sopc.refusals import reason_of
from sopc.transaction.exchange import (
    Staging,
    can_put_back,
    can_put_in,
    is_put_in,
    naming,
    put_back,
    put_in,
)
from sopc.transaction.journal import digest_of, has_journal, read_whole, remove_journal
from sopc.transaction.seals import Seals

LEVELS = 3
"""How far below a build's folder its files lie, at most."""


class Unfinished(SopcError):
    """The outputs are neither as they were nor as they are to be, and have no manifest."""


@dataclass(frozen=True, slots=True)
class BuildStaging(Staging):
    """What a build is to put in. ``others`` is what manifests list that were taken out by builds
    which nobody can go on with."""

    others: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def staging_folder(out: Path, seals: Seals) -> Iterator[BuildStaging]:
    """A folder below ``out`` to write files in before they are published; gone afterwards.

    Only one build at a time may have it; what a killed one began is finished, and what it left is
    cleared away. Raises SopcError when another build is at work, or ``out`` cannot be written.
    """
    from sopc.transaction.lock import lock  # it is not needed where there is nothing to do

    folder = OutputFolder(out)
    try:
        folder.below(STORE).make()
        with lock(folder, STORE):
            _finish(folder, seals)
            others = {
                name: sha for left in _left(folder) for name, sha in published(left.old).items()
            }
            _clear(folder)
            staging = BuildStaging(folder, folder.make_unfinished(), others)
            try:
                yield staging
            finally:
                if not has_journal(staging.folder):
                    staging.folder.remove_all()
    except OSError as error:
        raise _unwritable(folder, error) from None


def has_begun(out: Path) -> bool:
    """Whether something may have to be finished in ``out``; if so, ``settle`` tells."""
    return bool(_left(OutputFolder(out)))


def begun_above(file: Path) -> list[Path]:
    """The folders above a build's file in which something may have to be finished."""
    folders = list(Path(os.path.realpath(file)).parents)[:LEVELS]
    return [folder for folder in folders if has_begun(folder)]


def settle(out: Path, seals: Seals) -> None:
    """Finish what a killed build began to publish in ``out``, or undo it; mostly there is nothing.

    Raises Busy when a build is at work there, Unfinished when neither can be done.
    """
    folder = OutputFolder(out)
    try:
        if not any(_journal_of(left, seals) for left in _left(folder)):
            return
        from sopc.transaction.lock import lock

        folder.below(STORE).make()
        with lock(folder, STORE):
            _finish(folder, seals)
    except OSError as error:
        raise _unfinished(folder, _said(folder, error)) from None
    except InTheWay as error:
        raise _unfinished(folder, error.message) from None


def clear_away(out: OutputFolder) -> None:
    """Remove what a killed build left, where there is nothing else to do; a living one's stays."""
    with suppress(OSError, SopcError):
        found = [*out.entries(), *out.entries(STORE)]
        if any(name.startswith(UNFINISHED) for name, _ in found):
            from sopc.transaction.lock import lock

            with lock(out, STORE):
                _clear(out)


def install(staging: Staging, names: Collection[str], stale: Iterable[str], seals: Seals) -> None:
    """Move files (by their name in both folders) into place, and remove stale ones.

    Nothing outside the output folder is ever touched, whatever links lie in it. Raises SopcError
    when a file cannot be put in or removed; all is as it was then, or else it is Unfinished.
    """
    try:
        journal = _planned(staging, set(names), stale)
        if not journal.new and not journal.old:
            return
        try:
            journal.write(staging.folder, seals)
            staging.out.sync_folders([UNFINISHED])
            put_in(staging, journal)
        except BaseException as error:
            _undo(staging, journal, error)
            raise
    except OSError as error:
        raise _unwritable(staging.out, error) from None
    with suppress(OSError):  # it says by itself that all is done
        remove_journal(staging.folder)


def _planned(staging: Staging, names: set[str], stale: Iterable[str]) -> BuildJournal:
    """What is to be done, after a look at what could be in the way."""
    out, new = staging.out, staging.new
    gone = [name for name in stale if _can_go(out, name)]
    if MANIFEST not in names and (names or gone):
        manifest = read_whole(out, MANIFEST)
        if manifest is not None:  # it is away while files are changed
            new.write(MANIFEST, manifest)
            names = names | {MANIFEST}
    above = {folder for name in names for folder in _folders_above(name)}
    replaced: dict[str, str | None] = {}
    for name in (*sorted(names), *gone):
        with naming(out, name):
            out.refuse(name)
            if out.has(name):
                replaced[name] = digest_of(out, name)
    new.sync(names)
    return BuildJournal(
        {name: digest_of(new, name) or "" for name in names},
        replaced,
        tuple(folder for folder in sorted(above) if not out.has(folder)),
    )


def _can_go(out: OutputFolder, name: str) -> bool:
    """Whether a stale file is there; what is there instead, or behind a link, is left."""
    with suppress(InTheWay), naming(out, name):
        if out.has(name):
            out.refuse_folder(name)
            return True
    return False


def _folders_above(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _undo(staging: Staging, journal: BuildJournal, cause: BaseException) -> None:
    """Put all back after an error. Raises Unfinished, with the cause, when that fails."""
    try:
        put_back(staging, journal)
    except (OSError, SopcError):
        if isinstance(cause, OSError):
            raise _unfinished(staging.out, _said(staging.out, cause)) from None
        raise
    with suppress(OSError):
        remove_journal(staging.folder)


def _finish(out: OutputFolder, seals: Seals) -> None:
    """Do what a killed build was doing, or undo it. Raises OSError or InTheWay if neither can be
    done; where files are gone that either would take, there is no manifest, and a build is needed.
    """
    for staging in _left(out):
        journal = _journal_of(staging, seals)
        if journal is None:
            continue
        if not is_put_in(staging, journal):
            _go_on(staging, journal)
        remove_journal(staging.folder)
        staging.folder.remove_all()


def _journal_of(staging: Staging, seals: Seals) -> BuildJournal | None:
    """The journal of what was begun. Raises OSError where it cannot be read, unless there is a
    manifest: it is away while files are changed, so nothing is half done."""
    try:
        return BuildJournal.read(staging.folder, seals)
    except OSError:
        if staging.out.has(MANIFEST):
            return None
        raise


def _go_on(staging: Staging, journal: BuildJournal) -> None:
    if can_put_in(staging, journal):
        try:
            put_in(staging, journal)
        except (OSError, InTheWay):
            put_back(staging, journal)
    elif can_put_back(staging, journal):
        put_back(staging, journal)


def _left(out: OutputFolder) -> list[Staging]:
    """The folders of builds that are not done, living or killed, which have something to finish."""
    try:
        names = [name for name, _ in out.entries() if name.startswith(UNFINISHED)]
    except OSError:
        return []
    found = [Staging(out, out.below(name)) for name in sorted(names)]
    return [staging for staging in found if has_journal(staging.folder)]


def _clear(out: OutputFolder) -> None:
    """Remove what builds left that are gone. The lock must be held."""
    out.remove_unfinished()
    out.below(STORE).remove_unfinished()


def _unwritable(out: OutputFolder, error: OSError) -> SopcError:
    return SopcError(_said(out, error))


def _said(out: OutputFolder, error: OSError) -> Phrase:
    """Which file cannot be written, by its place among the outputs, and why."""
    reason = reason_of(error)
    path = Path(str(error.filename)) if error.filename else out.path
    if path == out.path or not path.is_relative_to(out.path):
        return Phrase("cannot write to `{out}`: {reason}", out=out.path, reason=reason)
    parts = path.relative_to(out.path).parts
    if parts[0].startswith(UNFINISHED) and parts[1:2] == ("new",):  # where it waits is no matter
        parts = parts[2:]
    file = out.path.joinpath(*parts)
    return Phrase("cannot write `{file}`: {reason}", file=file, reason=reason)


def _unfinished(out: OutputFolder, reason: Phrase) -> Unfinished:
    return Unfinished(
        Phrase(
            "a build was ended while it changed `{out}`, and that cannot be finished or undone "
            "now: {reason}",
            out=out.path,
            reason=reason,
        )
    )
