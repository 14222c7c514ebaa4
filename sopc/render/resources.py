"""Where the templates and the fonts are: with the package, never the machine's own."""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.reader import read_own

if TYPE_CHECKING:  # whether there is anything to build is told without reading a catalogue
    from sopc.catalogue.form import TypefaceName


@dataclass(frozen=True, slots=True)
class Family:
    """A printed typeface: its name in style sheets, its four files, and the package that they come
    in; without one they come with this program, in ``sopc/fonts``.

    ``embedded`` is how the names begin under which the page engine embeds its faces.
    """

    name: str
    package: str | None
    embedded: str
    regular: str
    bold: str
    italic: str
    bold_italic: str

    @property
    def files(self) -> dict[str, str]:
        """The files of the faces, by the names under which the page engine embeds them."""
        return {
            self.embedded: self.regular,
            f"{self.embedded}-Bold": self.bold,
            f"{self.embedded}-Italic": self.italic,
            f"{self.embedded}-Bold-Italic": self.bold_italic,
        }

    @property
    def folder(self) -> Path:
        """The folder of the files. Raises SopcError when the package is not installed."""
        if self.package is None:
            return Path(__file__).parent.parent / "fonts" / self.name.lower()
        spec = find_spec(self.package.replace("-", "_"))
        if spec is None or spec.origin is None:
            raise SopcError(
                Phrase("the fonts are missing: pip install {package}", package=self.package)
            )
        return Path(spec.origin).parent / "files"

    @property
    def paths(self) -> dict[str, Path]:
        """Where the files are, by the same names. Raises SopcError when they are missing."""
        return {name: self.folder / file for name, file in self.files.items()}


FAMILIES: "Mapping[TypefaceName, Family]" = {
    "Source Sans": Family(
        "Source Sans Pro",
        "font-source-sans-pro",
        "Source-Sans-Pro",
        "SourceSansPro-Regular.ttf",
        "SourceSansPro-Bold.ttf",
        "SourceSansPro-It.ttf",
        "SourceSansPro-BoldIt.ttf",
    ),
    "Roboto": Family(
        "Roboto",
        None,
        "Roboto",
        "Roboto-Regular.ttf",
        "Roboto-Bold.ttf",
        "Roboto-Italic.ttf",
        "Roboto-BoldItalic.ttf",
    ),
}
"""The typefaces that a form may name (``huruf``). One book is set in one of them."""

_ELSEWHERE = ("FONTCONFIG_PATH", "FONTCONFIG_SYSROOT")
"""Variables by which fontconfig would look for its settings and fonts in other places."""

_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <selectfont>
    <rejectfont><glob>*</glob></rejectfont>
    <acceptfont>{faces}</acceptfont>
  </selectfont>
</fontconfig>
"""


def template_folder() -> Path:
    """The folder of templates: inside an installed package, else beside it in the repository."""
    package = Path(__file__).parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def isolate_fonts(typeface: "TypefaceName" = "Source Sans") -> None:
    """Make this process see one of the project's typefaces only, so that pages are the same
    everywhere and no letter is taken from another font.

    Must run before WeasyPrint is imported (see ``engine``), and again before pages are set in
    another typeface (see ``page.PageEngine``): fontconfig reads its settings then. They are kept in
    the user's cache folder, or in a temporary one where there is none to write to.
    """
    for name in _ELSEWHERE:
        os.environ.pop(name, None)
    os.environ["FONTCONFIG_FILE"] = str(_settings(typeface))


@cache
def _settings(typeface: "TypefaceName") -> Path:
    """The settings file, written once a process; those forked from it use the same one."""
    paths = FAMILIES[typeface].paths
    name = f"fonts-{sha256(str([*paths.values()]).encode()).hexdigest()[:12]}"
    try:
        return _write_settings(_cache_folder() / "sopc" / name, [*paths.values()])
    except (OSError, RuntimeError, UnicodeError):  # no home, or none that can be written or named
        folder = Path(tempfile.mkdtemp(prefix="sopc-")).absolute()
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return _write_settings(folder, [*paths.values()])


def _cache_folder() -> Path:
    """The user's folder for what can be made again. Raises RuntimeError when there is none.

    Where its path is relative it does not count, as the XDG specification says: fontconfig would
    not find the settings there, and take the machine's own.
    """
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    folder = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    if not folder.is_absolute():
        raise RuntimeError("no home folder")
    return folder


def _write_settings(folder: Path, fonts: Sequence[Path]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "fonts.conf"
    faces = "".join(f"<glob>{escape(str(file))}</glob>" for file in fonts)
    where = escape(str(fonts[0].parent))
    text = _FONTCONFIG.format(fonts=where, cache=escape(str(folder)), faces=faces)
    if not settings.is_file() or read_own(settings) != text.encode("utf-8"):
        beside = folder / f"fonts.conf.{os.getpid()}"  # another build may be reading the old one
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(settings)
    return settings
