"""The desk of one SOP: its page, what it shows, and the changes that it asks for."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sopc.diagnostics import SopcError
from sopc.rewrite.files import ReadFile
from sopc.serve.asked import mend_of, request_of
from sopc.serve.bodies import read_body
from sopc.serve.changing import make
from sopc.serve.conflict import Conflict
from sopc.serve.desk import Desk
from sopc.serve.html import Html
from sopc.serve.mending import mend
from sopc.serve.shown_versions import ShownVersions
from sopc.serve.sop_parts import parts


class SopDesk:
    """Answers what the page of one SOP asks."""

    def __init__(self, desk: Desk, html: Html) -> None:
        self._desk, self._html = desk, html
        self._versions = ShownVersions()

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        return [
            Route("/sop/{file:path}", self.page),
            Route("/parts/{file:path}", self.parts),
            Route("/change/{file:path}", self._change, methods=["POST"]),
            Route("/mend/{file:path}", self._mend, methods=["POST"]),
        ]

    def page(self, request: Request) -> Response:
        """The whole page."""
        file = self._file(request)
        name = request.path_params["file"]
        text = self._html.write(
            "sop.html",
            words=self._html.words,
            file=name,
            **self._shown(file),
        )
        return HTMLResponse(text)

    def parts(self, request: Request) -> Response:
        """What the page shows, as it is now."""
        return JSONResponse(self._shown(self._file(request)))

    async def _change(self, request: Request) -> Response:
        body = await read_body(request)
        return await run_in_threadpool(self.change, request.path_params["file"], body)

    def change(self, name: str, body: bytes) -> Response:
        """Make a change that the page asks for, and show what is then."""
        return self._done(name, lambda: make(self._desk, self._versions, name, request_of(body)))

    async def _mend(self, request: Request) -> Response:
        body = await read_body(request)
        return await run_in_threadpool(self.mend, request.path_params["file"], body)

    def mend(self, name: str, body: bytes) -> Response:
        """Mend a finding that the page names, and show what is then."""
        return self._done(name, lambda: mend(self._desk, name, mend_of(body).key))

    def _done(self, name: str, act: Callable[[], object]) -> Response:
        """Do something to a file, and show what is then, or why it was not done."""
        if self._desk.file(name) is None:
            raise HTTPException(404)
        status, said = 200, ""
        try:
            act()
        except Conflict as error:
            status, said = 409, self._html.told(error.message)
        except SopcError as error:
            status, said = 422, self._html.told(error.message)
        now = self._desk.file(name)
        if now is None:
            raise HTTPException(404)
        return JSONResponse({**self._shown(now), "said": said}, status)

    def _file(self, request: Request) -> ReadFile:
        file = self._desk.file(request.path_params["file"])
        if file is None or file.kind != "sop":
            raise HTTPException(404)
        return file

    def _shown(self, file: ReadFile) -> dict[str, object]:
        snapshot = self._desk.snapshot()
        return {
            "version": self._versions.keep(self._name(file), file.raw),
            "parts": parts(self._html, snapshot, file),
        }

    def _name(self, file: ReadFile) -> str:
        return file.path.relative_to(self._desk.root).as_posix()
