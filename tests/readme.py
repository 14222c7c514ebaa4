"""``make pictures``: the pictures that the README opens with.

Run as ``python -m tests.readme FOLDER``; two pages of an SOP of the real catalogue, and a flowchart
by itself, each on white paper with a border that is seen on white and on black.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from tests.conftest import SOPS
from tests.running import build, sopc

PAGES_OF, FLOWCHART_OF = "V.26.1.1.4", "V.26.8.1.11"
"""Short ones, with decisions: the chart of the first is one page, the last of its PDF."""
WIDTHS = {"identity": 760, "chart": 1790}
"""How many points wide the pages are: twice what the README shows, both equally high."""
MOST_BYTES = 300_000
_BORDER, _GREYS, _FINER = (143,), 32, 3


def pages(pdf: Path) -> dict[str, Image.Image]:
    """The identity page and the page with the chart, the last two of an SOP's PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = {}
        for name, index in (("identity", -2), ("chart", -1)):
            page = document[len(document) + index]
            scale = _FINER * WIDTHS[name] / page.get_width()
            found[name] = page.render(scale=scale, grayscale=True).to_pil().reduce(_FINER)
    return found


def on_paper(picture: Image.Image) -> Image.Image:
    """A picture in few greys, with a border around it."""
    return ImageOps.expand(picture.convert("L"), 2, _BORDER).quantize(_GREYS)


def draw(folder: Path) -> None:
    """Draw them all into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        out = build(SOPS, Path(scratch) / "build", only=(PAGES_OF,))
        found = pages(out / "sop" / f"{PAGES_OF}.pdf")
        file = Path(scratch) / "x.png"
        sopc("flowchart", FLOWCHART_OF, "--sops", SOPS, "-o", file)
        found["flowchart"] = Image.open(BytesIO(file.read_bytes()))
    for name, picture in found.items():
        on_paper(picture).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
