"""The catalogues that an editor has files of, each read and checked as it is at the moment."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.edit.switching import settle
from sopc.language import Phrase
from sopc.lsp.snapshot import Snapshot, root_of
from sopc.transaction.lock import Busy


class Session:
    """What is open, and what is known of the catalogues that it belongs to.

    ``today`` says which day it is. A catalogue is checked when it is asked for and has changed.
    ``told`` is what there is to tell besides findings, once each.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._snapshots: dict[Path, Snapshot | None] = {}
        self._stale: set[Path] = set()
        self.opened: dict[Path, str] = {}
        self.told: list[Phrase] = []
        self._ever_told: set[Phrase] = set()

    def put(self, path: Path, text: str) -> Path | None:
        """A file is open, with this text; the catalogue that it belongs to, if any."""
        self.opened[path] = text
        return self._touched(path)

    def close(self, path: Path) -> Path | None:
        """A file is open no longer: what it says is what is saved."""
        self.opened.pop(path, None)
        return self._touched(path)

    def changed_outside(self) -> set[Path]:
        """Files have changed on the disk, also those by which a file belongs to a catalogue."""
        roots = {root for path in self.opened if (root := root_of(path)) is not None}
        self._stale |= roots | self._snapshots.keys()
        return set(self._stale)

    def snapshot(self, root: Path) -> Snapshot | None:
        """A catalogue as it is now; None when there is none."""
        while root in self._stale or root not in self._snapshots:
            self._stale.discard(root)  # before: what comes meanwhile makes it stale again
            opened = dict(self.opened)
            before = self._snapshots.get(root)
            self._settle(root)
            self._snapshots[root] = Snapshot.of(root, opened, before, self._today())
        return self._snapshots[root]

    def last(self, root: Path) -> Snapshot | None:
        """A catalogue as it was when it was last checked, if it was."""
        return self._snapshots.get(root)

    def forget(self, root: Path) -> None:
        """Keep nothing of a catalogue of which nothing is open any more."""
        self._snapshots.pop(root, None)
        self._stale.discard(root)

    def has_open(self, root: Path) -> bool:
        """Whether a file of a catalogue is open."""
        return any(root_of(path) == root for path in self.opened)

    def _settle(self, root: Path) -> None:
        """Leave no catalogue half changed by a command that was killed; of one that is at work,
        what it writes is seen when it is written."""
        try:
            found = settle(root)
        except Busy:
            return
        except SopcError as error:
            found = [error.message]
        self.told += [phrase for phrase in found if phrase not in self._ever_told]
        self._ever_told.update(found)

    def _touched(self, path: Path) -> Path | None:
        root = root_of(path)
        if root is not None:
            self._stale.add(root)
        return root
