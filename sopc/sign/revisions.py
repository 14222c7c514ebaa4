"""A PDF grows by revisions: the pages as they were built, then what each signature added."""

import re
from collections.abc import Sequence
from hashlib import sha256

from pyhanko.pdf_utils.reader import PdfFileReader

_END = re.compile(rb"%%EOF[\r\n]*")
_DATED = {"/ModDate", "/Producer"}
"""What signing changes in a document's description of itself."""


def began_as(pdf: bytes, digest: str) -> bool:
    """Whether a PDF is, or began as, the file of a SHA-256 digest."""
    whole, position = sha256(), 0
    for end in _END.finditer(pdf):
        whole.update(pdf[position : end.end()])
        position = end.end()
        if whole.hexdigest() == digest:
            return True
    return False


def is_covered(pdf: bytes, ranges: Sequence[Sequence[int]]) -> bool:
    """Whether signatures follow upon one another, and the last one covers the file to its end."""
    ends = [covered[2] + covered[3] for covered in ranges if len(covered) == 4]
    rising = all(before < after for before, after in zip(ends, ends[1:], strict=False))
    return len(ends) == len(ranges) and rising and ends[-1] == len(pdf)


def describes_the_same(reader: PdfFileReader, revision: int) -> bool:
    """Whether title and author are still those of a revision, counted from 0."""
    before = reader.get_historical_resolver(revision).trailer_view
    was, now = (
        trailer["/Info"] if "/Info" in trailer else {} for trailer in (before, reader.trailer)
    )
    return all(was.get(key) == now.get(key) for key in {*was, *now} - _DATED)
