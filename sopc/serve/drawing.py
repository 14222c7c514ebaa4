"""The flowchart of an SOP as it is being written; where it cannot be drawn, why, and as it was."""

from dataclasses import dataclass

from sopc import pipeline
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.render.unstyled import unstyled
from sopc.rewrite.files import ReadFile
from sopc.serve.checking import DeskSnapshot

_KEPT = 32
"""So many SOPs' last drawings are kept."""


@dataclass(frozen=True, slots=True)
class ShownDrawing:
    """An SVG without style, and ``why`` it is not of the SOP as it is now, if it is not."""

    svg: str
    why: Phrase | None = None


def drawing(snapshot: DeskSnapshot, file: ReadFile) -> ShownDrawing:
    """The flowchart of an SOP's file as it is now, or as it was when it could be drawn last."""
    try:
        svg = _drawn(snapshot, file)
    except SopcError as error:
        return ShownDrawing(snapshot.last_drawn.get(file.name, ""), error.message)
    kept = snapshot.last_drawn
    kept.pop(file.name, None)
    kept[file.name] = svg
    for oldest in list(kept)[:-_KEPT]:
        kept.pop(oldest, None)
    return ShownDrawing(svg)


def _drawn(snapshot: DeskSnapshot, file: ReadFile) -> str:
    if snapshot.catalogue is None:
        raise SopcError(Phrase("the settings of the catalogue have errors: mend them first"))
    entry = snapshot.entry(file.name)
    first = hindrance(snapshot, file)
    if first is not None:
        raise SopcError(first)
    if entry is None:
        raise SopcError(Phrase("it is no SOP of the catalogue as it is now"))
    if not entry.sop.steps:
        raise SopcError(Phrase("there are no steps to draw yet"))
    return unstyled(pipeline.plain_flowchart(snapshot.catalogue, entry.name).decode("utf-8"))


def hindrance(snapshot: DeskSnapshot, file: ReadFile) -> Phrase | None:
    """What stands in the way of drawing and printing an SOP, first; None if nothing does."""
    checked = snapshot.with_file(file.name)
    entry = snapshot.entry(file.name)
    name = entry.name if entry else file.path.stem
    errors = pipeline.sound_for(checked, snapshot.root, [name]).errors
    own = [each for each in errors if each.place.file == file.name]
    first = next(iter(own or errors), None)
    return first.message if first else None
