"""What became of a catalogue's numbers in its history: which were taken away, what was in force."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from pathlib import PurePosixPath

from sopc.catalogue.earlier import Removed, said
from sopc.catalogue.organisation import ROOT_FILES, SETTINGS_FILE
from sopc.limits import GIT_PAST, YAML
from sopc.load.file_names import may_be_read
from sopc.load.git_answers import Change
from sopc.load.history import History
from sopc.load.since import moved_from
from sopc.load.yaml_reader import read_yaml

_MOVES = 8
"""So often a catalogue's folder may have been renamed."""
_KEYS = ("nomor", "nama", "status")
_PLAIN = re.compile(
    r"(nomor|nama|status):[ \t]+"
    r"(?:\"([^\"\\]*)\"|'([^']*)'|([^\s\"'#&*!|>%@`{\[?:,\]}-][^\n]*?))(?:[ \t]+#.*)?[ \t\r]*"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a file of the past says of its SOP: number, title and state."""

    number: str
    title: str
    status: str

    @property
    def is_public(self) -> bool:
        """Whether others may cite the number: it is no draft's."""
        return self.status != "draf"


@dataclass(frozen=True, slots=True)
class Version:
    """A file of the past that was changed or removed: by which commit, where, and what it was.

    ``folder`` is where the catalogue stood, ``path`` is from there on.
    """

    commit: str
    folder: str
    path: str
    name: str
    said: Said


@dataclass(frozen=True, slots=True)
class Past:
    """``versions`` are all files that were changed or removed, and said which SOP's they are, the
    newest first; ``losses`` by number what it stood for until it was taken away, the first loss
    first. ``lacking`` counts the files that could not be looked at."""

    versions: tuple[Version, ...] = ()
    losses: Mapping[str, tuple[tuple[Version, ...], ...]] = field(default_factory=dict)
    lacking: int = 0

    def without(self, numbers: Collection[str]) -> "Past":
        """The past as if some numbers had never been given."""
        versions = tuple(each for each in self.versions if each.said.number not in numbers)
        losses = {number: each for number, each in self.losses.items() if number not in numbers}
        return replace(self, versions=versions, losses=losses)


def past_of(history: History, commit: str, folder: str) -> Past:
    """The past of the catalogue that stood in a folder at a commit. Raises SopcError."""
    changes = [*_changes(history, commit, folder)]
    names = [*dict.fromkeys(_asked(changes))]
    lost = history.lacking(names)
    known = [name for name in names if name not in lost]
    texts, left_out = history.newest_contents(known, YAML, GIT_PAST // 2)
    facts = {name: fact for name, text in texts.items() if (fact := read_facts(text))}
    versions = tuple(_versions(changes, facts))
    return Past(versions, _losses(changes, facts), len(lost) + left_out)


def removed_of(history: History, past: Past, in_use: Collection[str]) -> Iterator[Removed]:
    """What was taken away; of numbers that are in use, all that they had until then."""
    wanted = [
        version.name
        for number, losses in past.losses.items()
        if number in in_use
        for version in chain.from_iterable(losses)
    ]
    texts = history.contents(wanted, YAML)
    for number, losses in past.losses.items():
        for loss in losses if number in in_use else losses[-1:]:
            there = [texts[each.name] for each in loss if each.name in texts]
            activities = frozenset(chain.from_iterable(map(_activities, there)))
            titles = frozenset(said(each.said.title) for each in loss)
            yield Removed(number, loss[-1].said.title, loss[-1].path, titles, activities)


def in_force(past: Past, numbers: Collection[str]) -> dict[str, list[Version]]:
    """The files of the past by which each of some numbers was in force, newest first."""
    found: dict[str, list[Version]] = {}
    for version in past.versions:
        if version.said.number in numbers and version.said.status == "berlaku":
            found.setdefault(version.said.number, []).append(version)
    return found


def read_facts(text: bytes) -> Said | None:
    """What a file says of its SOP. Its schema may be older, and all else in it faulty.

    Where number, title and state stand plainly in lines of their own, only these are read: of a
    whole history, all files are.
    """
    lines = text.decode("utf-8", "replace").split("\n")
    found: dict[str, str] = {}
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith(_KEYS):
            match = _PLAIN.fullmatch(line)
            if match is None or following.startswith((" ", "\t")):
                return _parsed(text)
            key, *written = match.groups()
            found.setdefault(key, next(each for each in written if each is not None))
    if "nomor" not in found or "nama" not in found:
        return _parsed(text) if b"nomor" in text else None
    return Said(found["nomor"], found["nama"], found.get("status", "berlaku"))


def _parsed(text: bytes) -> Said | None:
    document, _ = read_yaml(text, "")
    value = document.value if document is not None else None
    number = value.get("nomor") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(number, str):
        return None
    status = str(value.get("status", "berlaku"))
    return Said(number.strip(), str(value.get("nama")), status)


def _activities(text: bytes) -> Iterator[str]:
    document, _ = read_yaml(text, "")
    value = document.value if document is not None else None
    steps = value.get("langkah") if isinstance(value, dict) else None
    for step in steps if isinstance(steps, list) else [steps]:
        activity = step.get("uraian") if isinstance(step, dict) else None
        if isinstance(activity, str):
            yield said(activity)


def _changes(history: History, commit: str, folder: str) -> Iterator[tuple[str, Change]]:
    """Each change of an SOP's file, newest first, with the folder in which the catalogue stood.

    Paths are from that folder.
    """
    start = commit
    for _ in range(_MOVES):
        changes = history.changes(start, folder)
        moved = _move(history, changes, start, folder)
        if moved is None:
            break
        at, parent, old = moved
        commits = [each.commit for each in changes]
        yield from _below(changes[: commits.index(at)], folder)
        for each in history.moved(at, old, folder):
            yield from _below([replace(each, commit=at, path=old + each.path)], old)
        start, folder = parent, old
    else:
        changes = history.changes(start, folder)
    yield from _below(changes, folder)


def _move(
    history: History, changes: list[Change], start: str, folder: str
) -> tuple[str, str, str] | None:
    """The commit that brought a catalogue to a folder from another, its parent, and from where.

    It may have been copied there, and removed where it was by the time of the commit ``start``.
    """
    settings = folder + SETTINGS_FILE
    came = (each.commit for each in changes if each.path == settings and each.before is None)
    commit = next(came, None)
    parent = history.parent(commit) if commit else None
    if commit is None or parent is None:
        return None
    ended = history.ended(commit, SETTINGS_FILE) or [
        file for file in history.named(parent, SETTINGS_FILE) if not history.has(start, file)
    ]
    names = {PurePosixPath(path).name for path in history.tree(commit, folder)} if ended else set()
    old = moved_from(history, parent, ended, names)
    return None if old is None else (commit, parent, old)


def _below(changes: Iterable[Change], folder: str) -> Iterator[tuple[str, Change]]:
    for each in changes:
        path = each.path.removeprefix(folder)
        if may_be_read(path) and path not in ROOT_FILES:
            yield folder, replace(each, path=path)


def _asked(changes: Iterable[tuple[str, Change]]) -> Iterator[str]:
    """The files to look at: where commits only add some, nothing was taken away."""
    for _, group in groupby(changes, lambda each: each[1].commit):
        together = [each for _, each in group]
        if any(each.before for each in together):
            for each in together:
                yield from (name for name in (each.before, each.after) if name)


def _versions(
    changes: Iterable[tuple[str, Change]], facts: Mapping[str, Said]
) -> Iterator[Version]:
    for folder, each in changes:
        if each.before is not None and each.before in facts:
            fact = facts[each.before]
            yield Version(each.commit, folder, each.path, each.before, fact)


def _losses(
    changes: list[tuple[str, Change]], facts: Mapping[str, Said]
) -> dict[str, tuple[tuple[Version, ...], ...]]:
    """By number, the versions that it had until each time that it was taken away."""
    kept: dict[str, dict[str, Version]] = {}
    losses: dict[str, tuple[tuple[Version, ...], ...]] = {}
    for _, group in groupby(reversed(changes), lambda each: each[1].commit):
        together = [*group]
        after = (facts.get(each.after or "") for _, each in together)
        now = {fact.number: fact for fact in after if fact is not None}
        for version in _versions(together, facts):
            number = version.said.number
            versions = kept.setdefault(number, {})
            if version.said.is_public:
                versions[version.name] = version
            if versions and _is_lost(version.said, now.get(number)):
                losses[number] = (*losses.get(number, ()), tuple(versions.values()))
                kept[number] = {}
    return losses


def _is_lost(then: Said, now: Said | None) -> bool:
    """Whether a number was removed, a retired one is in use again, or an SOP in force became a
    draft or a mere entry."""
    if now is None:
        return True
    if then.status == "dicabut":
        return now.status != "dicabut"
    return then.status == "berlaku" and now.status in ("draf", "belum-disusun")
