"""Where the templates and the fonts are: with the package, never the machine's own."""

import atexit
import os
import shutil
import sys
import tempfile
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from sopc.diagnostics import SopcError
from sopc.language import Phrase

REGULAR = "Source-Sans-Pro"
BOLD = "Source-Sans-Pro-Bold"
FACES = {
    REGULAR: "SourceSansPro-Regular.ttf",
    BOLD: "SourceSansPro-Bold.ttf",
    "Source-Sans-Pro-Italic": "SourceSansPro-It.ttf",
    "Source-Sans-Pro-Bold-Italic": "SourceSansPro-BoldIt.ttf",
}
"""The files of the printed font, by the names under which the page engine embeds them."""

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


def font_folder() -> Path:
    """The folder of the font files. Raises SopcError when the font package is not installed."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise SopcError(Phrase("the fonts are missing: pip install font-source-sans-pro"))
    return Path(spec.origin).parent / "files"


def isolate_fonts() -> None:
    """Make this process see the project's fonts only, so that pages are the same everywhere.

    Must run before WeasyPrint is imported (see ``engine``): fontconfig reads its settings then.
    They are kept in the user's cache folder, or in a temporary one where there is none to write to.
    """
    for name in _ELSEWHERE:
        os.environ.pop(name, None)
    os.environ["FONTCONFIG_FILE"] = str(_settings())


@cache
def _settings() -> Path:
    """The settings file, written once a process; those forked from it use the same one."""
    fonts = font_folder()
    name = f"fonts-{sha256(str(fonts).encode()).hexdigest()[:12]}"
    try:
        return _write_settings(_cache_folder() / "sopc" / name, fonts)
    except (OSError, RuntimeError):  # no home, or none that can be written
        folder = Path(tempfile.mkdtemp(prefix="sopc-")).absolute()
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return _write_settings(folder, fonts)


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


def _write_settings(folder: Path, fonts: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "fonts.conf"
    faces = "".join(f"<glob>{escape(str(fonts / file))}</glob>" for file in FACES.values())
    text = _FONTCONFIG.format(fonts=escape(str(fonts)), cache=escape(str(folder)), faces=faces)
    if not settings.is_file() or settings.read_text(encoding="utf-8") != text:
        beside = folder / f"fonts.conf.{os.getpid()}"  # another build may be reading the old one
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(settings)
    return settings
