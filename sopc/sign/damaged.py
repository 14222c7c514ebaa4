"""What readers of PDFs, certificates and signatures raise over a file that was tampered with."""

import struct
import zlib
from xml.etree.ElementTree import ParseError

from cryptography.exceptions import InvalidKey, InvalidSignature, InvalidTag, UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko_certvalidator.errors import PathError, ValidationError

DAMAGED = (
    PdfError, PathError, ValidationError, InvalidKey, InvalidSignature, InvalidTag,
    UnsupportedAlgorithm, struct.error, zlib.error, ParseError,
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError,
    EOFError, RuntimeError,
)  # fmt: skip
"""Their own errors, and those of Python where a file says what they did not think of.

Not OSError and not MemoryError: a machine without handles, room or memory says nothing of a file,
which must not be called damaged then."""
