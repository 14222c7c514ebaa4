"""What readers of PDFs, certificates and signatures raise over a file that was tampered with."""

import logging
import os
import struct
import traceback
import zlib
from pathlib import Path
from xml.etree.ElementTree import ParseError

from cryptography.exceptions import InvalidKey, InvalidSignature, InvalidTag, UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko_certvalidator.errors import PathError, ValidationError

_SAID = (
    PdfError, PathError, ValidationError, InvalidKey, InvalidSignature, InvalidTag,
    UnsupportedAlgorithm, struct.error, zlib.error, ParseError,
)  # fmt: skip
"""What they raise to say that a file is damaged."""
DAMAGED = (
    *_SAID,
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError,
    EOFError, RuntimeError,
)  # fmt: skip
"""What they say, and what Python says where a file holds what they did not think of: then
``is_damage`` tells whether it was they.

Not OSError and not MemoryError: a machine without handles, room or memory says nothing of a file,
which must not be called damaged then."""
_OURS = Path(__file__).parent.parent


def is_damage(error: BaseException) -> bool:
    """Whether an error tells of a damaged file; else it was raised in this program itself, which
    did not think of what a file holds."""
    if isinstance(error, _SAID):
        return True
    place = Path(traceback.extract_tb(error.__traceback__)[-1].filename)
    return _OURS not in place.parents


def check_damage(error: BaseException) -> None:
    """With ``SOPC_DEBUG=1`` in the environment, tell where an error was raised that tells of a
    damaged file, and raise all others again."""
    if os.environ.get("SOPC_DEBUG", "") in ("", "0"):
        return
    if not is_damage(error):
        raise error
    logging.getLogger(__name__).warning("a file is called damaged", exc_info=error)
