"""On which day files got what they say now, as far as that was committed."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sopc.load.git import object_name_of
from sopc.load.history import History
from sopc.load.sources import DISK, Sources
from sopc.reader import Unreadable


def days_of(
    root: Path, history: History, base: str, files: Iterable[str], sources: Sources = DISK
) -> dict[str, date]:
    """Of files, by their paths below ``root``, the day on which they were written as they are.

    That is by the author of a commit since ``base``. What is not committed as it is has none, nor
    has what its author wrote before that which ``base`` has: it was put on top of that later, or by
    a clock that is wrong. Raises SopcError.
    """
    wanted = {history.prefix + file: file for file in files}
    if not wanted:
        return {}
    changes, days = history.changes_since(base), history.days_since(base)
    found: dict[str, date] = {}
    for change in reversed(changes):  # the newest last
        file, day = wanted.get(change.path), days.get(change.commit)
        if file is not None and day is not None and _is(root / file, change.after, sources):
            found[file] = day
    start = history.day(base) if found else None
    return {
        file: day
        for file, day in found.items()
        if start is None or day >= start or _follows(history, base, file, day)
    }


def _follows(history: History, base: str, file: str, day: date) -> bool:
    """Whether a day is not before that of the file at the base, whenever that was put there."""
    before = history.day(base, history.prefix + file)
    return before is not None and before <= day


def _is(path: Path, name: str | None, sources: Sources) -> bool:
    try:
        return name is not None and object_name_of(sources.raw(path), len(name)) == name
    except Unreadable:
        return False
