"""The application: every room's addresses behind one gate."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from sopc.serve.changes_desk import ChangesDesk
from sopc.serve.desk import Desk
from sopc.serve.explaining import Explaining
from sopc.serve.gate import Gate
from sopc.serve.html import CLIENT, Html
from sopc.serve.index import Index
from sopc.serve.new_sop_desk import NewSopDesk
from sopc.serve.pages import PagesDesk
from sopc.serve.printing import PreviewPrinting
from sopc.serve.refusals import Refusals, handlers
from sopc.serve.registries_desk import RegistriesDesk
from sopc.serve.sop_acts_desk import SopActsDesk
from sopc.serve.sop_desk import SopDesk
from sopc.serve.text_desk import TextDesk
from sopc.serve.typefaces import Typefaces
from sopc.serve.undo_desk import UndoDesk
from sopc.serve.watching import watch


def application(desk: Desk, token: str, hosts: list[str]) -> ASGIApp:
    """The desk as an ASGI application, below ``/TOKEN/``, for browsers that call it by ``hosts``,
    names with ports."""
    html, printing = Html(desk.language, f"/{token}"), PreviewPrinting(desk)
    rooms: list[BaseRoute] = [
        *Index(desk, html).routes,
        *NewSopDesk(desk, html).routes,
        *RegistriesDesk(desk, html).routes,
        *SopActsDesk(desk, html).routes,
        *SopDesk(desk, html).routes,
        *TextDesk(desk, html).routes,
        *UndoDesk(desk, html).routes,
        *Explaining(desk, html).routes,
        *ChangesDesk(desk, html).routes,
        *PagesDesk(desk, html, printing).routes,
        *Typefaces(desk).routes,
        Route("/events", _events(desk)),
        Mount("/static", StaticFiles(directory=CLIENT)),
    ]

    @asynccontextmanager
    async def watched(_: Starlette) -> AsyncIterator[None]:
        stop = anyio.Event()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(watch, desk, stop)
            tasks.start_soon(anyio.to_thread.run_sync, desk.is_read, 0)
            tasks.start_soon(anyio.to_thread.run_sync, printing.start_early)
            yield
            stop.set()
        printing.close()
        desk.close()

    app = Starlette(
        routes=[Mount(f"/{token}", routes=rooms)],
        lifespan=watched,
        exception_handlers=handlers(html, desk.language),
    )
    return Gate(Refusals(app, html, desk.language), token, hosts)


def _events(desk: Desk):  # type: ignore[no-untyped-def]
    async def events(_: Request) -> Response:
        async def lines() -> AsyncIterator[str]:
            async for event in desk.events.listen():
                yield event.lines

        return StreamingResponse(lines(), media_type="text/event-stream")

    return events
