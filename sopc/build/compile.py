"""One SOP → one shard, and many SOPs → many shards in parallel."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from sopc.assemble.shard import Shard
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.render.fit import fit_sop
from sopc.render.html import Pages
from sopc.render.overlay import paint_drawings
from sopc.render.page import PageEngine
from sopc.render.resources import BOLD, REGULAR, font_folder, template_folder
from sopc.render.shapes import LABEL_SIZE
from sopc.render.svg import write_svg
from sopc.render.typeface import Faces, Typeface


@dataclass(frozen=True, slots=True)
class Press:
    """All that printing one catalogue takes: templates, style sheet, fonts."""

    catalogue: Catalogue
    pages: Pages
    engine: PageEngine
    faces: Faces

    @classmethod
    def ready(cls, catalogue: Catalogue, root: Path) -> "Press":
        """Set up for the catalogue in ``root``, whose own templates come first."""
        folders = [root / "templates", template_folder()]
        logo = catalogue.settings.agency.logo
        uri = (root / logo).resolve().as_uri() if logo else None
        fonts = font_folder()
        faces = Faces(Typeface(fonts / REGULAR), Typeface(fonts / BOLD))
        pages = Pages(catalogue, folders, uri, faces.bold.width)
        engine = PageEngine(pages.stylesheet(), root)
        return cls(catalogue, pages, engine, faces)

    def label_width(self, text: str) -> float:
        """The width of a word on an arrow, in CSS pixels."""
        return self.faces.bold.width(text, LABEL_SIZE)

    def compile(self, entry: Entry) -> Shard:
        """Render one SOP."""
        fitted = fit_sop(entry, self.pages, self.engine, self.label_width)
        pdf = paint_drawings(fitted.laid_out.pdf(), fitted.drawings, self.faces.bold)
        drawings = list(fitted.drawings.values())
        svg = write_svg(entry, self.catalogue, drawings, self.faces.bold) if drawings else None
        return Shard(entry.name, pdf, len(fitted.laid_out.sheets), svg)


class _Worker:
    """A worker process's own press: set once when the process starts, by inheriting it."""

    press: Press


def _start_worker(press: Press) -> None:
    _Worker.press = press


def _compile(entry: Entry) -> Shard:
    return _Worker.press.compile(entry)


@contextmanager
def workers(press: Press, jobs: int) -> Iterator[Executor]:
    """Processes that share what the press has already loaded, because they are forked from it."""
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("fork"), initializer=_start_worker, initargs=(press,)
    ) as executor:
        yield executor


def compile_all(entries: Sequence[Entry], press: Press, jobs: int) -> Iterator[Shard]:
    """The shards of all entries, in their order, whatever the number of ``jobs``."""
    if jobs == 1 or len(entries) < 2:
        yield from map(press.compile, entries)
        return
    with workers(press, jobs) as executor:
        yield from executor.map(_compile, entries, chunksize=1)
