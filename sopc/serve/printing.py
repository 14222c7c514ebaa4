"""SOPs printed while they are written: their pages as they are now, by a process that stays."""

from collections.abc import Callable, Collection
from concurrent.futures import BrokenExecutor, CancelledError
from dataclasses import dataclass
from functools import partial
from threading import Lock

from sopc.catalogue.excerpt import components, excerpt
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.publish.executors import Workers
from sopc.publish.jobs import SopJob
from sopc.publish.outcomes import outcome
from sopc.publish.page_preview import PreviewedSop, PreviewLook, preview
from sopc.publish.shards import RenderTask, fingerprint
from sopc.render.faults import Fault
from sopc.render.materials import Materials, read_materials
from sopc.render.resources import template_folder
from sopc.serve.checking import DeskSnapshot
from sopc.serve.desk import Desk
from sopc.serve.drawing import hindrance
from sopc.serve.latest_work import LatestWork
from sopc.serve.pictures import Pictures, ShownPage

_KEPT = 24
"""So many SOPs' pages are kept."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Pages to be printed: what of, and what they depend on."""

    task: RenderTask
    key: str


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """An SOP's last good pages, and of what they are (``key``); why there are none of it as it is
    now, if there are none, and of what that was found (``tried``)."""

    key: str = ""
    pages: tuple[ShownPage, ...] = ()
    tried: str = ""
    why: Phrase | None = None


@dataclass(frozen=True, slots=True)
class PagesNow:
    """What there is to show: pages; whether they are ``current``; why they are not, if it is known.
    Where it is not, they are being printed."""

    pages: tuple[ShownPage, ...]
    is_current: bool
    why: Phrase | None


class PreviewPrinting:
    """Prints what is looked at: one SOP at a time, and each as it is when its turn comes.

    Call ``close`` at the end.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._workers = Workers(jobs=1)
        self._lock, self._submitting = Lock(), Lock()
        self._is_closed = False
        self._wishes: dict[str, int] = {}
        self._widths: dict[str, int] = {}
        self._printed: dict[str, PrintedPages] = {}
        self.pictures = Pictures()
        self._work = LatestWork(self._print_all)
        desk.followers.append(self._follow)

    def start_early(self) -> None:
        """Have the page engine loaded while nothing is wanted yet."""
        self._workers.start_early()

    def close(self) -> None:
        """Have no process at work any more."""
        self._work.give_up()
        with self._submitting:
            self._is_closed = True
        self._workers.__exit__(None, None, None)
        self._work.end()

    def pages(self, name: str, width: int) -> PagesNow:
        """An SOP's pages, ``width`` dots wide, as far as they are printed; what is not is printed
        next, and told as ``printed``."""
        try:
            wanted = self._wanted(name, width)
        except SopcError as error:
            return PagesNow(self._known(name).pages, is_current=False, why=error.message)
        known = self._known(name)
        if known.key == wanted.key and self.pictures.has(known.pages):
            return PagesNow(known.pages, is_current=True, why=None)
        if known.tried == wanted.key and known.why:
            return PagesNow(known.pages, is_current=False, why=known.why)
        self._wish(name, width)
        return PagesNow(known.pages, is_current=False, why=None)

    def pdf(self, name: str, mark: str) -> bytes:
        """An SOP's PDF with a word across its pages, printed now. Raises SopcError."""
        wanted = self._wanted(name, 1)
        found = self._preview(wanted, PreviewLook(1, mark=mark))
        if isinstance(found, Fault):
            raise SopcError(found.reason)
        return found.pdf

    def _wish(self, name: str, width: int) -> None:
        with self._lock:
            for widths in (self._wishes, self._widths):
                widths.pop(name, None)
                widths[name] = width
            for oldest in list(self._widths)[:-_KEPT]:
                del self._widths[oldest]
        self._work.want()

    def _follow(self, names: Collection[str]) -> None:
        """Begin with what was looked at and is changed, before a page asks for it."""
        for name in names:
            with self._lock:
                width = self._widths.get(name)
            if width is not None:
                self._wish(name, width)

    def _known(self, name: str) -> PrintedPages:
        with self._lock:
            return self._printed.get(name, PrintedPages())

    def _print_all(self, go_on: Callable[[], None]) -> None:
        del go_on  # what waits is taken up here
        while True:
            with self._lock:
                if not self._wishes:
                    return
                name, width = self._wishes.popitem()
            if self._is_closed:
                return
            self._print(name, width)

    def _print(self, name: str, width: int) -> None:
        try:
            wanted = self._wanted(name, width)
            known = self._known(name)
            if wanted.key in (known.key, known.tried) and self.pictures.has(known.pages):
                return
            found = self._preview(wanted, PreviewLook(width, self.pictures.known))
        except CancelledError:  # at the end
            return
        except SopcError as error:
            self._keep(name, "", error.message)
            return
        if isinstance(found, Fault):
            self._keep(name, wanted.key, found.reason)
        elif self._is_wanted(name, wanted, width):
            self._keep(name, wanted.key, self.pictures.keep(found.pages))

    def _is_wanted(self, name: str, wanted: _Wanted, width: int) -> bool:
        """Whether the SOP is still what was printed: whoever has changed it wants it anew."""
        try:
            return self._wanted(name, width).key == wanted.key
        except SopcError:
            return False

    def _keep(self, name: str, key: str, found: tuple[ShownPage, ...] | Phrase) -> None:
        with self._lock:
            before = self._printed.pop(name, PrintedPages())
            if isinstance(found, Phrase):
                after = PrintedPages(before.key, before.pages, key, found)
            else:
                after = PrintedPages(key, found)
            self._printed[name] = after
            for oldest in list(self._printed)[:-_KEPT]:
                del self._printed[oldest]
        self._desk.events.tell("printed", {name: ""})

    def _preview(self, wanted: _Wanted, look: PreviewLook) -> PreviewedSop | Fault:
        try:
            with self._workers.nearby() as executor:
                with self._submitting:  # what is closed would never answer
                    if self._is_closed:
                        raise CancelledError
                    future = executor.submit(preview, wanted.task, look)
                return outcome(future)
        except BrokenExecutor:
            raise SopcError(
                Phrase("no worker process can be started, perhaps for lack of memory or of handles")
            ) from None

    def _wanted(self, name: str, width: int) -> _Wanted:
        """What is to be printed. Raises SopcError where that cannot be, and why."""
        snapshot, file = self._desk.snapshot(), self._desk.file(name)
        if file is None or snapshot.catalogue is None:
            raise SopcError(Phrase("the settings of the catalogue have errors: mend them first"))
        first = hindrance(snapshot, file)
        if first is not None:
            raise SopcError(first)
        entry = snapshot.entry(file.name)
        if entry is None:
            raise SopcError(Phrase("it is no SOP of the catalogue as it is now"))
        if not entry.sop.is_written:
            raise SopcError(
                Phrase("an SOP has no pages while its status is {status}", status=entry.sop.status)
            )
        part, materials = excerpt(snapshot.catalogue, entry), self._materials(snapshot)
        pieces = {**components(part), **materials.components(), "width": str(width)}
        return _Wanted(RenderTask(materials, SopJob(part)), fingerprint(pieces))

    def _materials(self, snapshot: DeskSnapshot) -> Materials:
        assert snapshot.catalogue is not None
        settings = snapshot.catalogue.settings
        read = partial(read_materials, snapshot.root, settings.agency.logo, template_folder())
        return read(settings.form.typeface, with_own=settings.has_own_templates).of_sops()
