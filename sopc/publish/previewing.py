"""Prints one SOP's pages to be looked at. Importing this loads the page engine."""

from functools import lru_cache
from io import BytesIO

from sopc.assemble.book import BookPlanner
from sopc.assemble.join import join
from sopc.assemble.shard import ShardRef
from sopc.publish.jobs import SopJob
from sopc.publish.page_preview import PreviewedSop, PreviewLook
from sopc.publish.renderer import ShardRenderer, collect_now_and_then
from sopc.publish.shards import RenderTask
from sopc.render.faults import Fault, attempted
from sopc.render.materials import STYLESHEET, Materials
from sopc.render.page_pictures import page_pictures

_LAYOUTS = 6
"""So many layouts are kept: what a change leaves as it was is not laid out again."""


def previewed(task: RenderTask, look: PreviewLook) -> PreviewedSop | Fault:
    """Print an SOP by itself as a build does, in whatever process; or why it cannot be printed."""
    job = task.job
    assert isinstance(job, SopJob)
    made: list[ShardRenderer] = []

    def work() -> PreviewedSop:
        renderer = _renderer(task.materials)
        made.append(renderer)
        pdf = _bound(renderer, job, look.mark)
        return PreviewedSop(pdf, tuple(page_pictures(pdf, look.width, look.known)))

    found = attempted(work, lambda: made[0].latest if made else STYLESHEET)
    collect_now_and_then()
    return found


def _bound(renderer: ShardRenderer, job: SopJob, mark: str) -> bytes:
    entry, shard = job.part.entries[0], renderer.do(job, mark)
    ref = ShardRef("", shard.pages)
    book = BookPlanner(job.part, renderer.pages_of(job.part), {entry.name: ref}).single(entry)
    target = BytesIO()
    join(target, book, renderer.faces, lambda _: shard.packed)
    return target.getvalue()


@lru_cache(maxsize=2)
def _renderer(materials: Materials) -> ShardRenderer:
    return ShardRenderer(materials, _LAYOUTS)
