"""A picture is one that a page can show: of its kind, whole, of a usual size, complete in itself.

That is the logo, and what lies beside the catalogue's own templates. At most 8 MiB and 25 million
pixels each; all together 32 MiB and 100 million. A drawing (SVG) has at most 20,000 elements, asks
for nothing outside it, and is drawn in a second or two: it is drawn anew on each page.

Bad::

    <svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.go.id/garuda.png"/></svg>

Good::

    <svg xmlns="http://www.w3.org/2000/svg"><path d="M1 1 L9 1 L5 8 Z"/></svg>
"""

import os
from collections.abc import Iterator
from pathlib import Path

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.catalogue.own_templates import own_templates
from sopc.check.links import logo
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Place
from sopc.language import Phrase
from sopc.limits import MATERIALS, PICTURE, PIXELS_TOGETHER
from sopc.pictures.examine import IMAGES, examined
from sopc.pictures.unfit import Unfit
from sopc.reader import Unreadable, read, size_in_words

CODE = "LNK015"
BINDING = "There is nothing to print in its place."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report pictures that no page can show, and more of them than a build can hold."""
    root = Path(context.root_place(SETTINGS_FILE).file).parent
    size = points = 0
    for path in _pictures(context, root):
        try:
            data = read(path, PICTURE)
        except Unreadable as error:
            yield _found(path, Unfit(error.reason))
            continue
        found, many = examined(path.suffix.lower(), data)
        if found is not None:
            yield _found(path, found)
        size, points = size + len(data), points + many
        if size > MATERIALS or points > PIXELS_TOGETHER:
            yield _too_many(context.root_place(SETTINGS_FILE))
            return


def _pictures(context: Context, root: Path) -> Iterator[Path]:
    """The logo, if its own rule has nothing against it, and what lies beside the templates."""
    settings = context.catalogue.settings
    if settings.agency.logo is not None and not any(logo.check(context)):
        yield root / settings.agency.logo
    folder = own_templates(root) if settings.has_own_templates else None
    if folder is None:
        return
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            is_picture = path.suffix.lower() in IMAGES and not name.startswith(".")
            if is_picture and path.is_file() and not path.is_symlink():
                yield path


def _found(path: Path, fault: Unfit) -> Diagnostic:
    # names are those of files: as they are shown, whatever they are
    place = Place(os.fsencode(path.as_posix()).decode("utf-8", "replace"), fault.line, fault.column)
    return Diagnostic(
        CODE,
        Phrase("this picture cannot be printed: {reason}", reason=fault.reason),
        place,
        fault.hint,
    )


def _too_many(place: Place) -> Diagnostic:
    message = Phrase(
        "the catalogue's pictures have more than {size}, or {points} million pixels, together",
        size=size_in_words(MATERIALS),
        points=PIXELS_TOGETHER // 10**6,
    )
    hint = Phrase("make them smaller, or leave some out")
    return Diagnostic(CODE, message, place, hint)
