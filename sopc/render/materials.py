"""What pages are made of besides the catalogue's text: templates and pictures, as plain data."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sopc.catalogue.own_templates import own_templates
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.limits import MATERIALS, PICTURE, TEMPLATE
from sopc.load.file_names import printable
from sopc.pictures.examine import IMAGES
from sopc.reader import Unreadable, read, size_in_words
from sopc.refusals import reason_of

if TYPE_CHECKING:  # whether there is anything to build is told without reading a catalogue
    from sopc.catalogue.form import TypefaceName

PICTURES = "file:///pictures/"
"""Where pages find pictures: no folder of any machine, so that pages are the same on all."""
STYLESHEET = "print.css"
_OF_BOOKS = (
    "front.html.j2", "matter.html.j2", "unit.html.j2", "annex.html.j2", "relations.html.j2"
)  # fmt: skip


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
    are not read otherwise. Raises SopcError when one of them cannot be read, or all together are
    too large.
    """
    own = own_templates(root) if with_own else None
    texts: dict[str, str] = {}
    pictures: dict[str, bytes] = {}
    for folder in (templates, own) if own else (templates,):
        for path in _files(folder):
            name = path.relative_to(folder).as_posix()
            if path.suffix.lower() in IMAGES:
                pictures[name] = _read(path, PICTURE)
            elif path.suffix in (".j2", ".css"):
                texts[name] = _decoded(path)
            _hold_total(root, texts, pictures)
    if STYLESHEET not in texts:
        raise SopcError(Phrase("the templates of sopc are missing: install it again"))
    if logo:
        pictures[logo] = _read(root / logo, PICTURE)
    return Materials(tuple(sorted(texts.items())), tuple(sorted(pictures.items())), logo, typeface)


def _hold_total(root: Path, texts: Mapping[str, str], pictures: Mapping[str, bytes]) -> None:
    """Raises SopcError when so much was read that not every process could hold it."""
    total = sum(map(len, texts.values())) + sum(map(len, pictures.values()))
    if total > MATERIALS:
        raise SopcError(
            Phrase(
                "the templates and pictures in `{folder}` have more than {size} together",
                folder=root,
                size=size_in_words(MATERIALS),
            )
        )


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
                reason=reason_of(error),
            )
        )


def _read(path: Path, most: int) -> bytes:
    try:
        return read(path, most)
    except Unreadable as error:
        raise SopcError(
            Phrase("cannot read `{path}`: {reason}", path=path, reason=error.reason)
        ) from None


def _decoded(path: Path) -> str:
    try:
        return _read(path, TEMPLATE).decode("utf-8")
    except UnicodeDecodeError:
        raise SopcError(Phrase("the template `{path}` is not UTF-8 text", path=path)) from None
