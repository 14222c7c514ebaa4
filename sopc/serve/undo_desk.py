"""What takes back the last step at the desk, and does it again."""

from collections.abc import Callable
from pathlib import PurePath

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.serve.conflict import Conflict
from sopc.serve.desk import Desk
from sopc.serve.html import Html
from sopc.serve.past import PastStep, WritableFiles


class UndoDesk:
    """Answers ``undo`` and ``redo``: what was done in words, and which file it was done in."""

    def __init__(self, desk: Desk, html: Html) -> None:
        self._desk, self._html = desk, html

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        return [
            Route("/undo", self.undo, methods=["POST"]),
            Route("/redo", self.redo, methods=["POST"]),
        ]

    def undo(self, _: Request) -> Response:
        """Take the last step back."""
        return self._answer(
            self._desk.past.undo,
            lambda said, sop: Phrase("taken back in {sop}: {said}", sop=sop, said=said),
        )

    def redo(self, _: Request) -> Response:
        """Do again what was taken back."""
        return self._answer(
            self._desk.past.redo,
            lambda said, sop: Phrase("done again in {sop}: {said}", sop=sop, said=said),
        )

    def _answer(
        self, do: Callable[[WritableFiles], PastStep], in_words: Callable[[Phrase, str], Phrase]
    ) -> Response:
        try:
            step = do(self._desk)
        except Conflict as error:
            return JSONResponse({"said": self._html.told(error.message)}, 409)
        except SopcError as error:
            return JSONResponse({"said": self._html.told(error.message)}, 422)
        files = sorted(step.became)
        said = self._html.told(
            in_words(step.said, ", ".join(PurePath(each).stem for each in files))
        )
        return JSONResponse({"said": said, "file": files[0]})
