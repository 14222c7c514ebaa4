"""A whole catalogue as it was at a revision of git, put into a folder to be checked there."""

from pathlib import Path

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.catalogue.own_templates import OWN_TEMPLATES
from sopc.limits import PICTURE
from sopc.load.file_names import stays_below
from sopc.load.history import History
from sopc.load.revision import write_tree
from sopc.load.since import base_of

_LOOKED_INTO = frozenset((".yaml", ".yml", ".svg", ".png", ".jpg", ".jpeg"))
"""Of other files, checking asks no more than whether they are there."""


def put_revision(root: Path, revision: str, into: Path) -> bool:
    """Write the files that the catalogue in ``root`` had at a revision into an empty folder.

    Where the revision is on another branch, those it had when the two parted; where the folder was
    another one, those in that. Says whether there was a catalogue. Raises SopcError when git, the
    repository or the revision is missing, or cannot tell what was in it.
    """
    history = History.of(root)
    base = base_of(history, revision)
    every = history.tree(base.commit, base.folder) if base.commit is not None else {}
    below = {path.removeprefix(base.folder): name for path, name in every.items()}
    files = {path: name for path, name in below.items() if _may_be_put(path)}
    wanted = {path: name for path, name in files.items() if _is_looked_into(path)}
    contents = history.contents(wanted.values(), PICTURE)
    list(write_tree(into, {path: contents.get(files[path], b"") for path in files}))
    return SETTINGS_FILE in files


def _is_looked_into(path: str) -> bool:
    return path.startswith(f"{OWN_TEMPLATES}/") or Path(path).suffix.lower() in _LOOKED_INTO


def _may_be_put(path: str) -> bool:
    return stays_below(path) and not any(part.startswith(".") for part in Path(path).parts)
