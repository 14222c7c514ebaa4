"""What pages are made of besides the catalogue's text: templates and pictures, as plain data."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sopc.catalogue.own_templates import own_templates
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.load.files import printable

if TYPE_CHECKING:  # whether there is anything to build is told without reading a catalogue
    from sopc.catalogue.form import TypefaceName

IMAGES = (".png", ".jpg", ".jpeg", ".svg")
PICTURES = "file:///pictures/"
"""Where pages find pictures: no folder of any machine, so that pages are the same on all."""
STYLESHEET = "print.css"
_OF_BOOKS = (
    "front.html.j2", "matter.html.j2", "unit.html.j2", "annex.html.j2", "relations.html.j2"
)  # fmt: skip
_MOST = 1 << 24  # bytes of a picture or template; a larger one is a mistake


@dataclass(frozen=True, slots=True)
class Materials:
    """Templates (with the style sheet) and pictures, by name, and the typeface's name.

    Can be sent to another machine.
    """

    templates: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[str, bytes], ...]
    logo: str | None
    typeface: "TypefaceName"

    @property
    def stylesheet(self) -> str:
        """The text of the style sheet that all pages share."""
        return dict(self.templates)[STYLESHEET]

    def of_sops(self) -> "Materials":
        """Without the templates that only books use: SOPs do not depend on those."""
        templates = tuple((n, text) for n, text in self.templates if n not in _OF_BOOKS)
        return replace(self, templates=templates)

    def of_pages(self) -> "Materials":
        """What finished HTML still needs: the style sheet and the pictures."""
        return replace(self, templates=((STYLESHEET, self.stylesheet),))

    def components(self) -> dict[str, str]:
        """The SHA-256 of each, by a name that an editor knows."""
        found = {f"template {name}": text.encode("utf-8") for name, text in self.templates}
        found |= {f"picture {name}": data for name, data in self.pictures}
        found["the typeface"] = self.typeface.encode("utf-8")
        return {name: sha256(data).hexdigest() for name, data in found.items()}


def read_materials(
    root: Path,
    logo: str | None,
    templates: Path,
    typeface: "TypefaceName",
    *,
    with_own: bool = False,
) -> Materials:
    """Read the materials of the catalogue in ``root``; ``templates`` are those of the program.

    Pictures are the logo, and ``with_own`` what lies beside the catalogue's own templates, which
    are not read otherwise. Raises SopcError when one of them cannot be read.
    """
    own = own_templates(root) if with_own else None
    texts: dict[str, str] = {}
    pictures: dict[str, bytes] = {}
    for folder in (templates, own) if own else (templates,):
        for path in _files(folder):
            name = path.relative_to(folder).as_posix()
            if path.suffix.lower() in IMAGES:
                pictures[name] = _read(path)
            elif path.suffix in (".j2", ".css"):
                texts[name] = _decoded(path)
    if logo:
        pictures[logo] = _read(root / logo)
    return Materials(tuple(sorted(texts.items())), tuple(sorted(pictures.items())), logo, typeface)


def _files(folder: Path) -> Iterator[Path]:
    """The regular files below a folder; hidden ones and links are not looked at.

    Raises SopcError for a folder that cannot be opened, and for a name that is not UTF-8: pages
    could not ask for it.
    """
    found = []
    for place, folders, names in os.walk(folder, onerror=_closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if not name.startswith(".")]
    for path in sorted(found):
        if path.is_file() and not path.is_symlink():
            if printable(path) != path.as_posix():
                raise SopcError(
                    Phrase("the name of `{path}` is not UTF-8: rename it", path=printable(path))
                )
            yield path


def _closed(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # a catalogue needs no templates of its own
        raise SopcError(
            Phrase(
                "cannot read `{path}`: {reason}",
                path=printable(str(error.filename)),
                reason=error.strerror or "?",
            )
        )


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise SopcError(Phrase("`{path}` is not a file", path=path))
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SopcError(
            Phrase("cannot read `{path}`: {reason}", path=path, reason=reason)
        ) from None
    if len(data) > _MOST:
        raise SopcError(Phrase("`{path}` is larger than 16 MiB", path=path))
    return data


def _decoded(path: Path) -> str:
    try:
        return _read(path).decode("utf-8")
    except UnicodeDecodeError:
        raise SopcError(Phrase("the template `{path}` is not UTF-8 text", path=path)) from None
