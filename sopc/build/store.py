"""The store: what has been rendered, by the digest of all that it was rendered from."""

import contextlib
import os
import tempfile
from hashlib import sha256
from pathlib import Path

_DIGEST = 64  # hexadecimal digits before an entry's data


class Store:
    """A folder of entries that can be lost at any time, and shared by builds at the same time.

    An entry begins with the digest of its data: one that was damaged, or half written when the
    power went, is as good as none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """The data kept under a key, or None."""
        path = self._path(key)
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        data = raw[_DIGEST:]
        if sha256(data).hexdigest().encode("ascii") != raw[:_DIGEST]:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key. Raises OSError when the folder cannot be written."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(data).hexdigest().encode("ascii"))
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
        for path in self._folder.glob("??/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                entries.append((status.st_mtime_ns, path.name, path, status.st_size))
        size, removed = sum(entry[3] for entry in entries), 0
        for _, _, path, length in sorted(entries):
            if size <= limit:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                size, removed = size - length, removed + 1
        return removed

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]
