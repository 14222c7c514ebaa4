"""A catalogue while somebody works on it: as its files are at the moment, and what was done."""

import gc
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from threading import Event as Signal
from threading import RLock

from sopc.diagnostics import SopcError
from sopc.edit.switching import settle
from sopc.edit.writing import write_files
from sopc.language import Phrase
from sopc.limits import YAML
from sopc.load.file_names import printable
from sopc.load.known_models import KnownModels
from sopc.reader import Unreadable, read_start
from sopc.rewrite.files import ReadFile
from sopc.serve.checking import DeskSnapshot, read_at_once
from sopc.serve.events import Events
from sopc.serve.latest_work import LatestWork
from sopc.serve.past import DeskPast
from sopc.serve.version import version_of
from sopc.transaction.lock import Busy

_QUIET = 0.2
"""So many seconds nothing changes before all rules are run: what is typed comes in words."""


class NoCatalogue(SopcError):
    """The folder has no catalogue any more."""


class Desk:
    """The catalogue in ``root``. Requests come from several threads: one reads or writes at a time.

    ``today`` says which day it is, ``language`` in which language users are spoken to. What
    changes is read at once; all rules are run behind that, and ``checked`` is told when they are
    done. ``followers`` are called with the names of files that were saved here,
    ``tell`` with what whoever started it is to know.
    """

    def __init__(self, root: Path, today: Callable[[], date], language: str) -> None:
        self.root, self.language = root, language
        self.events = Events()
        self.past = DeskPast()
        self._today = today
        self._lock = RLock()
        self._known = KnownModels()
        self._snapshot: DeskSnapshot | None = None
        self._is_stale = True
        self._checks = LatestWork(self._check, _QUIET)
        self._reads, self._has_read = LatestWork(self._read_first), Signal()
        self.tell: Callable[[Phrase], None] = lambda _: None
        self.followers: list[Callable[[Collection[str]], None]] = []

    def snapshot(self) -> DeskSnapshot:
        """The catalogue as its files are now. Raises NoCatalogue."""
        with self._lock:
            today = self._today()
            now = self._snapshot
            if self._is_stale or now is None or now.today != today:
                self._is_stale = False  # before: what changes meanwhile makes it stale again
                self._settle()
                now = self._snapshot = self._read(today)
            if now is None:
                self._is_stale = True
                raise NoCatalogue(Phrase("no catalogue in `{root}`", root=self.root))
            return now

    def is_read(self, within: float) -> bool:
        """Whether the catalogue was read at all; so many seconds are waited for that. It is begun
        with, if it was not."""
        if not self._has_read.is_set():
            self._reads.want()
        return self._has_read.wait(within)

    def checked(self) -> DeskSnapshot:
        """The same, with everything that all rules find: what may take long."""
        now = self.snapshot()
        return now if now.is_checked else self._keep(now, now.settled())

    def as_if(self, texts: Mapping[Path, str]) -> DeskSnapshot:
        """The catalogue as it would be with other texts of files, not yet checked: nothing is
        kept of it. Raises NoCatalogue."""
        now = self.snapshot()
        with self._lock:
            found = read_at_once(self.root, now, now.today, self._known, texts)
        if found is None:
            raise NoCatalogue(Phrase("no catalogue in `{root}`", root=self.root))
        return found

    def file(self, name: str) -> ReadFile | None:
        """A file of the catalogue, by its name below the folder; None where it is not read."""
        return self.snapshot().files.get(printable(self.root / name))

    def touched(self, paths: Iterable[Path] | None = None) -> None:
        """Files may have changed on the disk, some or any: whoever looks at them is told. Nobody is
        of those that are as they are known to be."""
        with self._lock:
            known = self._snapshot.files if self._snapshot and not self._is_stale else None
            if known is None or paths is None:
                changed: list[Path] = []
            else:
                changed = [path for path in paths if _differs(path, known.get(printable(path)))]
                if not changed:
                    return
            self._is_stale = True
        self.events.tell("changed", {self._name(path): "" for path in changed})

    def save(
        self,
        before: Mapping[str, bytes | None],
        after: Mapping[str, bytes | None],
        renamed: Mapping[str, str] | None = None,
        *,
        said: Phrase | None = None,
        field: str = "",
    ) -> None:
        """Put files in their places, all or none: a step that can be taken back, ``said`` in words
        (``DeskPast``). Raises SopcError where one is not as ``before`` says: somebody else has
        changed it meanwhile."""
        self.write(before, after, renamed)
        known = {name: before.get(name) for name in after}
        self.past.remember(said or Phrase("files changed"), known, after, field)

    def bytes_of(self, name: str) -> bytes | None:
        """What a file of the catalogue holds; None where it is not read."""
        file = self.file(name)
        return file.raw if file else None

    def write(
        self,
        before: Mapping[str, bytes | None],
        after: Mapping[str, bytes | None],
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        """The same, which is no step."""
        self._checks.want()  # what is being checked is not what will be: the change comes first
        with self._lock:
            self._is_stale = True  # also where a file is another one than is known
            write_files(self.root, before, after, renamed=renamed or {})
            self.snapshot()  # before the system tells of it
        for follow in self.followers:
            follow(after.keys())
        self.events.tell("changed", {name: version_of(raw or b"") for name, raw in after.items()})

    def version(self, name: str) -> str:
        """Which bytes a file has now; nothing where there is none."""
        file = self.file(name)
        return version_of(file.raw) if file else ""

    def close(self) -> None:
        """Have nothing at work behind the answers any more."""
        self._reads.give_up()  # it takes no harm: nothing is written
        self._checks.end()

    def _read(self, today: date) -> DeskSnapshot | None:
        was_first = self._snapshot is None
        was_collecting = gc.isenabled()
        gc.disable()  # everything that is made is kept
        try:
            read = read_at_once(self.root, self._snapshot, today, self._known)
            if was_first:
                gc.freeze()
        finally:
            if was_collecting:
                gc.enable()
        self._checks.want()
        return read

    def _read_first(self, go_on: Callable[[], None]) -> None:
        del go_on
        try:
            self.snapshot()
        except SopcError:  # told to whoever asks for it
            return
        finally:
            self._has_read.set()

    def _check(self, go_on: Callable[[], None]) -> None:
        """Run all rules on the catalogue as it is now."""
        with self._lock:
            now = self._snapshot
        if now is not None and not now.is_checked:
            self._keep(now, now.settled(go_on))

    def _keep(self, now: DeskSnapshot, settled: DeskSnapshot) -> DeskSnapshot:
        with self._lock:
            if self._snapshot is now:
                self._snapshot = settled
        self.events.tell("checked")
        return settled

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else ""

    def _settle(self) -> None:
        """Leave no catalogue half changed by a command that was killed."""
        try:
            settle(self.root)
        except (Busy, SopcError):
            return


def _differs(path: Path, known: ReadFile | None) -> bool:
    """Whether a file is not what is known of it. A folder is looked at by its files."""
    if known is None:
        return not path.is_dir()
    try:
        return read_start(path, YAML) != known.raw
    except Unreadable:
        return True
