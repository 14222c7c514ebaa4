"""On which day files got what they say now, as far as that was committed."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sopc.limits import YAML
from sopc.load.git import object_name_of
from sopc.load.history import History
from sopc.reader import Unreadable, read_start


def days_of(root: Path, history: History, base: str, files: Iterable[Path]) -> dict[Path, date]:
    """Of files below ``root``, the day on which their authors wrote them as they are.

    That is by a commit since ``base``. What is not committed as it is has none. Raises SopcError.
    """
    wanted = {history.prefix + file.relative_to(root).as_posix(): file for file in files}
    if not wanted:
        return {}
    changes, days = history.changes_since(base), history.days_since(base)
    found: dict[Path, date] = {}
    for change in reversed(changes):  # the newest last
        file, day = wanted.get(change.path), days.get(change.commit)
        if file is not None and day is not None and _is(file, change.after):
            found[file] = day
    return found


def _is(path: Path, name: str | None) -> bool:
    try:
        return name is not None and object_name_of(read_start(path, YAML), len(name)) == name
    except Unreadable:
        return False
