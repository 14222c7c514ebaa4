"""What a page is told where something goes wrong: a sentence, never what is inside."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sopc.diagnostics import SopcError
from sopc.language import Phrase, translator
from sopc.publish.limits import is_debugging
from sopc.serve.html import Html

_KNOWN: Mapping[int, Phrase] = {
    404: Phrase("there is no such page, or no such file any more"),
    405: Phrase("the page asks for what this desk does not know: load it anew"),
}
_BUG = Phrase("something went wrong in the desk; what was saved is in the files")


class Refusals:
    """Answers what an application cannot."""

    def __init__(self, app: ASGIApp, html: Html, language: str) -> None:
        self._app, self._html, self._say = app, html, translator(language)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def noted(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            if is_debugging():
                raise
            if scope["type"] != "http" or has_begun:
                return  # the page sees that it breaks off
            sentence = error.message if isinstance(error, SopcError) else _BUG
            status = 503 if isinstance(error, SopcError) else 500
            await self.answer(Request(scope), sentence, status)(scope, receive, send)

    def answer(self, request: Request, sentence: Phrase, status: int) -> Response:
        """A sentence as a page, or as what a script understands."""
        said = self._say(sentence)
        if "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(
                self._html.write("refusal.html", words=self._html.words, said=said), status
            )
        return JSONResponse({"said": said}, status)


def handlers(html: Html, language: str) -> Mapping[Any, Callable[[Request, Exception], Response]]:
    """What answers where there is no such page."""
    refusals = Refusals(_nothing, html, language)

    def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        sentence = _KNOWN.get(error.status_code, _BUG)
        return refusals.answer(request, sentence, error.status_code)

    return {HTTPException: answer}


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    del scope, receive, send
