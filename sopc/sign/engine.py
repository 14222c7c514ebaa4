"""What signs and verifies PDFs is an extra: it is there, or the user hears what to install."""

import gc
import logging

from sopc.diagnostics import SopcError
from sopc.language import Phrase

_OBJECTS = 200_000
"""How many new objects call for a collection of garbage: a book has as many, and all are needed."""


def load_engine() -> None:
    """Load the packages of the extra ``sign`` and set this process up for them.

    Their log is kept off the screen, and the collector looks for garbage less often. Raises
    SopcError when one of them is not installed.
    """
    try:
        import asn1crypto  # noqa: F401
        import cryptography  # noqa: F401
        import pyhanko  # noqa: F401
        import pyhanko_certvalidator  # noqa: F401
    except ImportError:
        raise SopcError(Phrase("signing needs more packages: pip install 'sopc[sign]'")) from None
    gc.set_threshold(_OBJECTS)
    for library in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
