"""What pages showed: the bytes of files by their versions, as far as there is room."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from sopc.limits import MIB
from sopc.serve.version import version_of

_ROOM: Final = 32 * MIB


class ShownVersions:
    """Keeps what was shown last; what is older is forgotten."""

    def __init__(self, room: int = _ROOM) -> None:
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._room, self._taken = room, 0
        self._lock = Lock()

    def keep(self, name: str, raw: bytes) -> str:
        """Keep a file's bytes, and tell their version."""
        version = version_of(raw)
        with self._lock:
            if (name, version) in self._kept:
                self._kept.move_to_end((name, version))
                return version
            self._kept[name, version] = raw
            self._taken += len(raw)
            while self._taken > self._room and len(self._kept) > 1:
                self._taken -= len(self._kept.popitem(last=False)[1])
        return version

    def raw(self, name: str, version: str) -> bytes | None:
        """The bytes that a file had in a version; None where they are not known."""
        with self._lock:
            return self._kept.get((name, version))
