"""What the desk of one SOP shows, part by part: each is HTML of its own, by its id."""

from sopc.rewrite.files import ReadFile
from sopc.serve.checking import DeskSnapshot
from sopc.serve.drawing import drawing
from sopc.serve.findings_view import panel
from sopc.serve.form_office import OfficeForm
from sopc.serve.form_view import form_of
from sopc.serve.html import Html
from sopc.serve.labels import Labels
from sopc.serve.places import by_way
from sopc.serve.said import said
from sopc.serve.steps_view import steps_of


def parts(html: Html, snapshot: DeskSnapshot, file: ReadFile) -> dict[str, str]:
    """The parts of the desk of an SOP's file, by their ids."""
    snapshot.with_file(file.name)  # before all is checked, this file is
    return {
        "title": html.write("title.html", number=said(file, "nomor"), title=said(file, "nama")),
        "form": _form(html, snapshot, file),
        "steps": _steps(html, snapshot, file),
        "findings": _findings(html, snapshot, file),
        "drawing": html.write(
            "drawing.html", shown=drawing(snapshot, file), said_as=Labels.of(snapshot.catalogue)
        ),
    }


def _findings(html: Html, snapshot: DeskSnapshot, file: ReadFile) -> str:
    name = file.path.relative_to(snapshot.root).as_posix()
    return html.write(
        "findings.html",
        panel=panel(snapshot, file),
        file=name,
        said_as=Labels.of(snapshot.catalogue),
    )


def _form(html: Html, snapshot: DeskSnapshot, file: ReadFile) -> str:
    """The fields of the identity page, as far as the file can be read."""
    document = file.document
    data = document.value if document else None
    found = by_way(document, snapshot.findings(file.name))
    name = file.path.relative_to(snapshot.root).as_posix()
    office = OfficeForm.of(snapshot.catalogue, name.partition("/")[0])
    form = form_of(data, snapshot.schema("sop"), found, office)
    is_read = isinstance(data, dict)
    return html.write(
        "form.html", form=form, file=name, is_read=is_read, said_as=Labels.of(snapshot.catalogue)
    )


def _steps(html: Html, snapshot: DeskSnapshot, file: ReadFile) -> str:
    """The table of steps, as far as the file can be read."""
    document = file.document
    data = document.value if document else None
    if not isinstance(data, dict):
        return ""
    labels = Labels.of(snapshot.catalogue)
    view = steps_of(data, labels.actors, by_way(document, snapshot.findings(file.name)))
    name = file.path.relative_to(snapshot.root).as_posix()
    return html.write("steps.html", view=view, actors=labels.actors, file=name, said_as=labels)
