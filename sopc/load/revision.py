"""A catalogue's past: as it was at a revision of git, and what was ever removed from it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.earlier import Earlier, Removed
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.load.files import MAX_BYTES, Unreadable, read_start, stays_below
from sopc.load.git import History
from sopc.load.loader import ROOT_FILES, load_catalogue
from sopc.load.yaml_reader import read_yaml


def load_earlier(root: Path, revision: str) -> Earlier:
    """What the catalogue in ``root`` was at a revision, as far as its files differ from now.

    Where the revision is on another branch, what it was when the two parted.

    Reading only those makes the cost that of the change, not that of the catalogue. Raises
    SopcError when git, the repository or the revision is missing.
    """
    history = History.of(root)
    commit = history.parted_from(history.commit(revision))
    files = {path: name for path, name in history.files(commit).items() if _may_be_read(path)}
    gone = {
        path: name
        for path, name in history.removed().items()
        if _may_be_read(path) and path not in ROOT_FILES and not (root / path).exists()
    }
    contents = history.contents([*files.values(), *gone.values()], MAX_BYTES)
    removed = tuple(_removed({path: contents.get(name, b"") for path, name in gone.items()}))
    then = {path: contents[name] for path, name in files.items() if name in contents}
    if SETTINGS_FILE not in then:
        return Earlier(revision, None, False, (), removed)
    other = {path for path, data in then.items() if not _reads(root / path, data)}
    with TemporaryDirectory() as folder:
        return _load(Path(folder), then, other | set(ROOT_FILES), revision, removed)


def _load(
    folder: Path,
    then: Mapping[str, bytes],
    wanted: set[str],
    revision: str,
    removed: tuple[Removed, ...],
) -> Earlier:
    for path in wanted & then.keys():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(then[path])
    catalogue = load_catalogue(folder).catalogue
    if catalogue is None:
        return Earlier(revision, None, True, (), removed)
    entries = tuple(_named_from(folder, entry) for entry in catalogue.entries)
    read = {entry.location.file for entry in entries}
    unread = tuple(sorted((wanted & then.keys()) - read - set(ROOT_FILES)))
    catalogue = replace(catalogue, entries=entries)
    return Earlier(revision, catalogue, True, unread, removed)


def _may_be_read(path: str) -> bool:
    """Whether the loader would read the file."""
    hidden = any(part.startswith(".") for part in Path(path).parts)
    return path.endswith(".yaml") and not hidden and stays_below(path)


def _reads(path: Path, data: bytes) -> bool:
    """Whether a file has exactly these bytes now."""
    try:
        return read_start(path) == data
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
