"""What mends change, as a unified diff of the files' bytes, which ``patch`` and ``git`` apply."""

import os
from collections.abc import Iterator, Mapping
from difflib import diff_bytes, unified_diff
from pathlib import Path

_NO_END = b"\n\\ No newline at end of file\n"


def unified(
    before: Mapping[str, bytes], after: Mapping[str, bytes], renamed: Mapping[str, str]
) -> Iterator[bytes]:
    """The lines of a diff, file by file, with names as seen from the folder one is in.

    ``renamed`` are the files that get another name, by the one they have: they are taken away, and
    made anew. Lines end with LF, whatever else a text has in it: so do those of ``patch``.
    """
    for file in sorted({*after, *renamed}):
        old = before[file]
        new = after.get(file, old)
        if file in renamed:
            yield from _diff(old, b"", _named(file), b"/dev/null")
            yield from _diff(b"", new, b"/dev/null", _named(renamed[file]))
        else:
            yield from _diff(old, new, _named(file), _named(file))


def _diff(old: bytes, new: bytes, name: bytes, other: bytes) -> Iterator[bytes]:
    lines = diff_bytes(unified_diff, _lines(old), _lines(new), name, other)
    for line in lines:
        yield line if line.endswith(b"\n") else line + _NO_END


def _lines(data: bytes) -> list[bytes]:
    return [line + b"\n" for line in data.split(b"\n")[:-1]] + [
        line for line in data.split(b"\n")[-1:] if line
    ]


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
