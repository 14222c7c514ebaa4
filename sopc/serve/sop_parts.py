"""What the desk of one SOP shows, part by part: each is HTML of its own, by its id."""

import re

from sopc.diagnostics import SopcError
from sopc.lsp import preview
from sopc.lsp.snapshot import Snapshot
from sopc.rewrite.files import ReadFile
from sopc.serve.html import Html

_STYLE = re.compile("<style>.*?</style>", re.DOTALL)
"""A page may carry none of its own: the style of drawings stands in ``client/desk.css``."""


def parts(html: Html, snapshot: Snapshot, file: ReadFile) -> dict[str, str]:
    """The parts of the desk of an SOP's file, by their ids."""
    found = snapshot.findings(file.name)
    data = file.document.value if file.document else None
    values = data if isinstance(data, dict) else {}
    return {
        "form": html.write("form.html", values=values),
        "findings": html.write("findings.html", findings=found),
        "drawing": html.write("drawing.html", **_drawing(snapshot, file)),
    }


def _drawing(snapshot: Snapshot, file: ReadFile) -> dict[str, object]:
    """The flowchart as it is written now, or why there is none."""
    entry = snapshot.entry(file.name)
    if entry is None:
        return {"svg": "", "why": ""}
    try:
        svg = preview.flowchart(snapshot, entry.name).decode("utf-8")
        return {"svg": _STYLE.sub("", svg), "why": ""}
    except SopcError as error:
        return {"svg": "", "why": error.message}
