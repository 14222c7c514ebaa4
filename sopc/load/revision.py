"""A catalogue's past: as it was at a revision of git, and what was ever removed from it."""

import errno
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.earlier import Earlier, Removed
from sopc.catalogue.organisation import ROOT_FILES, SETTINGS_FILE
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.limits import KIB, YAML
from sopc.load.file_names import printable, stays_below
from sopc.load.git import History, object_name_of
from sopc.load.loader import CLOSED, load_catalogue
from sopc.load.yaml_reader import read_yaml
from sopc.reader import Unreadable, read_start

_DEEPEST = 32
"""So many names a path of a catalogue can have, and many more: units and sections are two."""
_UNUSABLE_NAMES = frozenset(
    (
        errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.EILSEQ, errno.EINVAL,
    )
)  # fmt: skip
"""What a system says of a path that it cannot have; all else it says of itself."""


def load_earlier(root: Path, revision: str) -> Earlier:
    """What the catalogue in ``root`` was at a revision, as far as its files differ from now.

    Where the revision is on another branch, what it was when the two parted.

    Reading only those makes the cost that of the change, not that of the catalogue. Raises
    SopcError when git, the repository or the revision is missing, or when what the revision had is
    damaged: then nothing is known of it, and nothing can be said to be new.
    """
    history = History.of(root)
    commit = history.parted_from(history.commit(revision))
    files = {path: name for path, name in history.files(commit).items() if may_be_read(path)}
    gone = {
        path: name
        for path, name in history.removed().items()
        if may_be_read(path) and path not in ROOT_FILES and not os.path.exists(root / path)  # noqa: PTH110  # False for names that no system knows
    }
    same = {path for path, name in files.items() if _is(root / path, name)}
    asked = {path: name for path, name in files.items() if path not in same or path in ROOT_FILES}
    contents = history.contents([*asked.values(), *gone.values()], YAML)
    removed = tuple(_removed({path: contents.get(name, b"") for path, name in gone.items()}))
    then = {path: contents[name] for path, name in asked.items() if name in contents}
    large = asked.keys() - then.keys()
    if SETTINGS_FILE in large or (SETTINGS_FILE not in then and history.has(commit, SETTINGS_FILE)):
        raise SopcError(
            Phrase(
                "nothing can be compared with {revision}: its katalog.yaml is no file, or larger "
                "than {most} KiB",
                revision=revision,
                most=YAML // KIB,
            )
        )
    if SETTINGS_FILE not in then:
        return Earlier(revision, None, False, (), removed)
    with TemporaryDirectory() as folder:
        wanted = set(then)
        unwritten = large | set(write_tree(Path(folder), {path: then[path] for path in wanted}))
        earlier = _load(Path(folder), wanted | unwritten, revision, removed)
        return replace(earlier, unchanged=frozenset(same))


def catalogue_of(files: Mapping[str, bytes]) -> Catalogue | None:
    """The catalogue that some files by themselves are, by their paths; None without settings.

    Those that no folder can hold are left out. Raises SopcError when the system refuses.
    """
    if SETTINGS_FILE not in files:
        return None
    with TemporaryDirectory() as folder:
        list(write_tree(Path(folder), files))
        return load_catalogue(Path(folder)).catalogue


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
                    Phrase(
                        "cannot write `{file}`: {reason}", file=folder, reason=error.strerror or "?"
                    )
                ) from None
            yield path


def _load(folder: Path, wanted: set[str], revision: str, removed: tuple[Removed, ...]) -> Earlier:
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
        return Earlier(revision, None, True, (), removed)
    entries = tuple(_named_from(folder, entry) for entry in catalogue.entries)
    read = {entry.location.file for entry in entries}
    unread = tuple(sorted(map(printable, wanted - read - set(ROOT_FILES))))
    catalogue = replace(catalogue, entries=entries)
    return Earlier(revision, catalogue, True, unread, removed)


def may_be_read(path: str) -> bool:
    """Whether the loader would read the file."""
    hidden = any(part.startswith(".") for part in Path(path).parts)
    return path.endswith(".yaml") and not hidden and stays_below(path)


def _is(path: Path, name: str) -> bool:
    """Whether a file has exactly the bytes now that git knows by a name."""
    try:
        return object_name_of(read_start(path, YAML), len(name)) == name
    except Unreadable:
        return False


def _named_from(folder: Path, entry: Entry) -> Entry:
    file = Path(entry.location.file).relative_to(folder).as_posix()
    return replace(entry, location=replace(entry.location, file=file))


def _removed(files: Mapping[str, bytes]) -> Iterator[Removed]:
    """The SOPs among removed files. Only number and title are read: the schema may be older."""
    for path, data in files.items():
        document, _ = read_yaml(data, path)
        if document is not None and isinstance(document.value, dict):
            number, title = document.value.get("nomor"), document.value.get("nama")
            if isinstance(number, str) and document.value.get("status") != "draf":
                yield Removed(number, str(title), path)
