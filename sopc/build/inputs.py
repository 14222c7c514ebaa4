"""What a build was made from: digests of every input, and the versions that made it."""

from importlib.metadata import version
from pathlib import Path

from sopc import __version__
from sopc.build.publish import sha256
from sopc.render.resources import FACES, font_folder, template_folder

IMAGES = (".png", ".jpg", ".jpeg", ".svg")
_MAKERS = ("weasyprint", "pikepdf", "pydantic", "PyYAML", "Jinja2", "font-source-sans-pro")


def input_digests(root: Path) -> dict[str, str]:
    """SHA-256 of the catalogue's files, of the templates and of the fonts, by stable names."""
    read = [path for path in _files(root) if _is_read(path.relative_to(root))]
    named = {f"sops/{path.relative_to(root).as_posix()}": path for path in read}
    templates = template_folder()
    named |= {f"templates/{p.relative_to(templates).as_posix()}": p for p in _files(templates)}
    named |= {f"fonts/{face}": font_folder() / face for face in FACES}
    return {name: sha256(path.read_bytes()) for name, path in sorted(named.items())}


def _is_read(path: Path) -> bool:
    """Whether a build looks at a file of the catalogue: not at its own outputs, say."""
    return path.suffix == ".yaml" or path.suffix in IMAGES or path.parts[0] == "templates"


def _files(folder: Path) -> list[Path]:
    """All files below a folder but hidden ones."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def maker_versions() -> dict[str, str]:
    """The versions of everything that has a say in the bytes of the outputs."""
    return {"sopc": __version__, **{name: version(name) for name in _MAKERS}}
