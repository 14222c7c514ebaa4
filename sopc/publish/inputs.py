"""What a build is made from: digests of every input, and the versions of all that makes it.

Nothing here imports what prints pages: a build that has nothing to do must know it at once.
"""

import contextlib
import ctypes
import errno
import os
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import sopc
from sopc.catalogue.own_templates import OWN_TEMPLATES
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.limits import PICTURE, YAML
from sopc.load.checked_out import Commit, checked_out
from sopc.load.file_names import printable
from sopc.pictures.examine import IMAGES
from sopc.reader import TooLarge, Unreadable, read, read_own
from sopc.render.resources import FAMILIES, template_folder

_PACKAGES = (
    "weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "pyphen", "Pillow", "fonttools",
    "pikepdf", "uharfbuzz", "segno", "pydantic", "PyYAML", "Jinja2", "MarkupSafe", "graphviz",
    "font-source-sans-pro",
)  # fmt: skip
# libraries that lay out text, and the function of each that gives its version as text
_LIBRARIES = {
    "Pango": (
        ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
        "pango_version_string",
    ),
    "HarfBuzz": (
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
        "hb_version_string",
    ),
}


_SHORT = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)
"""What this machine is short of says nothing of a catalogue."""
_NO_SAY = ("sopc/cli/", "sopc/check/", "sopc/report/")
"""What of the program has no say in the pages: all else has, also what is added to it."""


_OF_CATALOGUE = "sops/"
UNREAD = ""
"""In the place of the digest of a file that nothing reads to its end."""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal: how files and all that is stored are known."""
    return sha256(data).hexdigest()


def input_digests(root: Path, out: Path) -> dict[str, str]:
    """SHA-256 of the catalogue's files, of the templates, the fonts and the program itself.

    By names that do not depend on where the catalogue lies. What is in ``out`` is no input; a file
    that is too large for any page has ``UNREAD`` in the place of a digest. Raises SopcError.
    """
    return {
        name: digest(data) if (data := _bytes(name, path)) is not None else UNREAD
        for name, path in _input_files(root, out).items()
    }


def _bytes(name: str, path: Path) -> bytes | None:
    """A file's bytes; None for one of the catalogue that nothing reads to its end.

    That is a large one: a YAML file is refused, a picture printed nowhere. And a YAML file that
    cannot be read, which its reader tells. Raises SopcError for any other.
    """
    if not name.startswith(_OF_CATALOGUE):
        return read_own(path)
    is_yaml = path.suffix.lower() == ".yaml"
    try:
        return read(path, YAML if is_yaml else PICTURE)
    except TooLarge:
        return None
    except Unreadable as error:
        if is_yaml:
            return None
        raise SopcError(
            Phrase("cannot read `{path}`: {reason}", path=printable(path), reason=error.reason)
        ) from None


def _input_files(root: Path, out: Path) -> dict[str, Path]:
    """The files that a build reads, by the names of its inputs."""
    named = {
        f"{source.name}{_written(path)}": source.folder / path
        for source in _sources(root, out)
        for path in sorted(_files(source.folder))
        if source.reads(path)
    }
    fonts = (path for family in FAMILIES.values() for path in family.paths.values())
    return named | {f"fonts/{path.name}": path for path in fonts}


def _written(path: str) -> str:
    """A path as text that can be stored: a name that is not UTF-8 with the numbers of its bytes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class _Source:
    """A folder that a build reads, how its files' names begin, and which of them are read."""

    name: str
    folder: Path
    reads: Callable[[str], bool]


def _sources(root: Path, out: Path) -> tuple[_Source, ...]:
    program = Path(sopc.__file__).parent
    return (
        _Source(_OF_CATALOGUE, root, partial(is_of_catalogue, _inside(root, out))),
        _Source("templates/", template_folder(), _is_listed),
        _Source("sopc/", program, _is_of_program),
    )


def _is_of_program(path: str) -> bool:
    """Whether a file of the program has a say in what it does: its code, and the forms."""
    return _is_listed(path) and path.endswith((".py", ".yaml"))


def _inside(root: Path, out: Path) -> str | None:
    """Where the outputs are within the catalogue's folder, if they are."""
    with contextlib.suppress(ValueError):
        return out.resolve().relative_to(root.resolve()).as_posix()
    return None


def is_of_catalogue(outputs: str | None, path: str) -> bool:
    """Whether a build looks at a file of a catalogue."""
    if not _is_listed(path) or (outputs is not None and f"{path}/".startswith(f"{outputs}/")):
        return False
    suffix = Path(path).suffix.lower()
    return suffix == ".yaml" or suffix in IMAGES or path.startswith(f"{OWN_TEMPLATES}/")


def _is_listed(path: str) -> bool:
    """Whether no part of a path is hidden, or made by Python."""
    return not any(part.startswith(".") or part == "__pycache__" for part in path.split("/"))


def _files(folder: Path, above: str = "") -> Iterator[str]:
    """The regular files below a folder, by their path in it; hidden ones and links do not count."""
    try:
        with os.scandir(folder) as items:
            for item in items:
                if not _is_listed(item.name):
                    continue
                if item.is_dir(follow_symlinks=False):
                    yield from _files(Path(item.path), f"{above}{item.name}/")
                elif item.is_file(follow_symlinks=False):
                    yield above + item.name
    except OSError as error:
        if error.errno in _SHORT:
            raise
        yield f"{above}*.yaml"  # whoever reads the catalogue says so: it is not as it was


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build is made from: the digests of files, by name, and the makers' versions.

    ``commit`` is the one that is checked out where the catalogue lies, None if there is none;
    ``dirty`` says whether the catalogue, or what of templates and program is in the same
    repository, differs from it.
    """

    files: Mapping[str, str]
    versions: Mapping[str, str]
    commit: str | None = None
    dirty: bool | None = None

    @property
    def makers(self) -> dict[str, str]:
        """What has a say in every page, in words: the versions, the program itself, the fonts."""
        named = {f"version of {name}": text for name, text in self.versions.items()}
        own = [name for name in self.files if name.startswith("sopc/")]
        fonts = [name for name in self.files if name.startswith("fonts/")]
        return named | {
            "the program itself": self._of(name for name in own if not name.startswith(_NO_SAY)),
            "the fonts": self._of(fonts),
        }

    def _of(self, names: Iterable[str]) -> str:
        """One digest of some files."""
        return digest(repr([(name, self.files[name]) for name in sorted(names)]).encode("utf-8"))


def take_inputs(root: Path, out: Path) -> Inputs:
    """The inputs of a build of the catalogue in ``root`` into ``out``, as they are now."""
    sources = _sources(root, out)
    commit = checked_out([source.folder for source in sources])
    kept = _kept(sources, commit) if commit else {}
    digests, same = {}, set()
    for name, path in _input_files(root, out).items():
        data = _bytes(name, path)
        if data is None:
            digests[name] = UNREAD
            continue
        digests[name] = digest(data)
        if commit and name in kept and commit.has(kept[name], data):
            same.add(name)
    if commit is None:
        return Inputs(digests, maker_versions())
    # a program that was installed is no part of the repository, wherever it lies
    sides = tuple({"sops/", *(f"{name.partition('/')[0]}/" for name in kept)})
    unread = {name for name in digests if digests[name] == UNREAD}
    now = {name for name in digests if name.startswith(sides)}
    differs = (now | kept.keys()) - unread != same
    return Inputs(digests, maker_versions(), commit.name, dirty=differs)


def _kept(sources: Iterable[_Source], commit: Commit) -> dict[str, str]:
    """What a build of a commit would read: names of inputs → paths from the repository's root."""
    found: dict[str, str] = {}
    for source in sources:
        above = commit.folder(source.folder)
        if above is None:
            continue
        below = (path for path in commit.files if path.startswith(above))
        inside = {path.removeprefix(above): path for path in below}
        found |= {f"{source.name}{p}": path for p, path in inside.items() if source.reads(p)}
    return found


def maker_versions() -> dict[str, str]:
    """The versions of everything that has a say in the bytes of the outputs."""
    found = {"sopc": sopc.__version__, "Python": platform.python_version()}
    for name in _PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    for name, (files, function) in _LIBRARIES.items():
        for file in files:  # as Linux, macOS and Windows call it
            with contextlib.suppress(OSError, AttributeError):
                ask = getattr(ctypes.CDLL(file), function)
                ask.restype = ctypes.c_char_p
                found[name] = ask().decode("ascii")
                break
    return found
