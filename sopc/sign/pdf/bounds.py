"""What can be told of a file's size in parts before it is read: by its bytes alone, in one pass."""

import re

from pyhanko.pdf_utils.misc import PdfError

from sopc.language import Phrase

_REVISIONS = 100
"""More than signers and yearly time stamps ever make. Each has one end, and says where its objects
are: in up to four words, to be generous."""
_DIGITS = 1 << 22
"""Digits in one string: a signature of 2 MB, with all certificates and lists in it."""
_LONG = re.compile(rb"<[0-9A-Fa-f\0\t\n\f\r ]{%d}" % _DIGITS)

_NUMBER = re.compile(rb"(?<![0-9A-Fa-f<])[0-9.+-]{10000}")
"""A number of so many digits, which is no part of a signature's: reading it takes their square."""
METADATA = 1 << 20
"""Bytes of what a file says of itself: some thousand is usual."""


class TooMuchError(PdfError):
    """A file cannot be looked at in the time and memory that one may take; ``why`` says so."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why)
        self.why = why


def check_bounds(pdf: bytes) -> None:
    """Raises TooMuchError for a file that need not be read to see that it is too much."""
    ends = pdf.count(b"startxref"), pdf.count(b"%%EOF") // 4, pdf.count(b"xref") // 4
    if max(ends) > _REVISIONS:
        raise TooMuchError(Phrase("it has more than {most} revisions", most=_REVISIONS))
    if _LONG.search(pdf):
        raise TooMuchError(Phrase("it holds a longer signature than there are"))
    if _NUMBER.search(pdf):
        raise TooMuchError(Phrase("it holds a longer number than there are"))
