"""One SOP's pages as a build would print them, to be looked at: what is asked for, and what comes.

Imports nothing that prints.
"""

from dataclasses import dataclass

from sopc.publish.shards import RenderTask
from sopc.render.faults import Fault
from sopc.render.page_picture import PagePicture


@dataclass(frozen=True, slots=True)
class PreviewLook:
    """How pages are wanted: how many dots wide; ``known`` are the digests of those pictures that
    need not be sent; with a ``mark``, that word stands large and light across every page."""

    width: int
    known: frozenset[str] = frozenset()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class PreviewedSop:
    """An SOP's PDF, and its pages as pictures."""

    pdf: bytes
    pages: tuple[PagePicture, ...]


def preview(task: RenderTask, look: PreviewLook) -> PreviewedSop | Fault:
    """Print an SOP by itself as a build does, in whatever process; or why it cannot be printed."""
    from sopc.publish.previewing import previewed

    return previewed(task, look)
