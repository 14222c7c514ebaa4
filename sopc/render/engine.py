"""WeasyPrint, as pages are made with it: it finds the project's own fonts and no others.

Whatever is imported first in a process, this is the way to it. The only user of WeasyPrint.
Raises EngineMissing, on import, when a system library that it needs is missing.
"""
# ruff: noqa: E402  # fonts are set up before what reads their settings is imported

import io
from contextlib import redirect_stdout

from sopc.language import Phrase
from sopc.render.faults import EngineMissing
from sopc.render.resources import isolate_fonts

isolate_fonts()

try:
    with redirect_stdout(io.StringIO()):  # where it tells what is missing in words of its own
        from weasyprint import CSS, HTML, Document
except OSError as error:
    raise EngineMissing(
        Phrase(
            "printing needs Pango, which is not installed ({reason}): on Debian or Ubuntu type "
            "`sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, on macOS "
            "`brew install pango`; on Windows print in a container, in WSL or in CI (see "
            "docs/windows.md)",
            reason=str(error).partition(":")[0],
        )
    ) from None

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

__all__ = [
    "CSS",
    "HTML",
    "LOGGER",
    "AbsolutePlaceholder",
    "Document",
    "FatalURLFetchingError",
    "FontConfiguration",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
]
