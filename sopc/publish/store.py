"""The store: what has been rendered, by the digest of all that it was rendered from."""

import contextlib
import os
import re
import stat
from collections.abc import Iterator

from sopc.folder import UNFINISHED, InTheWay, OutputFolder
from sopc.transaction.seals import Seals

_FOLDER = re.compile(r"[0-9a-f]{2}")
_ENTRY = re.compile(rf"[0-9a-f]{{62}}|{re.escape(UNFINISHED)}.+")


class Store:
    """A folder of entries that can be lost at any time, and shared by builds at the same time.

    An entry begins with its seal: one that was damaged, put in another's place, half written when
    the power went, or made by whoever has not the key, is as good as none. So is one behind a link.
    """

    def __init__(self, folder: OutputFolder, seals: Seals) -> None:
        self._folder, self._seals = folder, seals

    def get(self, key: str) -> bytes | None:
        """The data kept under a key, or None."""
        raw = self._folder.read(_name(key))
        return None if raw is None else self._seals.opened(_purpose(key), raw)

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key; what stands in its folder's place is removed, if it is none.

        Raises OSError or SopcError when the folder cannot be written.
        """
        seal = self._seals.seal(_purpose(key), data).encode("ascii")
        try:
            self._folder.write(_name(key), seal, data)
        except InTheWay:
            self._folder.remove(key[:2])
            self._folder.write(_name(key), seal, data)

    def touch(self, key: str) -> None:
        """Note that an entry was of use."""
        with contextlib.suppress(OSError, InTheWay):
            self._folder.touch(_name(key))

    def trim(self, limit: int) -> int:
        """Remove the entries longest of no use until ``limit`` bytes are left; how many went."""
        entries = list(self._entries())
        size, removed = sum(entry[2] for entry in entries), 0
        for _, name, length in sorted(entries):
            if size <= limit:
                break
            with contextlib.suppress(OSError):
                self._folder.remove(name)
                size, removed = size - length, removed + 1
        return removed

    def _entries(self) -> Iterator[tuple[int, str, int]]:
        """What was put here, and what was left half written; nothing that a link leads to.

        When each was of use last, its name, and its size.
        """
        for folder, status in self._folder.entries():
            if _FOLDER.fullmatch(folder) and stat.S_ISDIR(status.st_mode):
                for name, entry in self._in(folder):
                    if _ENTRY.fullmatch(name) and not stat.S_ISDIR(entry.st_mode):
                        yield entry.st_mtime_ns, f"{folder}/{name}", entry.st_size

    def _in(self, folder: str) -> list[tuple[str, os.stat_result]]:
        try:
            return self._folder.entries(folder)
        except (OSError, InTheWay):
            return []


def _name(key: str) -> str:
    return f"{key[:2]}/{key[2:]}"


def _purpose(key: str) -> str:
    return f"store {key}"
