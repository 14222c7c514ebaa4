"""A flowchart by itself, made in a worker process, without a store."""

from pathlib import Path

from sopc.assemble.shard import Shard
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.excerpt import excerpt
from sopc.publish.executors import Workers
from sopc.publish.jobs import SopJob
from sopc.publish.outcomes import outcome
from sopc.publish.shards import RenderTask, perform
from sopc.render.faults import Fault, attempted
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder


def draw(
    catalogue: Catalogue, root: Path, entry: Entry, form: str, workers: Workers
) -> bytes | Fault:
    """The flowchart of an SOP with steps as ``svg``, ``png`` or ``pdf``, or why there is none.

    Raises SopcError when the page engine is not there.
    """
    settings = catalogue.settings
    typeface, own = settings.form.typeface, settings.has_own_templates
    logo = settings.agency.logo
    materials = read_materials(root, logo, template_folder(), typeface, with_own=own)
    task = RenderTask(materials.of_sops(), SopJob(excerpt(catalogue, entry)))
    with workers.nearby() as executor:
        return outcome(executor.submit(perform_drawing, task, form))


def perform_drawing(task: RenderTask, form: str) -> bytes | Fault:
    """Draw what a task lays out, in whatever process."""
    shard = perform(task)
    return shard if isinstance(shard, Fault) else attempted(lambda: _drawn(shard, task, form))


def _drawn(shard: bytes, task: RenderTask, form: str) -> bytes:
    assert isinstance(task.job, SopJob)
    svg, part = Shard.from_bytes(shard).svg or "", task.job.part
    if form == "svg":
        return svg.encode("utf-8")
    if form == "pdf":
        from sopc.publish.flowchart_pdf import flowchart_pdf

        return flowchart_pdf(part, part.entries[0], svg)
    from sopc.render.page import picture

    return picture(svg, part.settings.form.typeface)
