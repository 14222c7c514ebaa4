"""A catalogue at two moments: what each said where the other says something else."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.names import NO_NAMES, names_of
from sopc.catalogue.organisation import ROOT_FILES
from sopc.compare.told_values import BothNames, Named
from sopc.diagnostics import Unread
from sopc.known import below
from sopc.limits import YAML
from sopc.load.file_names import may_be_read
from sopc.load.git import object_name_of
from sopc.load.history import History
from sopc.load.loader import load_catalogue
from sopc.load.revision import catalogue_of
from sopc.load.since import folder_at
from sopc.rewrite.files import Texts
from sopc.versions.changed_files import ChangedFile, changed_files
from sopc.versions.printed_names import named_by


@dataclass(frozen=True)
class Side:
    """A catalogue at a moment. ``revision`` is what the user calls it, None for the files as they
    are now; ``commit`` which that is. ``differing`` are the files that say something else at the
    other moment, by their paths; of ``catalogue``, which None is where there was none, at least
    these SOPs are known."""

    revision: str | None
    commit: str | None
    differing: Mapping[str, bytes]
    catalogue: Catalogue | None

    def entry(self, path: str) -> Entry | None:
        """The SOP of a file, if it can be read."""
        return self._entries.get(path)

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        every = self.catalogue.entries if self.catalogue else ()
        return {each.location.file: each for each in every}

    @property
    def named(self) -> Named:
        """What is printed for keys of its registries."""
        return named_by(names_of(self.catalogue, Unread()) if self.catalogue else NO_NAMES)


@dataclass(frozen=True, slots=True)
class BothSides:
    """A catalogue then and now."""

    then: Side
    now: Side

    def changes(self) -> tuple[ChangedFile, ...]:
        """What became of each file, in words."""
        names = BothNames(self.then.named, self.now.named)
        return changed_files(self.then.differing, self.now.differing, names)


def both_sides(root: Path, then: str, now: str | None = None) -> BothSides:
    """The catalogue in ``root`` at a revision and at another, or else as its files are now.

    Raises SopcError where git, the repository or a revision is missing, or there is no catalogue.
    """
    history = History.of(root)
    if now is None:
        texts = Texts(root, {}, {})
        catalogue = _named_from(root, load_catalogue(root, texts).catalogue)
        every = texts.files.values()
        files = {each.path.relative_to(root).as_posix(): each.raw for each in every}
        before, after = differing_files(history, _commit(history, then), files, root)
        return BothSides(_side(history, then, before), Side(None, None, after, catalogue))
    old, new = _at(history, _commit(history, then)), _at(history, _commit(history, now))
    paths = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    one, other = _contents(history, old, paths), _contents(history, new, paths)
    return BothSides(_side(history, then, one), _side(history, now, other))


def differing_files(
    history: History, commit: str, now: Mapping[str, bytes], root: Path
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files that are not as at a commit, as they were, and as they are ``now``; ends of lines
    that git writes otherwise are no difference. Raises SopcError."""
    files = _at(history, commit)
    differing = {
        path: raw for path, raw in now.items() if path not in files or not _is(raw, files[path])
    }
    gone = [path for path in files if path not in now and not os.path.lexists(root / path)]
    if gone:
        hidden = {*history.not_checked_out()}
        gone = [path for path in gone if path not in hidden]
    return _contents(history, files, (*differing, *gone)), differing


def _commit(history: History, revision: str) -> str:
    if revision in ("HEAD", "@") and history.is_unborn:
        return ""
    return history.commit(revision)


def _side(history: History, revision: str, differing: Mapping[str, bytes]) -> Side:
    """A revision's, of which the registries are read whole: names stand in them."""
    commit = _commit(history, revision)
    if not commit:
        return Side(revision, None, {}, None)
    registries = _contents(history, _at(history, commit), ROOT_FILES)
    return Side(revision, commit, differing, catalogue_of({**registries, **differing}))


def _at(history: History, commit: str) -> dict[str, str]:
    """The files of the catalogue at a commit: path → object name."""
    if not commit:
        return {}
    folder = folder_at(history, commit)
    every = {path.removeprefix(folder): name for path, name in history.tree(commit, folder).items()}
    return {path: name for path, name in every.items() if may_be_read(path)}


def _contents(
    history: History, files: Mapping[str, str], paths: Collection[str]
) -> dict[str, bytes]:
    wanted = {path: files[path] for path in paths if path in files}
    found = history.contents(wanted.values(), YAML)
    return {path: found[name] for path, name in wanted.items() if name in found}


def _named_from(root: Path, catalogue: Catalogue | None) -> Catalogue | None:
    """A catalogue whose SOPs are called by their paths below it, as those of revisions are."""
    if catalogue is None:
        return None
    entries = (
        replace(each, location=replace(each.location, file=below(each.location.file, root)))
        for each in catalogue.entries
    )
    return replace(catalogue, entries=tuple(entries))


def _is(raw: bytes, name: str) -> bool:
    """Whether git knows these bytes by a name, also where it keeps other ends of lines."""
    return object_name_of(raw, len(name)) == name or (
        b"\r\n" in raw and object_name_of(raw.replace(b"\r\n", b"\n"), len(name)) == name
    )
