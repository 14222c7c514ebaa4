"""One SOP's pages as a build would print them, to be looked at: its PDF, and pictures of it."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from sopc.assemble.book import BookPlanner
from sopc.assemble.join import join
from sopc.assemble.shard import ShardRef
from sopc.publish.jobs import SopJob
from sopc.publish.shards import RenderTask
from sopc.render.faults import Fault, attempted
from sopc.render.materials import STYLESHEET, Materials

if TYPE_CHECKING:  # loads the page engine, where there is work
    from sopc.publish.renderer import ShardRenderer
    from sopc.render.page_pictures import PagePicture

_LAYOUTS = 6
"""So many layouts are kept: what a change leaves as it was is not laid out again."""


@dataclass(frozen=True, slots=True)
class Look:
    """How pages are wanted: how many dots wide; ``known`` are the digests of those pictures that
    need not be sent; with a ``mark``, that word stands large and light across every page."""

    width: int
    known: frozenset[str] = frozenset()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class PreviewedSop:
    """An SOP's PDF, and its pages as pictures."""

    pdf: bytes
    pages: "tuple[PagePicture, ...]"


def preview(task: RenderTask, look: Look) -> PreviewedSop | Fault:
    """Print an SOP by itself as a build does, in whatever process; or why it cannot be printed."""
    job = task.job
    assert isinstance(job, SopJob)
    from sopc.render.page_pictures import page_pictures

    made: list[ShardRenderer] = []

    def work() -> PreviewedSop:
        renderer = _renderer(task.materials)
        made.append(renderer)
        pdf = _bound(renderer, job, look.mark)
        return PreviewedSop(pdf, tuple(page_pictures(pdf, look.width, look.known)))

    return attempted(work, lambda: made[0].latest if made else STYLESHEET)


def _bound(renderer: "ShardRenderer", job: SopJob, mark: str) -> bytes:
    entry, shard = job.part.entries[0], renderer.do(job, mark)
    ref = ShardRef("", shard.pages)
    book = BookPlanner(job.part, renderer.pages_of(job.part), {entry.name: ref}).single(entry)
    target = BytesIO()
    join(target, book, renderer.faces, lambda _: shard.packed)
    return target.getvalue()


@lru_cache(maxsize=2)
def _renderer(materials: Materials) -> "ShardRenderer":
    from sopc.publish.renderer import ShardRenderer

    return ShardRenderer(materials, _LAYOUTS)
