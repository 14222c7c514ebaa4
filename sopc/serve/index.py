"""The first page: all SOPs of the catalogue, to search and to open."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from sopc.rewrite.files import ReadFile
from sopc.serve.desk import Desk
from sopc.serve.html import Html


def _said(file: ReadFile, key: str) -> str:
    """What a file says of its SOP, as far as it does."""
    value = file.document.value if file.document else None
    said = value.get(key) if isinstance(value, dict) else None
    return said if isinstance(said, str) else ""


class Index:
    """Answers what the first page asks."""

    def __init__(self, desk: Desk, html: Html) -> None:
        self._desk, self._html = desk, html

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        return [Route("/", self.page)]

    def page(self, _: Request) -> Response:
        """The whole page."""
        snapshot = self._desk.snapshot()
        files = [
            {
                "name": file.path.relative_to(self._desk.root).as_posix(),
                "number": _said(file, "nomor"),
                "title": _said(file, "nama"),
                "faults": len(snapshot.findings(file.name)),
            }
            for file in snapshot.files.values()
            if file.kind == "sop"
        ]
        text = self._html.write("index.html", words=self._html.words, files=files)
        return HTMLResponse(text)
