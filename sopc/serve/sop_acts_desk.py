"""The page on which an SOP is retired, moved or numbered otherwise."""

from typing import cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sopc.catalogue.sop_folders import sop_folders
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.rewrite.not_possible import NotPossible
from sopc.serve.bodies import read_body
from sopc.serve.desk import Desk
from sopc.serve.html import Html
from sopc.serve.said import said
from sopc.serve.sop_acts import Act, ActAsked, plan_for
from sopc.serve.typed_fields import fields_of

_SAID = {
    "retire": Phrase("retired"),
    "move": Phrase("moved to another section"),
    "renumber": Phrase("numbered otherwise"),
}


class SopActsDesk:
    """Answers what the page asks."""

    def __init__(self, desk: Desk, html: Html) -> None:
        self._desk, self._html = desk, html

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        return [
            Route("/acts/{file:path}", self.page),
            Route("/acts/{file:path}", self._act, methods=["POST"]),
        ]

    def page(self, request: Request) -> Response:
        """The whole page."""
        snapshot, name = self._desk.snapshot(), request.path_params["file"]
        file = self._desk.file(name)
        if file is None or file.kind != "sop" or snapshot.catalogue is None:
            raise HTTPException(404)
        others = [
            (str(entry.sop.number), entry.sop.title)
            for entry in snapshot.catalogue.entries
            if entry.sop.number and entry.sop.status == "berlaku"
        ]
        text = self._html.write(
            "sop_acts.html",
            words=self._html.words,
            file=name,
            number=said(file, "nomor"),
            title=said(file, "nama"),
            folders=sop_folders(snapshot.catalogue.settings),
            others=[each for each in others if each[0] != said(file, "nomor")],
        )
        return HTMLResponse(text)

    async def _act(self, request: Request) -> Response:
        body = await read_body(request)
        return await run_in_threadpool(self.act, request.path_params["file"], body)

    def act(self, name: str, body: bytes) -> Response:
        """Show what would change; or change it, where the page is ``sure``."""
        try:
            typed = fields_of(body)
            act = typed.one("act")
            if act not in get_args(Act):
                raise SopcError(
                    Phrase("the page asks for what this desk does not know: load it anew")
                )
            asked = ActAsked(cast("Act", act), name, typed.one("value"))
            plan = plan_for(asked, self._desk.root, self._desk.snapshot().today)
            if typed.one("sure"):
                proposal = plan.proposal
                self._desk.save(
                    proposal.before, proposal.after, proposal.renamed, said=_SAID[asked.act]
                )
                return JSONResponse({"file": plan.file})
        except SopcError as error:
            why = error.reasons if isinstance(error, NotPossible) else (error.message,)
            html = self._html.write("sop_acts_look.html", lines=(), why=why)
            return JSONResponse({"look": html, "said": self._html.told(why[0])}, 422)
        html = self._html.write("sop_acts_look.html", lines=plan.lines, why=())
        return JSONResponse({"look": html})
