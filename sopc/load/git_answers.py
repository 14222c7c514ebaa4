"""What git prints → what it says. Raises ProgramFailed for what git does not print.

A repository is written by others and may be damaged, and what is called git need not be it: what
cannot be read is told as when git fails, and never half believed.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sopc.language import Phrase
from sopc.programs import ProgramFailed

_REGULAR = (b"100644", b"100755")
_NAME = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MODE = re.compile(rb"[0-7]{6}")


def object_name(said: bytes) -> str:
    """The name of an object."""
    if not _NAME.fullmatch(said):
        raise _unreadable(said)
    return said.decode("ascii")


def commits(log: bytes) -> list[str]:
    """The names that ``log --format=%H`` lists."""
    _is_ended(log, b"\n")
    return [object_name(line) for line in log.split(b"\n")[:-1]]


def days(log: bytes) -> dict[str, date]:
    """What ``log --format='%H %ad' --date=short`` lists: commit → day, without impossible ones."""
    _is_ended(log, b"\n")
    found = {}
    for line in log.split(b"\n")[:-1]:
        name, _, day = line.partition(b" ")
        if re.fullmatch(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
            with suppress(ValueError):
                found[object_name(name)] = date.fromisoformat(day.decode("ascii"))
    return found


@dataclass(frozen=True, slots=True)
class Described:
    """What is written at a commit: the day of its author, the author's name, and the first line."""

    day: date
    author: str
    subject: str


def described(log: bytes) -> dict[str, Described]:
    """What ``log -z --format='%H%x1f%ad%x1f%an%x1f%s' --date=short`` lists, without impossible
    days."""
    found = {}
    for line in log.split(b"\0")[:-1]:
        match line.split(b"\x1f", 3):
            case [name, day, author, subject]:
                with suppress(ValueError):
                    when = date.fromisoformat(day.decode("ascii", "replace"))
                    words = (each.decode("utf-8", "replace") for each in (author, subject))
                    found[object_name(name)] = Described(when, *words)
            case _:
                raise _unreadable(line)
    _is_ended(log, b"\0")
    return found


def regular_files(tree: bytes) -> dict[str, str]:
    """The regular files of what ``ls-tree -r -z`` lists: path → object name."""
    found = {}
    for line in tree.split(b"\0")[:-1]:
        kind, _, path = line.partition(b"\t")
        match kind.split(b" "):
            case [mode, _, name] if _MODE.fullmatch(mode):
                if mode in _REGULAR:
                    found[os.fsdecode(path)] = object_name(name)
            case _:
                raise _unreadable(line)
    _is_ended(tree, b"\0")
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit made of a path: object names before and after, None where there is no file."""

    commit: str
    path: str
    before: str | None
    after: str | None


def changes(log: bytes) -> list[Change]:
    """What ``log --raw -z --format=%x01%H`` lists, or ``diff-tree -r -z``: newest commits first."""
    found, commit, parts = [], "", iter(log.split(b"\0")[:-1])
    for part in parts:
        said = part.lstrip(b"\n")
        if said.startswith(b"\x01"):
            commit = object_name(said[1:])
        elif said:  # a path follows, and a path may hold any sign but NUL
            was, name, (mode, new) = _change(said)
            before = object_name(name) if was in _REGULAR else None
            after = object_name(new) if mode in _REGULAR else None
            found.append(Change(commit, os.fsdecode(next(parts, b"")), before, after))
    _is_ended(log, b"\0")
    return found


def versions(log: bytes) -> list[tuple[str, str, str]]:
    """The regular files of what ``log --raw -z --format=%x01%H`` lists, as they became.

    Each as commit, path and object name.
    """
    found = []
    for change in changes(log):
        if not change.commit:
            raise _unreadable(log)
        if change.after is not None:
            found.append((change.commit, change.path, change.after))
    return found


def tagged(listed: bytes) -> Iterator[tuple[str, str]]:
    """The files that ``ls-files -t -z`` lists: a letter for each, and its path."""
    _is_ended(listed, b"\0")
    for line in listed.split(b"\0")[:-1]:
        letter, space, path = line.partition(b" ")
        if not (space and re.fullmatch(b"[A-Z?]", letter)):
            raise _unreadable(line)
        yield letter.decode("ascii"), os.fsdecode(path)


def sizes(listed: bytes) -> Iterator[tuple[str, int | None]]:
    """What ``cat-file --batch-check`` says of each object; of one that is not there, no size."""
    for line in listed.splitlines():
        name, *said = line.split(b" ")
        known = len(said) == 2 and said[1].isdigit() and len(said[1]) < 20
        yield (object_name(name), int(said[1])) if known else (_shown(name), None)


def objects(stream: bytes) -> dict[str, bytes]:
    """What ``cat-file --batch`` prints: a line ``name kind size``, the bytes, a line's end."""
    found: dict[str, bytes] = {}
    start = 0
    while start < len(stream):
        line, _, _ = stream[start : start + 200].partition(b"\n")
        match line.split(b" "):
            case [name, _, size] if size.isdigit() and len(size) < 20:
                begin = start + len(line) + 1
                start = begin + int(size) + 1
            case _:
                raise _unreadable(line)
        if start > len(stream):
            raise _unreadable(line)
        found[object_name(name)] = stream[begin : start - 1]
    return found


def _change(said: bytes) -> tuple[bytes, bytes, tuple[bytes, bytes]]:
    """Mode and object name of what was, and of what became of it: ``:old new name name kind``."""
    match said.removeprefix(b":").split(b" "):
        case [old, new, before, after, _] if _MODE.fullmatch(old) and _MODE.fullmatch(new):
            return old, before, (new, after)
    raise _unreadable(said)


def _is_ended(said: bytes, end: bytes) -> None:
    if said and not said.endswith(end):
        raise _unreadable(said[-100:])


def _unreadable(said: bytes) -> ProgramFailed:
    return ProgramFailed(Phrase("its answer `{said}` cannot be read", said=_shown(said)))


def _shown(said: bytes) -> str:
    return said[:100].decode("utf-8", "replace")
