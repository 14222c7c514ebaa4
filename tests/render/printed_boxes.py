"""The boxes of identity pages as they stand in a finished PDF: read by where letters are."""

from dataclasses import dataclass
from itertools import groupby

import pypdfium2

HEADINGS = (
    ("Dasar Hukum", "Keterkaitan", "Peringatan"),
    ("Kualifikasi Pelaksana", "Peralatan/Perlengkapan", "Pencatatan dan Pendataan"),
)
"""The boxes on the left and on the right, top to bottom."""
AGAIN = "(lanjutan)"
"""What the heading of a box that goes on on a page has."""
_MM = 72 / 25.4
_TOP, _FOOT = 18 * _MM, 16 * _MM


@dataclass(frozen=True)
class Line:
    """A line of text, in one column of a page, and how far below the upper margin it ends, as part
    of what stands between the margins."""

    page: int
    side: int
    text: str
    end: float


def lines_of(pdf: bytes) -> list[Line]:
    """The lines of all upright pages but the first, the cover, each column by itself."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(1, len(document)):
            found += _lines(document[number], number)
    return found


def pages_of(pdf: bytes) -> int:
    """How many identity pages there are."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document) - 1


def boxes_of(lines: list[Line], side: int) -> list[Line]:
    """The lines of the boxes of one side, with their headings, in order of pages."""
    own = [line for line in lines if line.side == side and AGAIN not in line.text]
    first = next(i for i, line in enumerate(own) if line.text == HEADINGS[side][0])
    return own[first:]


def _lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    width, height = page.get_size()
    text = page.get_textpage()
    letters = []
    for place, letter in enumerate(text.get_text_range()):
        if letter.isspace():
            continue
        left, low, right, _ = text.get_charbox(place, loose=True)
        if low > _FOOT - 3:
            side = int(left > 20 * _MM + 0.6 * (width - 37 * _MM))
            letters.append((side, -round(low), left, right, letter))
    found = []
    for (side, low), row in groupby(sorted(letters), lambda each: each[:2]):
        words, before = "", None
        for _, _, left, right, letter in row:
            words += (" " if before is not None and left - before > 1 else "") + letter
            before = right
        end = (height + low - _TOP) / (height - _TOP - _FOOT)
        found.append(Line(number, side, words, end))
    return found
