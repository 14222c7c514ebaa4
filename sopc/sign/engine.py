"""What signs and verifies PDFs is an extra: it is there, or the user hears what to install."""

import gc
import logging
import warnings

from sopc.diagnostics import SopcError
from sopc.language import Phrase

_OBJECTS = 200_000
"""How many new objects call for a collection of garbage: a book has as many, and all are needed."""


def load_engine() -> None:
    """Load the packages of the extra ``sign`` and set this process up for them.

    Their log and their warnings to programmers are kept off the screen, and the collector looks for
    garbage less often. Raises SopcError when one of them is not installed.
    """
    try:
        import asn1crypto  # noqa: F401
        import cryptography  # noqa: F401
        import pyhanko  # noqa: F401
        import pyhanko_certvalidator  # noqa: F401
        from cryptography.utils import CryptographyDeprecationWarning
    except ImportError:
        raise SopcError(Phrase("signing needs more packages: pip install 'sopc[sign]'")) from None
    gc.set_threshold(_OBJECTS)
    # of a root of number 0, as old ones have, it says at every look that this is not allowed
    warnings.filterwarnings("ignore", category=CryptographyDeprecationWarning)
    for library in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
