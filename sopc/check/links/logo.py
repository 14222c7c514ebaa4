"""The logo is a picture in the catalogue's folder.

It is printed on every cover and identity page; a wrong name, or a file that is cut off, would be
noticed only in print. A link is refused: it may lead out of the folder on another machine.

Bad::

    instansi: {nama: Dinas Kearsipan, logo: logo.pgn}

Good::

    instansi: {nama: Dinas Kearsipan, logo: logo.png}
"""

import codecs
import os
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase
from sopc.limits import PICTURE
from sopc.reader import TooLarge, Unreadable, read, size_in_words

CODE = "LNK010"
BINDING = "There is nothing to print in its place."
_PNG = (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"IEND\xaeB`\x82")
_JPEG = (b"\xff\xd8\xff", b"\xff\xd9")
_PICTURES = {".png": _PNG, ".jpg": _JPEG, ".jpeg": _JPEG, ".svg": (b"<", b"<svg")}
"""How the files of each kind begin, and what stands further on."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report a logo that is not there, lies elsewhere, or is no picture."""
    logo = context.catalogue.settings.agency.logo
    if logo is None:
        return
    place = context.root_place(SETTINGS_FILE, "instansi", "logo")
    try:
        found = _wrong(Path(place.file).parent, logo)
    except (OSError, RuntimeError, ValueError):
        found = _missing(logo)
    if found is not None:
        message, hint = found
        yield Diagnostic(CODE, message, place, hint)


def _missing(logo: str) -> tuple[Phrase, Phrase]:
    return (
        Phrase("there is no picture `{logo}`", logo=logo),
        Phrase("put it beside katalog.yaml"),
    )


def _wrong(root: Path, logo: str) -> tuple[Phrase, Phrase] | None:
    """What is wrong with a logo, and what to do. Raises OSError when it cannot be read."""
    path = root / logo
    # where it really is must be where it says: neither above the folder nor behind a link,
    # nor in a place of the machine's, on whatever system that would be one
    elsewhere = ".." in Path(logo).parts or bool(PureWindowsPath(logo).anchor)
    if elsewhere or path.resolve() != Path(os.path.normpath(root.resolve() / logo)):
        return (
            Phrase("`{logo}` is no file in the catalogue's folder", logo=logo),
            Phrase("put the picture itself beside katalog.yaml"),
        )
    if path.suffix.lower() not in _PICTURES:
        return (
            Phrase("`{logo}` is no picture", logo=logo),
            Phrase("a file ending in .png, .jpg or .svg"),
        )
    start, further = _PICTURES[path.suffix.lower()]
    try:
        data = read(path, PICTURE)
    except TooLarge:
        data = b""
    except Unreadable:
        return _missing(logo)
    text = data.removeprefix(codecs.BOM_UTF8).lstrip()
    if not text.startswith(start) or further not in data:
        return (
            Phrase("`{logo}` cannot be read as a picture", logo=logo),
            Phrase("save it anew, smaller than {size}", size=size_in_words(PICTURE)),
        )
    return None
