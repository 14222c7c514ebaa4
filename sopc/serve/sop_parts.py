"""What the desk of one SOP shows, part by part: each is HTML of its own, by its id."""

from sopc.rewrite.files import ReadFile
from sopc.serve.checking import DeskSnapshot
from sopc.serve.drawing import drawing
from sopc.serve.html import Html


def parts(html: Html, snapshot: DeskSnapshot, file: ReadFile) -> dict[str, str]:
    """The parts of the desk of an SOP's file, by their ids."""
    found = snapshot.findings(file.name)
    data = file.document.value if file.document else None
    values = data if isinstance(data, dict) else {}
    return {
        "form": html.write("form.html", values=values),
        "findings": html.write("findings.html", findings=found),
        "drawing": html.write("drawing.html", shown=drawing(snapshot, file)),
    }
