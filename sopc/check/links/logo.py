"""The logo is a picture in the catalogue's folder.

It is printed on every cover and identity page; a wrong name would be noticed only in print.

Bad::

    instansi: {nama: Dinas Kearsipan, logo: logo.pgn}

Good::

    instansi: {nama: Dinas Kearsipan, logo: logo.png}
"""

from collections.abc import Iterator
from pathlib import Path

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic

CODE = "LNK010"
_PICTURES = {
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".svg": b"<",
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Report a logo that is not there, lies elsewhere, or is no picture."""
    logo = context.catalogue.settings.agency.logo
    if logo is None:
        return
    place = context.root_place(SETTINGS_FILE, "instansi", "logo")
    root = Path(place.file).parent
    start = _PICTURES.get(Path(logo).suffix.lower())
    try:
        path = (root / logo).resolve()
        inside = path.is_relative_to(root.resolve())
        with path.open("rb") as file:
            found = file.read(16).lstrip()
    except (OSError, RuntimeError):
        yield Diagnostic(CODE, f"there is no picture `{logo}`", place, "put it beside katalog.yaml")
        return
    if not inside or start is None or not found.startswith(start):
        message = f"`{logo}` is no picture in the catalogue's folder"
        yield Diagnostic(CODE, message, place, "a file ending in .png, .jpg or .svg")
