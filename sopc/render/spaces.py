"""Where signatures go: the empty spaces of the signature block, noted in the PDF's pages."""

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Pdf

from sopc.render.sheet import Sheet

SPACES = "/SopcSpaces"
"""The key of a page's spaces: the signature field's name → left, lower, right, upper, in points."""
_ANCHOR = "space-"
_PT = 0.75  # points a CSS pixel


def note_spaces(document: Pdf, sheets: Sequence[Sheet]) -> None:
    """Let a document's pages know the spaces that their laid-out sheets have."""
    for page, sheet in zip(document.pages, sheets, strict=True):
        spaces = {
            f"/{name.removeprefix(_ANCHOR)}": Array(
                round(edge * _PT, 2)
                for edge in (box.x0, sheet.height - box.y1, box.x1, sheet.height - box.y0)
            )
            for name, box in sheet.anchors.items()
            if name.startswith(_ANCHOR)
        }
        if spaces:
            page.obj[SPACES] = Dictionary(spaces)
