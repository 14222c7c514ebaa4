"""What a build is made from: digests of every input, and the versions of all that makes it.

Nothing here imports what prints pages: a build that has nothing to do must know it at once.
"""

import contextlib
import ctypes
import os
import platform
from collections.abc import Iterator, Mapping
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
    f"sopc/{folder}/" for folder in ("catalogue", "layout", "render", "assemble", "build")
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


def program_digest(inputs: Mapping[str, str]) -> str:
    """One digest of all that prints: its own text, too, for those who work on it."""
    own = {n: sha for n, sha in inputs.items() if n.startswith(_PRINTERS)}
    return digest("".join(f"{name} {own[name]}\n" for name in sorted(own)).encode("utf-8"))


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
