"""The text view of any file of the catalogue: the file as it is written, in an editor for texts."""

import secrets
from collections.abc import Callable
from difflib import unified_diff
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sopc.diagnostics import SopcError
from sopc.edit.patched import is_text
from sopc.language import Phrase
from sopc.rewrite.files import ReadFile
from sopc.serve.asked import TextRequest, text_of
from sopc.serve.bodies import read_body
from sopc.serve.conflict import Conflict, conflict
from sopc.serve.desk import Desk
from sopc.serve.gate import policy
from sopc.serve.html import CLIENT, Html
from sopc.serve.merged import merged
from sopc.serve.shown_versions import ShownVersions
from sopc.serve.text_view import TextView
from sopc.serve.typed_text import bytes_of, shown_text

EDITOR: Final = CLIENT / "vendor" / "codemirror.js"
"""The editor for texts, as ``make client`` makes it; without it there is a plain field."""


class TextDesk:
    """Answers what the text view asks."""

    def __init__(self, desk: Desk, html: Html) -> None:
        self._desk, self._html = desk, html
        self._view = TextView(desk)
        self._versions = ShownVersions()

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        asking = (("typed", self.typed), ("offers", self.offers), ("known", self.known))
        return [
            Route("/text/{file:path}", self.page, methods=["GET"]),
            Route("/text/{file:path}", self._asked(self.save), methods=["POST"]),
            Route("/raw/{file:path}", self.raw),
            *(Route(f"/{w}/{{file:path}}", self._asked(do), methods=["POST"]) for w, do in asking),
        ]

    def page(self, request: Request) -> Response:
        """The whole page."""
        name = request.path_params["file"]
        file, nonce = self._file(name), secrets.token_urlsafe(16)
        html = self._html.write(
            "text.html",
            words=self._html.words,
            file=name,
            kind=file.kind,
            nonce=nonce,
            has_editor=EDITOR.is_file(),
            is_text=is_text(file.raw),
            **self._shown(name, file),
        )
        return HTMLResponse(html, headers={"Content-Security-Policy": policy(nonce)})

    def raw(self, request: Request) -> Response:
        """The text as it is in the file now."""
        name = request.path_params["file"]
        return JSONResponse(self._shown(name, self._file(name)))

    def save(self, name: str, asked: TextRequest) -> Response:
        """Write a text into the file; what others wrote meanwhile elsewhere in it stays."""
        self._desk.touched([self._desk.root / name])  # the system may not have told yet
        file = self._file(name)
        try:
            after = self._joined(name, file, asked)
            if after != file.raw:
                said = Phrase("text of {file}", file=name)
                self._desk.save({name: file.raw}, {name: after}, said=said, field=f"text {name}")
        except Conflict as error:
            return self._conflict(name, asked, self._html.told(error.message))
        except SopcError as error:
            if self._file(name).raw != file.raw:
                return self._conflict(name, asked, self._html.told(error.message))
            return JSONResponse({"said": self._html.told(error.message)}, 422)
        return JSONResponse(self._shown(name, self._file(name)))

    def typed(self, name: str, asked: TextRequest) -> Response:
        """What would be found with a text that is not saved."""
        file = self._file(name)
        return JSONResponse({"found": self._view.found(file.path, asked.text)})

    def offers(self, name: str, asked: TextRequest) -> Response:
        """What can be typed at a place."""
        return JSONResponse({"items": self._view.offered(self._file(name), asked.text, asked.at)})

    def known(self, name: str, asked: TextRequest) -> Response:
        """What is known of what stands at a place."""
        return JSONResponse(self._view.known(self._file(name).path, asked.text, asked.at))

    def _asked(self, do: Callable[[str, TextRequest], Response]):  # type: ignore[no-untyped-def]
        async def answer(request: Request) -> Response:
            body = await read_body(request)
            return await run_in_threadpool(self._done, do, request.path_params["file"], body)

        return answer

    def _done(self, do: Callable[[str, TextRequest], Response], name: str, body: bytes) -> Response:
        try:
            return do(name, text_of(body))
        except SopcError as error:
            return JSONResponse({"said": self._html.told(error.message)}, 422)

    def _joined(self, name: str, file: ReadFile, asked: TextRequest) -> bytes:
        """What the file is to hold. Raises Conflict, or SopcError for what no file can hold."""
        if not is_text(file.raw):
            raise SopcError(Phrase("the file is no text: mend it where it comes from"))
        try:
            mine = bytes_of(asked.text, file.raw)
        except UnicodeEncodeError:
            raise SopcError(Phrase("there is a sign in the text that no file can hold")) from None
        base = self._versions.raw(name, asked.version)
        if asked.version == self._desk.version(name):
            return mine
        try:
            joined = merged(base, mine, file.raw) if base is not None else None
        except ValueError:
            joined = None
        if joined is None:
            raise conflict()
        return joined

    def _conflict(self, name: str, asked: TextRequest, said: str) -> Response:
        """Both texts, and what differs: nothing is written."""
        shown = self._shown(name, self._file(name))
        one, other = asked.text.split("\n"), str(shown["text"]).split("\n")
        differs = list(unified_diff(one, other, lineterm="", n=1))[3:]
        return JSONResponse({**shown, "differs": differs[:400], "said": said}, 409)

    def _file(self, name: str) -> ReadFile:
        file = self._desk.file(name)
        if file is None:
            raise HTTPException(404)
        return file

    def _shown(self, name: str, file: ReadFile) -> dict[str, object]:
        return {"version": self._versions.keep(name, file.raw), "text": shown_text(file.raw)}
