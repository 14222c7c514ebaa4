"""What mends change, as a unified diff of the files' bytes, which ``patch`` and ``git`` apply."""

import os
from collections.abc import Iterator, Mapping
from difflib import diff_bytes, unified_diff
from pathlib import Path
from types import MappingProxyType

_NOTHING = b"/dev/null"
_NO_END = b"\n\\ No newline at end of file\n"


def unified(
    before: Mapping[str, bytes | None],
    after: Mapping[str, bytes | None],
    renamed: Mapping[str, str] = MappingProxyType({}),
    came_from: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[bytes]:
    """The lines of a diff, file by file, with names as seen from the folder one is in.

    None is a file that is not there, or is to be gone. ``renamed`` are the files that get another
    name, by the one they have: they are taken away, and made anew. ``came_from`` are names that
    files had, by their new ones: only what differs is shown then, below lines that say what was
    called how. Lines end with LF, whatever else a text has in it: so do those of ``patch``.
    """
    moved = {new: old for new, old in came_from.items() if _is_moved(before, after, new, old)}
    left = {old for old in moved.values() if after[old] is None}
    for file in sorted(moved):  # before what they came from is changed itself
        yield from _called(moved[file], file, is_copy=moved[file] not in left)
        yield from _diff(before[moved[file]], after[file], moved[file], file)
    for file in sorted({*after, *renamed} - left - moved.keys()):
        old = before[file]
        new = after.get(file, old)
        if moved and old != new:
            yield from _headed(file, old, new)
        if file in renamed:
            yield from _diff(old, None, file, file)
            yield from _diff(None, new, file, renamed[file])
        else:
            yield from _diff(old, new, file, file)


def _is_moved(
    before: Mapping[str, bytes | None], after: Mapping[str, bytes | None], new: str, old: str
) -> bool:
    """Whether a file is there by another name only: what else has that name is shown by itself."""
    return before.get(new, b"") is None and before.get(old) is not None and old in after


def _called(old: str, new: str, *, is_copy: bool) -> Iterator[bytes]:
    """The lines by which git, and ``patch``, know that a file gets another name, or a second."""
    first, second = _named(old).rstrip(b"\t"), _named(new).rstrip(b"\t")
    verb = b"copy" if is_copy else b"rename"
    yield b"diff --git %s %s\n" % (_as_word(first), _as_word(second))
    yield b"%s from %s\n" % (verb, first)
    yield b"%s to %s\n" % (verb, second)


def _headed(file: str, old: bytes | None, new: bytes | None) -> Iterator[bytes]:
    """The lines by which git knows that something else begins, behind a file that is only called
    otherwise."""
    name = _as_word(_named(file).rstrip(b"\t"))
    yield b"diff --git %s %s\n" % (name, name)
    if old is None:
        yield b"new file mode 100644\n"
    elif new is None:
        yield b"deleted file mode 100644\n"


def _diff(old: bytes | None, new: bytes | None, name: str, other: str) -> Iterator[bytes]:
    names = (
        _NOTHING if old is None else _named(name),
        _NOTHING if new is None else _named(other),
    )
    lines = diff_bytes(unified_diff, _lines(old or b""), _lines(new or b""), *names)
    for line in lines:
        yield line if line.endswith(b"\n") else line + _NO_END


def _lines(data: bytes) -> list[bytes]:
    return [line + b"\n" for line in data.split(b"\n")[:-1]] + [
        line for line in data.split(b"\n")[-1:] if line
    ]


def _as_word(name: bytes) -> bytes:
    """A name where another stands beside it: ``patch`` takes a space for its end."""
    return b'"%s"' % name if b" " in name and not name.startswith(b'"') else name


def _named(file: str) -> bytes:
    """A file's name as a diff has it: from here, if it is below, and its end marked."""
    path = Path(file)
    here = Path.cwd()
    if path.is_absolute() and path.is_relative_to(here):
        path = path.relative_to(here)
    name = os.fsencode(path.as_posix())
    if any(sign < 32 or sign in b'"\\' for sign in name):
        shown = b"".join(b"\\%03o" % s if s < 32 or s in b'"\\' else bytes([s]) for s in name)
        return b'"%s"' % shown
    return name + b"\t" if b" " in name else name
