"""An SOP's revisions: each commit that changed its file, and what changed, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sopc.catalogue.organisation import ROOT_FILES
from sopc.compare.told_values import BothNames, Named
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.limits import YAML
from sopc.load.file_names import may_be_read
from sopc.load.git_answers import Change, Described
from sopc.load.history import History
from sopc.load.revision import catalogue_of
from sopc.load.since import folder_at
from sopc.versions.changed_files import ChangedFile, changed_files, data_of
from sopc.versions.sides import Side, both_sides

_NUMBERS = 8
"""So many numbers of one SOP are followed into the past."""


@dataclass(frozen=True, slots=True)
class SopRevision:
    """What a commit made of an SOP; without one, what is not committed yet."""

    commit: str | None
    described: Described | None
    changed: ChangedFile


def revisions(root: Path, number: str) -> tuple[SopRevision, ...]:
    """Those of the SOP of a number, newest first, on the line of first parents: what a branch did
    came with its merge. Where a commit gave it another number, it is followed there by its title.

    Raises SopcError where git, the repository or the number is missing.
    """
    past = _Past(root)
    found = [SopRevision(None, None, each) for each in past.uncommitted(number)]
    commits = tuple(past.followed(number))
    described = past.history.described(dict.fromkeys(change.commit for change in commits))
    for change in commits:
        found.append(SopRevision(change.commit, described.get(change.commit), past.changed(change)))
    if not found:
        raise SopcError(Phrase("neither the catalogue nor its past has `{number}`", number=number))
    return tuple(found)


class _Past:
    """The history of a catalogue's folder; what was read of it once is kept."""

    def __init__(self, root: Path) -> None:
        self.history, self._root = History.of(root), root
        self._read: dict[str, bytes] = {}
        self._named: dict[tuple[str, ...], Named] = {}

    def uncommitted(self, number: str) -> Iterator[ChangedFile]:
        """What became of the SOP since the last commit."""
        for each in both_sides(self._root, "HEAD").changes():
            if number in (data_of(raw).get("nomor") for raw in (each.now, each.then)):
                yield each

    def followed(self, number: str) -> Iterator[Change]:
        """What commits made of the SOP's files, newest first; also of those of other numbers."""
        commit, name = "HEAD", f"{number}.yaml"
        for _ in range(_NUMBERS):
            if self.history.is_unborn:
                return
            changes = self._of_sop(commit, name)
            yield from changes
            begun = changes[-1] if changes and changes[-1].before is None else None
            before = self._other_number(begun) if begun else None
            if begun is None or before is None:
                return
            commit, name = f"{begun.commit}^", PurePosixPath(before.path).name

    def _of_sop(self, commit: str, name: str) -> list[Change]:
        """Those of files of a name; a file that went and came in one commit is one."""
        found: dict[str, Change] = {}
        for each in self.history.changes(commit, "", name):
            other = found.get(each.commit)
            if other is not None and may_be_read(each.path):
                before, after = (each.before or other.before, each.after or other.after)
                path = each.path if each.after else other.path
                found[each.commit] = Change(each.commit, path, before, after)
            elif may_be_read(each.path):
                found[each.commit] = each
        return list(found.values())

    def _other_number(self, begun: Change) -> Change | None:
        """The file that went where one came, and had the same title."""
        if self.history.parent(begun.commit) is None:
            return None
        title = data_of(self._bytes(begun.after)).get("nama")
        gone = [e for e in self.history.taken_out(begun.commit) if may_be_read(e.path)]
        same = [e for e in gone if title and data_of(self._bytes(e.before)).get("nama") == title]
        return same[0] if len(same) == 1 else None

    def changed(self, change: Change) -> ChangedFile:
        """A change in words, with names as they were printed before and after it."""
        then, now = self._bytes(change.before), self._bytes(change.after)
        path = change.path
        before = {} if then is None else {path: then}
        after = {} if now is None else {path: now}
        parent = self.history.parent(change.commit) if then is not None else None
        names = BothNames(self._names(parent), self._names(change.commit))
        (found,) = changed_files(before, after, names)
        return found

    def _bytes(self, name: str | None) -> bytes | None:
        if name is None:
            return None
        if name not in self._read:
            self._read |= self.history.contents([name], YAML)
        return self._read.get(name)

    def _names(self, commit: str | None) -> Named:
        """What registries said at a commit; read once for all commits that have the same."""
        if commit is None:
            return lambda _, key: key
        folder = folder_at(self.history, commit)
        tree = self.history.tree(commit, folder)
        there = {each: tree[folder + each] for each in ROOT_FILES if folder + each in tree}
        key = tuple(there.values())
        if key not in self._named:
            files = {each: self._bytes(name) or b"" for each, name in there.items()}
            self._named[key] = Side(None, commit, {}, catalogue_of(files)).named
        return self._named[key]
