"""The pages of the manual, as the desk shows them: why something is found, wrong and right."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sopc.codes import PAGES
from sopc.language import translator_of
from sopc.paragraphs import in_language
from sopc.serve.desk import Desk
from sopc.serve.html import Html

_PAGES: Final = {page.code: page for page in PAGES}


class Explaining:
    """Answers what a code means."""

    def __init__(self, desk: Desk, html: Html) -> None:
        self._html = html
        self._explain = translator_of("manual", desk.language)

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        return [Route("/rules/{code}", self.page)]

    def page(self, request: Request) -> Response:
        """A code's page, as HTML to be shown on another page."""
        page = _PAGES.get(request.path_params["code"])
        if page is None:
            raise HTTPException(404)
        heading, _, text = in_language(page.text, self._explain).partition("\n")
        html = self._html.write("rule.html", code=page.code, heading=heading, blocks=_blocks(text))
        return JSONResponse({"html": html})


def _blocks(text: str) -> list[tuple[bool, str]]:
    """Paragraphs, and examples as they are written: each with whether it is one."""
    found: list[tuple[bool, str]] = []
    runs = groupby(text.splitlines(), lambda line: (not line, line.startswith("    ")))
    for (is_empty, is_example), lines in runs:
        if is_example and found and found[-1][0]:  # an empty line within an example
            found[-1] = (True, found[-1][1] + "\n\n" + _example(lines))
        elif is_example:
            found.append((True, _example(lines)))
        elif not is_empty:
            said = " ".join(lines).replace("::", ":").replace("``", "`")
            found.append((False, said))
    return found


def _example(lines: Iterable[str]) -> str:
    return "\n".join(line[4:] for line in lines)
