"""Where signatures go: the empty spaces of the signature block, noted in the PDF's pages."""

from collections.abc import Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Pdf

from sopc.render.page import Sheet

SPACES = "/SopcSpaces"
"""The key of a page's spaces: the signature field's name → left, lower, right, upper, in points."""
_ANCHOR = "space-"
_PT = 0.75  # points a CSS pixel


def note_spaces(pdf: bytes, sheets: Sequence[Sheet]) -> bytes:
    """A document whose pages know the spaces that their laid-out sheets have."""
    found = {
        index: {
            f"/{name.removeprefix(_ANCHOR)}": [
                round(edge * _PT, 2)
                for edge in (box.x0, sheet.height - box.y1, box.x1, sheet.height - box.y0)
            ]
            for name, box in sheet.anchors.items()
            if name.startswith(_ANCHOR)
        }
        for index, sheet in enumerate(sheets)
    }
    if not any(found.values()):
        return pdf
    with Pdf.open(BytesIO(pdf)) as document:
        for index, spaces in found.items():
            if spaces:
                noted = {name: Array(box) for name, box in spaces.items()}
                document.pages[index].obj[SPACES] = Dictionary(noted)
        target = BytesIO()
        document.save(target, static_id=True)
        return target.getvalue()
