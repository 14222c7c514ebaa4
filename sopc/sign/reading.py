"""Opening a PDF that anyone may have made."""

from io import BytesIO

from pyhanko.pdf_utils.decode_limits import (
    DEFAULT_PURPOSE_LIMITS,
    DecodeLimits,
    DecodePurpose,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.reader import PdfFileReader

_LEAST, _MOST = 1 << 16, 1 << 24
"""Bytes of a cross-reference stream that are always read, and that are never exceeded: some 10,000
objects, and two million."""
_RATIO = 4
"""So many bytes of it there are at most for each byte of a file: an object takes more room."""


def reader_of(pdf: bytes) -> PdfFileReader:
    """A reader of a PDF, in time that grows as the file does. Raises PdfError.

    An object named in a cross-reference stream costs a hundred times the bytes that name it, and
    10 KB of such a stream can name a million: so many that are nowhere in the file.
    """
    most = min(_MOST, _LEAST + _RATIO * len(pdf))
    references = StreamDecodeLimits(max_ratio=None, max_output_size=most)
    purposes = {**DEFAULT_PURPOSE_LIMITS, DecodePurpose.XREF_STREAM: references}
    return PdfFileReader(BytesIO(pdf), decode_limits=DecodeLimits(per_purpose=purposes))
