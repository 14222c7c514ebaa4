"""What a build is made from: digests of every input, and the versions of all that makes it.

Nothing here imports what prints pages: a build that has nothing to do must know it at once.
"""

import contextlib
import ctypes
import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import sopc
from sopc.render.materials import IMAGES, OWN_TEMPLATES
from sopc.render.resources import FACES, font_folder, template_folder

_PACKAGES = (
    "weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "pyphen", "Pillow", "fonttools",
    "pikepdf", "uharfbuzz", "segno", "pydantic", "PyYAML", "Jinja2", "MarkupSafe", "graphviz",
    "font-source-sans-pro",
)  # fmt: skip
# libraries that lay out text, and the function of each that gives its version as text
_LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "pango_version_string"),
    "HarfBuzz": ("libharfbuzz.so.0", "hb_version_string"),
}


_PRINTERS = tuple(
    f"sopc/{folder}/" for folder in ("catalogue", "layout", "render", "assemble", "publish")
)


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal: how files and all that is stored are known."""
    return sha256(data).hexdigest()


def input_digests(root: Path, out: Path) -> dict[str, str]:
    """SHA-256 of the catalogue's files, of the templates, the fonts and the program itself.

    By names that do not depend on where the catalogue lies. What is in ``out`` is no input.
    """
    named = {f"sops/{path}": root / path for path in sorted(_catalogue_files(root, out))}
    templates, program = template_folder(), Path(sopc.__file__).parent
    named |= {f"templates/{path}": templates / path for path in sorted(_files(templates))}
    named |= {f"fonts/{file}": font_folder() / file for file in FACES.values()}
    named |= {f"sopc/{p}": program / p for p in sorted(_files(program)) if p.endswith(".py")}
    return {name: digest(path.read_bytes()) for name, path in named.items()}


def _catalogue_files(root: Path, out: Path) -> Iterator[str]:
    """The files of a catalogue at which a build looks."""
    inside = None
    with contextlib.suppress(ValueError):
        inside = out.resolve().relative_to(root.resolve()).as_posix()
    for name in _files(root):
        if inside is not None and (name == inside or name.startswith(f"{inside}/")):
            continue
        suffix = Path(name).suffix.lower()
        if suffix == ".yaml" or suffix in IMAGES or name.startswith(f"{OWN_TEMPLATES}/"):
            yield name


def _files(folder: Path, above: str = "") -> Iterator[str]:
    """The regular files below a folder, by their path in it; hidden ones and links do not count."""
    try:
        with os.scandir(folder) as items:
            for item in items:
                if item.name.startswith(".") or item.name == "__pycache__":
                    continue
                if item.is_dir(follow_symlinks=False):
                    yield from _files(Path(item.path), f"{above}{item.name}/")
                elif item.is_file(follow_symlinks=False):
                    yield above + item.name
    except OSError:  # whoever reads the catalogue says so
        return


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build is made from: the digests of files, by name, and the makers' versions."""

    files: Mapping[str, str]
    versions: Mapping[str, str]

    @property
    def makers(self) -> dict[str, str]:
        """What has a say in every page, in words: the versions, and the program itself."""
        own = sorted(item for item in self.files.items() if item[0].startswith(_PRINTERS))
        named = {f"version of {name}": text for name, text in self.versions.items()}
        return named | {"the program itself": digest(repr(own).encode("utf-8"))}


def take_inputs(root: Path, out: Path) -> Inputs:
    """The inputs of a build of the catalogue in ``root`` into ``out``, as they are now."""
    return Inputs(input_digests(root, out), maker_versions())


def maker_versions() -> dict[str, str]:
    """The versions of everything that has a say in the bytes of the outputs."""
    found = {"sopc": sopc.__version__, "Python": platform.python_version()}
    for name in _PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    for name, (library, function) in _LIBRARIES.items():
        with contextlib.suppress(OSError, AttributeError):
            ask = getattr(ctypes.CDLL(library), function)
            ask.restype = ctypes.c_char_p
            found[name] = ask().decode("ascii")
    return found
