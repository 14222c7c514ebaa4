"""Files of a catalogue changed all at once; what a killed command began is finished, or undone.

All new files wait complete in a hidden folder of the catalogue before the first is put in, with a
sealed journal of what is to be done. Whatever somebody else has changed meanwhile stays.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sopc.edit.last_change import remember
from sopc.edit.planned import STAGED, CatalogueJournal, Changed, Planned, folders_above
from sopc.edit.unsettled import Unsettled, foreign, neither, unsettled
from sopc.edit.ways import (
    against_going_back,
    against_going_on,
    is_as_before,
    is_new,
    was_taken_back,
)
from sopc.folder import InTheWay, OutputFolder
from sopc.language import Phrase
from sopc.refusals import reason_of
from sopc.transaction.exchange import Staging, is_put_in, put_back, put_in
from sopc.transaction.journal import digest_of, has_journal, remove_journal
from sopc.transaction.lock import lock_folder
from sopc.transaction.seals import Seals
from sopc.transaction.signals import ENDING, INTERRUPT, held
from sopc.transaction.user_key import kept_apart, user_key

_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Own:
    """What is this user's, by which is known again what was begun in a catalogue.

    ``folder`` is where state is kept, and ``undo`` where what the last change replaced is: None
    where none can be, or nobody would know it again.
    """

    seals: Seals
    folder: Path | None
    undo: Path | None

    @classmethod
    def of(cls, root: Path) -> "Own":
        """What is kept apart from a catalogue."""
        key = user_key(os.environ, (root,))
        folder = kept_apart(os.environ, (root,))
        return cls(Seals(key.data), folder, folder if key.problem is None else None)


def has_begun(root: Path) -> bool:
    """Whether something may have to be finished in a catalogue; if so, ``settle`` tells."""
    try:
        return any(_is_staged(path.name) for path in root.iterdir())
    except OSError:
        return False


@contextmanager
def changing(root: Path, own: Own) -> Iterator[OutputFolder]:
    """The catalogue, while no other command changes it. What ends this one waits so long.

    Raises Busy, or OSError.
    """
    place = sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]
    elsewhere = None if own.folder is None else own.folder / "locks" / f"{place}.lock"
    folder = OutputFolder(root)
    with lock_folder(folder, elsewhere), held(ENDING):
        yield folder


def settle(root: Path) -> list[Phrase]:
    """Finish or undo what a command that was killed began in a catalogue, or in the folder that it
    is in, where a new one may have been begun; what there is to tell.

    Mostly there is nothing. Raises Busy when a command is at it, Unsettled where neither can be
    done: nothing is changed then.
    """
    above = Path(os.path.normpath(root / ".."))
    told = []
    for folder, is_above in ((above, True), (root, False)):
        if has_begun(folder):
            told += _settled_in(folder, Own.of(folder), is_above=is_above)
    return told


def _settled_in(root: Path, own: Own, *, is_above: bool) -> list[Phrase]:
    out = OutputFolder(root)
    if is_above and not any(_is_ours(left, own) for left in _left(out)):
        return []  # what others have begun elsewhere is theirs
    try:
        with changing(root, own):
            return settled(out, own, only_ours=is_above)
    except OSError as error:
        if not any(has_journal(left.folder) for left in _left(out)):
            return []  # nothing was changed yet
        raise unsettled(out, reason_of(error)) from None


def _is_ours(staging: Staging, own: Own) -> bool:
    with suppress(OSError):
        return CatalogueJournal.read(staging.folder, own.seals) is not None
    return False


def settled(out: OutputFolder, own: Own, *, only_ours: bool = False) -> list[Phrase]:
    """The same of one folder, for whoever has the lock. Raises OSError, too."""
    told = []
    for staging in _left(out):
        if only_ours and not _is_ours(staging, own):
            continue
        if has_journal(staging.folder):
            journal = CatalogueJournal.read(staging.folder, own.seals)
            if journal is not None:
                told.append(_ended(staging, journal, own))
            elif staging.folder.has("old"):  # which is made when the journal is whole
                told.append(foreign(staging))
                continue
        staging.folder.remove_all()
    return told


def refuse_left(out: OutputFolder) -> None:
    """Raises Unsettled where something is left that nobody can go on with."""
    for staging in _left(out):
        raise Unsettled(foreign(staging))


def switch(out: OutputFolder, plan: Planned, own: Own) -> None:
    """Do what is planned, or nothing. Raises OSError, InTheWay or Changed; or Unsettled when what
    was done could not be undone. The lock must be held."""
    if not plan.new and not plan.journal.old:
        return
    staging = Staging(out, out.make_unfinished(STAGED))
    try:
        for name, (data, rights) in plan.new.items():
            staging.new.write_whole(name, data, rights)
        if plan.new:
            staging.new.sync_folders(
                [*plan.new, *(folder for name in plan.new for folder in folders_above(name))]
            )
        try:
            plan.journal.write(staging.folder, own.seals)
            staging.folder.sync_folders(["new"])
            out.sync_folders([STAGED])
            staging.old.make()
            _put_in(staging, plan.journal)
            _hold_kept(staging, plan.journal)
        except BaseException as error:
            _undo(staging, plan.journal, error)
            raise
    except BaseException:
        if not has_journal(staging.folder):
            staging.folder.remove_all()
        raise
    try:
        _end(staging, plan.journal, own)
    except BaseException:  # all is done: who is impatient now leaves nothing behind, either
        _end(staging, plan.journal, own)
        raise


def _put_in(staging: Staging, journal: CatalogueJournal, *, or_new: bool = False) -> None:
    """Put all into its place, so that it outlasts a power cut; ``or_new``: files may be as they are
    to be by now. Raises OSError, InTheWay or Changed."""
    put_in(staging, journal, lambda name: _hold(staging, journal, name, or_new=or_new))
    staging.out.sync_folders(journal.folders)  # in which others were made


def _end(staging: Staging, journal: CatalogueJournal, own: Own) -> None:
    """All is in its place: remember what was there, and leave nothing behind."""
    remember(staging, journal, own.seals, own.undo)
    gone = journal.old.keys() - journal.new.keys()
    for folder in sorted({above for name in gone for above in folders_above(name)}, reverse=True):
        staging.out.remove_folder(folder)
    with suppress(OSError):  # it says by itself that all is done
        remove_journal(staging.folder)
        staging.folder.remove_all()


def _undo(staging: Staging, journal: CatalogueJournal, cause: BaseException) -> None:
    """Put all back after an error. Raises Unsettled when that cannot be done."""
    with held(INTERRUPT):  # whoever is impatient presses Ctrl-C twice
        _put_back(staging, journal, cause)


def _put_back(staging: Staging, journal: CatalogueJournal, cause: BaseException) -> None:
    try:
        others = against_going_back(staging, journal)
        if others:
            raise neither(staging, others)
        put_back(staging, journal)
    except (OSError, InTheWay) as error:
        reason = reason_of(cause if isinstance(cause, OSError) else error)
        raise unsettled(staging.out, reason) from None
    with suppress(OSError):
        remove_journal(staging.folder)


def _ended(staging: Staging, journal: CatalogueJournal, own: Own) -> Phrase:
    """Go on where a killed command stood, or back; what was done. Raises OSError or Unsettled."""
    root = staging.out.path
    done = Phrase("finished what a command had begun in `{root}` before it was ended", root=root)
    back, onward = against_going_back(staging, journal), list[str]()
    if back or not was_taken_back(staging, journal):
        if is_put_in(staging, journal):
            _end(staging, journal, own)
            return done
        onward = against_going_on(staging, journal)
        if not onward:
            try:
                _put_in(staging, journal, or_new=True)
            except (OSError, InTheWay, Changed):
                pass
            else:
                _end(staging, journal, own)
                return done
        back = against_going_back(staging, journal)
    if back:
        raise neither(staging, sorted({*onward, *back}))
    try:
        put_back(staging, journal)
    except InTheWay as error:
        raise unsettled(staging.out, error.message) from None
    remove_journal(staging.folder)
    return Phrase("undid what a command had begun in `{root}` before it was ended", root=root)


def _hold(staging: Staging, journal: CatalogueJournal, name: str, *, or_new: bool) -> None:
    """Raises Changed for a file that is not as it was when all was planned; nor, where that may be,
    as it is to be."""
    if not is_as_before(staging, journal, name) and not (or_new and is_new(staging, journal, name)):
        raise Changed(staging.out.path / name)


def _hold_kept(staging: Staging, journal: CatalogueJournal) -> None:
    """Raises Changed where somebody wrote into a file while another took its place."""
    for name, sha in journal.old.items():
        if digest_of(staging.old, name) != sha:
            raise Changed(staging.out.path / name)


def _left(out: OutputFolder) -> list[Staging]:
    """The folders of commands that are not done, living or killed."""
    try:
        found = out.entries()
    except OSError:
        return []
    return [
        Staging(out, out.below(name))
        for name, status in sorted(found)
        if stat.S_ISDIR(status.st_mode) and _is_staged(name)
    ]


def _is_staged(name: str) -> bool:
    digits = name.removeprefix(STAGED)
    return name != digits and len(digits) == 16 and _HEX.issuperset(digits)
