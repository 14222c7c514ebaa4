"""The faces in which the words of drawings were measured: in wider ones headings would not fit."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sopc.diagnostics import SopcError
from sopc.reader import read_own
from sopc.render.resources import FAMILIES
from sopc.serve.desk import Desk

_FACES: Final = ("regular", "bold")


class Typefaces:
    """Answers with the typeface of the printed pages, as it comes with the program."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        return [Route("/faces/{face}", self.face)]

    def face(self, request: Request) -> Response:
        """A face of the typeface that the catalogue's form names, as TrueType."""
        face, catalogue = request.path_params["face"], self._desk.snapshot().catalogue
        if face not in _FACES or catalogue is None:
            raise HTTPException(404)
        family = FAMILIES[catalogue.settings.form.typeface]
        try:
            path = family.folder / (family.bold if face == "bold" else family.regular)
            return Response(read_own(path), media_type="font/ttf")
        except (SopcError, OSError):
            raise HTTPException(404) from None
