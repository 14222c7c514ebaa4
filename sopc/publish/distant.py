"""A catalogue's templates, run in a worker process: what a stranger wrote is never run in the one
that holds the catalogue and writes the files."""

from functools import lru_cache

from sopc.publish.executors import Workers
from sopc.publish.outcomes import outcome
from sopc.render.faults import Fault, attempted
from sopc.render.html import page_values
from sopc.render.materials import Materials
from sopc.render.sandbox import Sandbox
from sopc.render.views import View


class Unwritten(Exception):
    """Pages of a book that a template does not write, or that cannot be laid out."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


class DistantTemplates:
    """The templates of one catalogue. ``authors`` are those that wrote each text, for when it
    cannot be laid out."""

    def __init__(self, materials: Materials, workers: Workers) -> None:
        self._logo, self._templates = materials.logo, materials.templates
        self._workers = workers
        self.authors: dict[str, str] = {}

    def render(self, template: str, page: View, joined: View | None = None) -> str:
        """See ``render.html.Writer``. Raises Unwritten for a faulty template."""
        values = page_values(self._logo, page, joined)
        with self._workers.nearby() as executor:
            written = outcome(executor.submit(write_page, self._templates, template, values))
        if isinstance(written, Fault):
            raise Unwritten(written.of(template))
        self.authors[written] = template
        return written


def write_page(
    templates: tuple[tuple[str, str], ...], template: str, values: dict[str, object]
) -> str | Fault:
    """What a template makes of some values, in whatever process."""
    return attempted(lambda: _sandbox(templates).write(template, values), lambda: template)


@lru_cache(maxsize=2)
def _sandbox(templates: tuple[tuple[str, str], ...]) -> Sandbox:
    return Sandbox(dict(templates))
