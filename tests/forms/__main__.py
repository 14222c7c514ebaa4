"""``make forms``: pictures of the forms that come with the program, for docs/forms.md.

Run as ``python -m tests.forms FOLDER``; one picture for each form, of pages of its small catalogue.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.running import build

HERE = Path(__file__).parent
PAGES = {
    "permenpanrb-35-2012": (0, 1, 2, 5, 6),
    "lampung-2020": (0, 3, 4, 5),
    "iso-9001-en": (0, 1, 3, 4),
}
"""The pages of each handbook that are shown, from 0: its cover, its contents, and an SOP."""
_SCALE, _GAP = 0.85, 12


def contact_sheet(pdf: Path, pages: Sequence[int]) -> Image.Image:
    """Some pages of a PDF side by side, on grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        shown = [document[page].render(scale=_SCALE).to_pil().convert("L") for page in pages]
    width = sum(page.width for page in shown) + _GAP * (len(shown) + 1)
    sheet = Image.new("L", (width, max(page.height for page in shown) + 2 * _GAP), 200)
    left = _GAP
    for page in shown:
        sheet.paste(page, (left, _GAP))
        left += page.width + _GAP
    return sheet


def draw(folder: Path) -> None:
    """Draw every form into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, pages in PAGES.items():
        with tempfile.TemporaryDirectory() as scratch:
            out = build(HERE / name, Path(scratch) / "build")
            sheet = contact_sheet(out / "handbook.pdf", pages)
            sheet.quantize(16).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
