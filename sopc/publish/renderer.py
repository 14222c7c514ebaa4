"""Jobs → shards. Importing this loads the page engine: only where there is work."""

import gc
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from pikepdf import Pdf

from sopc.assemble.pack import pack
from sopc.assemble.shard import Shard
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import TypefaceName
from sopc.publish.jobs import Job, PageJob
from sopc.render.chart_tags import ToldDrawing, in_cells, with_charts
from sopc.render.faults import Fault, attempted
from sopc.render.fit import FittedSop, fit_sop
from sopc.render.html import Pages, Templates
from sopc.render.materials import STYLESHEET, Materials
from sopc.render.overlay import paint_code, paint_draft, paint_drawings, painted_words
from sopc.render.page import LaidOut, PageEngine, Written
from sopc.render.qr import code_text
from sopc.render.shapes import LABEL_SIZE
from sopc.render.spaces import note_spaces
from sopc.render.svg import write_svg
from sopc.render.telling import Teller
from sopc.render.typeface import Faces, printed_faces

_MANY = 250_000
"""So many objects, of about four SOPs, may wait to be collected: some 30 MB."""


class ShardRenderer:
    """What printing takes: templates, style sheet, fonts. Made once a process.

    So many layouts are ``kept``, for when much the same is printed over and over.
    """

    def __init__(self, materials: Materials, kept: int = 0) -> None:
        self._templates = Templates(materials)
        self._engine = _engine(materials.stylesheet, materials.pictures, materials.typeface, kept)
        self._faces = printed_faces(materials.typeface)

    def do(self, job: Job, mark: str = "") -> Shard:
        """Render what a job asks for; an SOP with a word across its pages, if it is to be marked
        and is no draft anyway."""
        self._templates.latest = ""
        if isinstance(job, PageJob):
            laid_out = self._engine.lay_out(job.html)
            written = laid_out.written()
            with Pdf.open(BytesIO(written.pdf)) as document:
                return Shard(
                    pack(document, self._faces, written.tags, footless=_footless(laid_out))
                )
        entry = job.part.entries[0]
        pages = self.pages_of(job.part)
        fitted = fit_sop(entry, pages, self._engine, self._label_width)
        drawings, lanes = list(fitted.drawings.values()), entry.sop.lanes
        is_draft = entry.sop.status == "draf"
        across = job.part.settings.form.words.draft.upper() if is_draft else mark
        footless = _footless(fitted.laid_out)
        written = fitted.laid_out.written()
        with Pdf.open(BytesIO(written.pdf)) as document:
            paint_drawings(document, fitted.drawings, self._faces.bold, written.counts)
            if job.part.settings.form.foot.code:
                paint_code(document, code_text(job.part, entry), footless)
            if across:
                paint_draft(document, across, self._faces.bold)
            note_spaces(document, fitted.laid_out.sheets)
            tags = with_charts(written.tags, _told(fitted, written, entry, job.part), lanes)
            words = painted_words(drawings) + across
            packed = pack(document, self._faces, tags, words, footless)
        svg = write_svg(entry, job.part, drawings, self._faces.bold) if drawings else None
        return Shard(packed, svg)

    def pages_of(self, part: Catalogue) -> Pages:
        """What writes the HTML of a catalogue's pages, or of an excerpt's."""
        faces = self._faces
        return Pages(part, self._templates, faces.bold.set_width, faces.regular.set_width)

    @property
    def faces(self) -> Faces:
        """The faces of the printed font."""
        return self._faces

    @property
    def latest(self) -> str:
        """The template that was run last."""
        return self._templates.latest

    def _label_width(self, text: str) -> float:
        return self._faces.bold.width(text, LABEL_SIZE)


def _told(
    fitted: FittedSop, written: Written, entry: Entry, catalogue: Catalogue
) -> Iterator[ToldDrawing]:
    """The drawings of an SOP with what is told of them."""
    teller = Teller(entry, catalogue, list(fitted.drawings.values()))
    for number, (page, drawing) in enumerate(fitted.drawings.items(), start=1):
        yield ToldDrawing(
            drawing,
            page,
            fitted.laid_out.sheets[page].height,
            written.counts[page],
            teller.sheet(number),
            tuple(map(teller.symbol, in_cells(drawing))),
        )


def _footless(laid_out: LaidOut) -> frozenset[int]:
    """The pages, from 0, that have no page number and no code: covers."""
    return frozenset(n for n, sheet in enumerate(laid_out.sheets) if not sheet.has_foot)


@lru_cache(maxsize=1)
def _engine(
    stylesheet: str, pictures: tuple[tuple[str, bytes], ...], typeface: TypefaceName, kept: int
) -> PageEngine:
    return PageEngine(stylesheet, dict(pictures), typeface, kept)


@lru_cache(maxsize=2)
def renderer_for(materials: Materials) -> ShardRenderer:
    """This process's renderer for some materials: a forked worker inherits that of its parent."""
    return ShardRenderer(materials)


def render_shard(materials: Materials, job: Job) -> bytes | Fault:
    """Do a job, in whatever process; the shard comes back as bytes, or why there is none.

    A page's boxes are so many that Python's collector, looking through them over and over while
    they are in use, takes a tenth of the time. Executors switch it off; here it looks now and then.
    """
    made: list[ShardRenderer] = []

    def work() -> bytes:
        made.append(renderer_for(materials))
        return made[0].do(job).to_bytes()

    shard = attempted(work, lambda: made[0].latest if made else STYLESHEET)
    collect_now_and_then()
    return shard


def collect_now_and_then() -> None:
    """Have Python's collector look where so much has been made that it is worth it."""
    if gc.get_count()[0] > _MANY:
        gc.collect()
