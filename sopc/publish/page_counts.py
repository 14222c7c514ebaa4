"""How many pages the files of a build have."""

import json
from io import BytesIO

import pikepdf

from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.limits import STATEMENT
from sopc.publish.journal import MANIFEST


def page_counts(out: OutputFolder) -> dict[str, int]:
    """The pages of each PDF that the build in a folder left, by its name; books first.

    Raises SopcError when one of them, or the manifest that lists them, is not there any more.
    """
    try:
        outputs = json.loads(out.read(MANIFEST, STATEMENT) or b"")["outputs"]
        names = [name for name in outputs if name.endswith(".pdf")]
        return {name: _pages(out, name) for name in sorted(names, key=_books_first)}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, pikepdf.PdfError):
        raise SopcError(
            Phrase("what was built in `{out}` is not there as it was: build again", out=out.path)
        ) from None


def _books_first(name: str) -> tuple[int, str]:
    return 0 if "/" not in name else 1 if name.startswith("volume/") else 2, name


def _pages(out: OutputFolder, name: str) -> int:
    with pikepdf.open(BytesIO(out.read(name) or b"")) as pdf:
        return len(pdf.pages)
