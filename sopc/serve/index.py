"""The first page: all SOPs of the catalogue, to search and to open."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sopc.serve.desk import Desk
from sopc.serve.html import Html
from sopc.serve.index_view import STATES, IndexTexts, Wanted, index_of

_PATIENCE = 1.5
"""So many seconds a page waits for the catalogue to be read at first; then it says that it is."""


class Index:
    """Answers what the first page asks."""

    def __init__(self, desk: Desk, html: Html) -> None:
        self._desk, self._html = desk, html
        self._texts = IndexTexts()

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        return [Route("/", self.page), Route("/index-list", self.list)]

    def page(self, request: Request) -> Response:
        """The whole page, with what its address asks for."""
        if not self._desk.is_read(within=_PATIENCE):
            return HTMLResponse(self._html.write("reading.html", words=self._html.words))
        wanted = wanted_of(request)
        view = index_of(self._desk.snapshot(), self._texts, wanted)
        text = self._html.write(
            "index.html",
            words=self._html.words,
            view=view,
            wanted=wanted,
            states=STATES,
            list=self._html.write("index_list.html", view=view, wanted=wanted),
            count=self._html.write("index_count.html", view=view, wanted=wanted),
        )
        return HTMLResponse(text)

    def list(self, request: Request) -> Response:
        """The list alone, and how many were found."""
        wanted = wanted_of(request)
        view = index_of(self._desk.snapshot(), self._texts, wanted)
        parts = {
            "list": self._html.write("index_list.html", view=view, wanted=wanted),
            "count": self._html.write("index_count.html", view=view, wanted=wanted),
        }
        return JSONResponse({"parts": parts})


def wanted_of(request: Request) -> Wanted:
    """What an address asks for."""
    asked = request.query_params
    return Wanted(
        asked.get("q", "")[:200],
        asked.get("unit", "")[:200],
        asked.get("state", "")[:40],
        "errors" in asked,
        "all" in asked,
    )
