"""The page on which a new SOP begins."""

from typing import Final, cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sopc.catalogue.sop_folders import sop_folders
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.serve.bodies import read_body
from sopc.serve.desk import Desk
from sopc.serve.html import Html
from sopc.serve.new_sop import PastNumbers, SopAsked, State, files_for, looked_at
from sopc.serve.typed_fields import fields_of

_FIELDS: Final = 4
"""So many fields for actors there are at the beginning."""


class NewSopDesk:
    """Answers what the page of a new SOP asks."""

    def __init__(self, desk: Desk, html: Html) -> None:
        self._desk, self._html = desk, html
        self._given = PastNumbers(desk.root)

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        return [
            Route("/new", self.page),
            Route("/new-look", self._look, methods=["POST"]),
            Route("/new", self._begin, methods=["POST"]),
        ]

    def page(self, request: Request) -> Response:
        """The form; its address may name the section."""
        snapshot = self._desk.snapshot()
        catalogue = snapshot.catalogue
        folders = sop_folders(catalogue.settings) if catalogue else ()
        asked = request.query_params.get("section", "")
        text = self._html.write(
            "new_sop.html",
            words=self._html.words,
            folders=folders,
            chosen=asked or (folders[0].folder if len(folders) == 1 else ""),
            actors=[actor.name for actor in catalogue.actors.values()] if catalogue else [],
            fields=range(1, _FIELDS + 1),
        )
        return HTMLResponse(text)

    async def _look(self, request: Request) -> Response:
        return await run_in_threadpool(self.look, await read_body(request))

    async def _begin(self, request: Request) -> Response:
        return await run_in_threadpool(self.begin, await read_body(request))

    def look(self, body: bytes) -> Response:
        """What is to be said of what was typed."""
        try:
            answer = looked_at(_asked(body), self._desk.snapshot(), self._given.past())
        except SopcError as error:
            return JSONResponse({"said": self._html.told(error.message)}, 422)
        html = self._html.write("new_sop_look.html", answer=answer)
        return JSONResponse({"look": html, "proposed": answer.proposed})

    def begin(self, body: bytes) -> Response:
        """Write the new SOP's file, and say how it is called."""
        try:
            asked = _asked(body)
            files = files_for(asked, self._desk.checked(), self._given.past())
            said = Phrase("new SOP: {title}", title=asked.title)
            self._desk.save(files.before, files.after, said=said)
        except SopcError as error:
            return JSONResponse({"said": self._html.told(error.message)}, 422)
        return JSONResponse({"file": files.path})


def _asked(body: bytes) -> SopAsked:
    """What a page sends. Raises SopcError."""
    typed = fields_of(body)
    state = typed.one("state", "draf")
    if state not in get_args(State):
        raise SopcError(Phrase("the page asks for what this desk does not know: load it anew"))
    return SopAsked(
        typed.one("folder"),
        typed.one("title"),
        typed.one("number"),
        cast("State", state),
        typed.every("actors"),
    )
