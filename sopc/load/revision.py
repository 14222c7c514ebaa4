"""A catalogue's past: as it was at a revision of git, and what was ever removed from it."""

import errno
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.earlier import Earlier, LastInForce
from sopc.catalogue.organisation import ROOT_FILES, SETTINGS_FILE
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.limits import KIB, YAML
from sopc.load.days import days_of
from sopc.load.file_names import may_be_read, printable
from sopc.load.git import object_name_of
from sopc.load.history import History
from sopc.load.loader import load_catalogue
from sopc.load.past import Past, Version, in_force, past_of, removed_of
from sopc.load.reading import CLOSED
from sopc.load.since import Base, base_of
from sopc.load.sources import DISK, Sources
from sopc.reader import Unreadable
from sopc.refusals import reason_of

_DEEPEST = 32
"""So many names a path of a catalogue can have, and many more: units and sections are two."""
_UNUSABLE_NAMES = frozenset(
    (
        errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EILSEQ, errno.EINVAL,
    )
)  # fmt: skip
"""What a system says of a path that it cannot have; all else it says of itself."""


_FAULTY = 10
"""So many files of an SOP's past are read until one is sound."""


def load_earlier(
    root: Path, revision: str, now: Catalogue | None = None, sources: Sources = DISK
) -> Earlier:
    """What the catalogue in ``root`` was at a revision, as far as its files differ from ``now``.

    Where the revision is on another branch, what it was when the two parted.

    Reading only those makes the cost that of the change, not that of the catalogue. ``sources`` are
    where ``now`` was read from. Raises
    SopcError when git, the repository or the revision is missing, or when what the revision had is
    damaged: then nothing is known of it, and nothing can be said to be new.
    """
    history = History.of(root)
    base = base_of(history, revision)
    if base.commit is None:
        return Earlier(revision, None, False, (), ())
    there = _at(root, history, base, revision, sources)
    past = past_of(history, base.commit, base.folder)
    void = {each.number for each in now.settings.void} if now is not None else set()
    past = past.without(void)
    in_use = {str(number) for number in now.by_number} if now is not None else ()
    last = _last_in_force(history, past, there, now, root) if now is not None else ()
    above = len(root.parts)
    files = (entry.location.file for entry in (now.entries if now is not None else ()))
    paths = {"/".join(Path(file).parts[above:]): file for file in files}
    differing = {path: file for path, file in paths.items() if path not in there.unchanged}
    days = days_of(root, history, base.commit, differing, sources)
    return replace(
        there,
        days={differing[path]: day for path, day in days.items()},
        removed=tuple(removed_of(history, past, in_use)),
        last_in_force=dict(last),
        folder=base.folder if base.folder != history.prefix else None,
        is_apart=base.is_apart,
        is_cut=history.is_shallow,
        lacking=past.lacking,
    )


def _at(root: Path, history: History, base: Base, revision: str, sources: Sources) -> Earlier:
    assert base.commit is not None
    every = history.tree(base.commit, base.folder)
    below = ((path.removeprefix(base.folder), name) for path, name in every.items())
    files = {path: name for path, name in below if may_be_read(path)}
    same = {path for path, name in files.items() if _is(root / path, name, sources)}
    hidden = _not_checked_out(root, history, files.keys() - same)
    left_out = frozenset(hidden.values())
    asked = {
        path: name
        for path, name in files.items()
        if path in ROOT_FILES or (path not in same and path not in left_out)
    }
    contents = history.contents(asked.values(), YAML)
    then = {path: contents[name] for path, name in asked.items() if name in contents}
    large = asked.keys() - then.keys()
    settings = base.folder + SETTINGS_FILE
    if SETTINGS_FILE in large or (SETTINGS_FILE not in then and history.has(base.commit, settings)):
        raise SopcError(
            Phrase(
                "nothing can be compared with {revision}: its katalog.yaml is no file, or larger "
                "than {most} KiB",
                revision=revision,
                most=YAML // KIB,
            )
        )
    if SETTINGS_FILE not in then:
        return Earlier(revision, None, False, (), (), not_checked_out=hidden)
    with TemporaryDirectory() as folder:
        unwritten = large | set(write_tree(Path(folder), then))
        earlier = _load(Path(folder), set(then) | unwritten, revision)
    return replace(earlier, unchanged=frozenset(same), not_checked_out=hidden)


def _not_checked_out(root: Path, history: History, files: Iterable[str]) -> dict[str, str]:
    """What a sparse checkout leaves out, if some files are not there."""
    if all(os.path.lexists(root / path) for path in files):
        return {}
    return {Path(file).stem: file for file in history.not_checked_out() if may_be_read(file)}


def _last_in_force(
    history: History, past: Past, there: Earlier, now: Catalogue, root: Path
) -> Iterator[tuple[str, LastInForce]]:
    """The SOPs in force now that were not at the revision, as they were when they last were.

    Of one that could not be read at the revision, it is not known whether it was.
    """
    was = there.catalogue.entries if there.catalogue else ()
    known = {str(entry.sop.number) for entry in was if entry.sop.status == "berlaku"}
    folder = printable(root / SETTINGS_FILE).removesuffix(SETTINGS_FILE)
    sought = {
        str(number)
        for number, entry in now.by_number.items()
        if entry.sop.status == "berlaku"
        and str(number) not in known
        and entry.location.file.removeprefix(folder) not in there.unchanged
    }
    found = in_force(past, sought)
    newest = _loaded(history, (versions[0] for versions in found.values()))
    for number, versions in found.items():
        older = (_loaded(history, [each]).get(each) for each in versions[1:_FAULTY])
        last = newest.get(versions[0]) or next(filter(None, older), None)
        if last is not None:
            yield number, last


def _loaded(history: History, versions: Iterable[Version]) -> dict[Version, LastInForce]:
    """Files of the past with the registries of their time, but for the faulty ones.

    What one commit changed is read at once.
    """
    together: defaultdict[tuple[str, str], list[Version]] = defaultdict(list)
    for each in versions:
        together[each.commit, each.folder].append(each)
    found: dict[Version, LastInForce] = {}
    for (commit, folder), several in together.items():
        tree = history.tree(f"{commit}^", folder)
        paths = (*ROOT_FILES, *(each.path for each in several))
        wanted = {path: tree.get(folder + path) for path in paths}
        names = {path: name for path, name in wanted.items() if name is not None}
        there = history.contents(names.values(), YAML)
        catalogue = catalogue_of({path: there.get(name, b"") for path, name in names.items()})
        entries = {each.location.file: each for each in catalogue.entries} if catalogue else {}
        for each in several:
            own = entries.get(each.path)
            if own is not None and catalogue is not None:
                found[each] = LastInForce(own, replace(catalogue, entries=(own,)), commit)
    return found


def catalogue_of(files: Mapping[str, bytes]) -> Catalogue | None:
    """The catalogue that some files by themselves are, by their paths; None without settings.

    Entries name their files by these paths. Those that no folder can hold are left out. Raises
    SopcError when the system refuses.
    """
    if SETTINGS_FILE not in files:
        return None
    with TemporaryDirectory() as folder:
        list(write_tree(Path(folder), files))
        catalogue = load_catalogue(Path(folder)).catalogue
        if catalogue is None:
            return None
        return replace(
            catalogue, entries=tuple(_named_from(Path(folder), each) for each in catalogue.entries)
        )


def write_tree(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Write files below a folder; tells of those that no folder can hold.

    A tree of git can be as deep as it likes, and have a file and a folder of one name. Raises
    SopcError when the system refuses: there is no room, no handle.
    """
    for path in sorted(files):
        file = folder / path
        try:
            if len(file.relative_to(folder).parts) > _DEEPEST:
                raise OSError(errno.ENAMETOOLONG, path)
            path.encode("utf-8")  # no catalogue has a file of another name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(files[path])
        except (OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno not in _UNUSABLE_NAMES:
                raise SopcError(
                    Phrase("cannot write `{file}`: {reason}", file=folder, reason=reason_of(error))
                ) from None
            yield path


def _load(folder: Path, wanted: set[str], revision: str) -> Earlier:
    loaded = load_catalogue(folder)
    for found in loaded.diagnostics:
        # written a moment ago, as files: what closes them is the system, not what they were
        if found.code == CLOSED.code and printable(found.place.file) == found.place.file:
            raise SopcError(
                Phrase(
                    "nothing can be compared with {revision}: {reason}",
                    revision=revision,
                    reason=found.message,
                )
            )
    catalogue = loaded.catalogue
    if catalogue is None:
        return Earlier(revision, None, True, (), ())
    entries = tuple(_named_from(folder, entry) for entry in catalogue.entries)
    read = {entry.location.file for entry in entries}
    faulty = loaded.unread.registries & wanted
    unread = tuple(sorted(map(printable, (wanted - read - set(ROOT_FILES)) | faulty)))
    catalogue = replace(catalogue, entries=entries)
    return Earlier(revision, catalogue, True, unread, ())


def _is(path: Path, name: str, sources: Sources) -> bool:
    """Whether a file has exactly the bytes now that git knows by a name."""
    try:
        return object_name_of(sources.raw(path), len(name)) == name
    except Unreadable:
        return False


def _named_from(folder: Path, entry: Entry) -> Entry:
    file = Path(entry.location.file).relative_to(folder).as_posix()
    return replace(entry, location=replace(entry.location, file=file))
