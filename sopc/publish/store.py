"""The store: what has been rendered, by the digest of all that it was rendered from."""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

_DIGEST = 64  # hexadecimal digits before an entry's data
_ENTRY = re.compile(r"[0-9a-f]{62}|\.new-.+")


class Store:
    """A folder of entries that can be lost at any time, and shared by builds at the same time.

    An entry begins with a digest of its key and its data: one that was damaged, put in another's
    place, or half written when the power went, is as good as none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """The data kept under a key, or None."""
        path = self._path(key)
        try:
            raw = path.read_bytes() if path.is_file() else b""  # not a pipe, which would never end
        except OSError:
            return None
        data = raw[_DIGEST:]
        return data if _seal(key, data) == raw[:_DIGEST] else None

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key. Raises OSError when the folder cannot be written."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(key, data))
                file.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def touch(self, key: str) -> None:
        """Note that an entry was of use."""
        with contextlib.suppress(OSError):
            os.utime(self._path(key))

    def trim(self, limit: int) -> int:
        """Remove the entries longest of no use until ``limit`` bytes are left; how many went."""
        entries = []
        for path in self._entries():
            with contextlib.suppress(OSError):
                status = path.lstat()
                entries.append((status.st_mtime_ns, path.name, path, status.st_size))
        size, removed = sum(entry[3] for entry in entries), 0
        for _, _, path, length in sorted(entries):
            if size <= limit:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                size, removed = size - length, removed + 1
        return removed

    def _entries(self) -> Iterator[Path]:
        """What was put here, and what was left half written; nothing that a link leads to."""
        for folder in self._folder.glob("[0-9a-f][0-9a-f]"):
            if not folder.is_symlink():
                yield from (path for path in folder.iterdir() if _ENTRY.fullmatch(path.name))

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def _seal(key: str, data: bytes) -> bytes:
    return sha256(key.encode("ascii") + data).hexdigest().encode("ascii")
