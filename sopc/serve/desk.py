"""A catalogue while somebody works on it: as its files are at the moment, and what was done."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from threading import RLock

from sopc.diagnostics import SopcError
from sopc.edit.switching import settle
from sopc.edit.writing import write_files
from sopc.language import Phrase
from sopc.load.file_names import printable
from sopc.lsp.snapshot import Snapshot
from sopc.rewrite.files import ReadFile
from sopc.serve.events import Events
from sopc.serve.version import version_of
from sopc.transaction.lock import Busy


class NoCatalogue(SopcError):
    """The folder has no catalogue any more."""


class Desk:
    """The catalogue in ``root``. Requests come from several threads: one reads or writes at a time.

    ``today`` says which day it is, ``language`` in which language users are spoken to.
    """

    def __init__(self, root: Path, today: Callable[[], date], language: str) -> None:
        self.root, self.language = root, language
        self.events = Events()
        self._today = today
        self._lock = RLock()
        self._snapshot: Snapshot | None = None
        self._is_stale = True

    def snapshot(self) -> Snapshot:
        """The catalogue as its files are now. Raises NoCatalogue."""
        with self._lock:
            if self._is_stale or self._snapshot is None:
                self._is_stale = False  # before: what changes meanwhile makes it stale again
                self._settle()
                self._snapshot = Snapshot.of(self.root, {}, self._snapshot, self._today())
            if self._snapshot is None:
                self._is_stale = True
                raise NoCatalogue(Phrase("no catalogue in `{root}`", root=self.root))
            return self._snapshot

    def file(self, name: str) -> ReadFile | None:
        """A file of the catalogue, by its name below the folder; None where it is not read."""
        return self.snapshot().files.get(printable(self.root / name))

    def touched(self) -> None:
        """Files have changed on the disk: whoever looks at them is told."""
        with self._lock:
            self._is_stale = True
        self.events.tell("changed")

    def save(
        self,
        before: Mapping[str, bytes | None],
        after: Mapping[str, bytes | None],
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        """Put files in their places, all or none. Raises SopcError where one is not as ``before``
        says: somebody else has changed it meanwhile."""
        with self._lock:
            write_files(self.root, before, after, renamed=renamed or {})
            self._is_stale = True
        self.events.tell("changed")

    def version(self, name: str) -> str:
        """Which bytes a file has now; nothing where there is none."""
        file = self.file(name)
        return version_of(file.raw) if file else ""

    def _settle(self) -> None:
        """Leave no catalogue half changed by a command that was killed."""
        try:
            settle(self.root)
        except (Busy, SopcError):
            return
