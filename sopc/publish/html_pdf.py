"""A page that sopc writes for readers, beside the book, as PDF: made in a worker process."""

from sopc.catalogue.form import TypefaceName
from sopc.publish.executors import Workers
from sopc.publish.outcomes import outcome
from sopc.render.faults import Fault, attempted


def html_pdf(html: str, typeface: TypefaceName, workers: Workers) -> bytes | Fault:
    """HTML with its own style, in one of sopc's typefaces, as PDF/A; or why there is none.

    Raises SopcError when the page engine is not there.
    """
    with workers.nearby() as executor:
        return outcome(executor.submit(perform_html, html, typeface))


def perform_html(html: str, typeface: TypefaceName) -> bytes | Fault:
    """Lay out HTML, in whatever process."""
    from sopc.render.page import PageEngine

    return attempted(lambda: PageEngine("", {}, typeface).lay_out(html).pdf())
