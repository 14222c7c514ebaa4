"""With which state a catalogue is compared: the commit that a revision leads to, and its folder."""

import os
import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from pathlib import PurePosixPath

from sopc.catalogue.organisation import ROOT_FILES, SETTINGS_FILE
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.load.file_names import may_be_read
from sopc.load.history import History

_NOTHING = re.compile("0{40}|0{64}")
"""What services give as the commit before the first of a branch."""


@dataclass(frozen=True, slots=True)
class Base:
    """What is compared with. ``commit`` is None where nothing was before.

    ``folder`` is where the catalogue stood then, from the repository's root, with a slash at its
    end or empty. ``is_apart`` when the commit is no part of the history of what is checked out.
    """

    commit: str | None
    folder: str
    is_apart: bool = False


def base_of(history: History, revision: str) -> Base:
    """What a revision means: where it is on another branch, the state from which the two parted.

    The zeros that services give for a new branch mean where it parted from any other. Raises
    SopcError when git knows no such revision, and when a clone was cut off before the two parted:
    what others changed since would be taken for a change of this branch.
    """
    is_nothing = _NOTHING.fullmatch(revision) is not None
    if (is_nothing or revision in ("HEAD", "@")) and history.is_unborn:
        return Base(None, history.prefix)
    if is_nothing:
        others = history.others()
        if not others:
            return Base(None, history.prefix)
    else:
        others = [history.commit(revision)]
    parted = history.parted_from(*others)
    if parted is None and history.is_shallow:
        raise SopcError(
            Phrase(
                "nothing can be compared with {revision}: this clone holds only a part of the "
                "history, and not where the branch parted from it; type `git fetch --unshallow "
                "origin BRANCH`, which brings the branch whole, and give `--since FETCH_HEAD`",
                revision=revision,
            )
        )
    if parted is None and is_nothing:
        return Base(None, history.prefix)
    commit = parted or others[0]
    return Base(commit, folder_at(history, commit), is_apart=parted is None)


def moved_from(history: History, commit: str, files: Iterable[str], names: Set[str]) -> str | None:
    """The folder at a commit that had the catalogue whose files have these names later.

    It is that of one of the ``files``, each a katalog.yaml of that commit that is no more, and has
    files of the same names; of several the one that has most in common.
    """
    common: dict[str, int] = {}
    for folder in (file.removesuffix(SETTINGS_FILE) for file in files):
        there = filter(may_be_read, history.tree(commit, folder))
        common[folder] = len({PurePosixPath(each).name for each in there} & names - {*ROOT_FILES})
    return max((each for each in common if common[each]), key=common.__getitem__, default=None)


def folder_at(history: History, commit: str) -> str:
    """Where the catalogue stood at a commit: where it is now, if it was there or is new."""
    here = history.prefix
    if history.has(commit, here + SETTINGS_FILE):
        return here
    top = history.folder.resolve().joinpath(*[".."] * here.count("/"))
    files = history.named(commit, SETTINGS_FILE)
    gone = [file for file in files if not os.path.lexists(top / file)]
    names = {path.name for path in history.folder.rglob("*.yaml")} if gone else set()
    found = moved_from(history, commit, gone, names)
    return here if found is None else found
