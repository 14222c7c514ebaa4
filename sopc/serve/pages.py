"""An SOP's pages as they print, beside its form."""

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from sopc.diagnostics import SopcError
from sopc.language import Phrase, translator
from sopc.serve.desk import Desk
from sopc.serve.html import Html
from sopc.serve.printing import PreviewPrinting

_LEAST, _MOST = 320, 2600
"""So many dots wide are pictures of pages: less cannot be read, more no screen shows."""
_STEP = 160
"""Widths are rounded up to a multiple, so that a window that is drawn wider prints nothing anew."""
_FOR_A_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src data:"
"""What the browser's own viewer of PDFs needs; a PDF runs nothing."""


class PagesDesk:
    """Answers what the page of an SOP asks for its printed pages."""

    def __init__(self, desk: Desk, html: Html, printing: PreviewPrinting) -> None:
        self._desk, self._html, self._printing = desk, html, printing
        self._told = translator(desk.language)

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        return [
            Route("/pages/{file:path}", self.pages),
            Route("/page-picture/{digest}", self.picture),
            Route("/page-pdf/{file:path}", self.pdf),
        ]

    def pages(self, request: Request) -> Response:
        """The part of the page with the printed pages, as far as they are printed."""
        name = self._name(request)
        now = self._printing.pages(name, _width(request.query_params.get("width", "")))
        html = self._html.write("pages.html", file=quote(name), now=now)
        return JSONResponse({"html": html})

    def picture(self, request: Request) -> Response:
        """A page's picture: the same for ever at the same address."""
        png = self._printing.pictures.get(request.path_params["digest"])
        if png is None:
            raise HTTPException(404)
        kept = {"Cache-Control": "private, max-age=31536000, immutable"}
        return Response(png, media_type="image/png", headers=kept)

    def pdf(self, request: Request) -> Response:
        """The SOP's PDF, marked as what it is: not the one that is signed and filed."""
        name = self._name(request)
        try:
            pdf = self._printing.pdf(name, self._told(Phrase("PREVIEW")))
        except SopcError as error:
            return PlainTextResponse(self._told(error.message), 422)
        stem = name.rsplit("/", 1)[-1].removesuffix(".yaml")
        called = self._told(Phrase("preview of {name}", name=stem))
        headers = {
            "Content-Disposition": f"inline; filename*=UTF-8''{quote(called)}.pdf",
            "Content-Security-Policy": _FOR_A_VIEWER,
        }
        return Response(pdf, media_type="application/pdf", headers=headers)

    def _name(self, request: Request) -> str:
        name: str = request.path_params["file"]
        file = self._desk.file(name)
        if file is None or file.kind != "sop":
            raise HTTPException(404)
        return name


def _width(asked: str) -> int:
    """A width in dots that may be asked for, near what a page asks."""
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else _LEAST
    return min(max(-(-wanted // _STEP) * _STEP, _LEAST), _MOST)
