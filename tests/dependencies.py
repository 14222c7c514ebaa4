"""What pyproject.toml declares, what the lock files hold, and what is installed."""

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN, DEV = "requirements.txt", "requirements-dev.txt"
"""The lock files: of what runs `sopc`, and of that with what checks it."""
_KNOWN = sys.stdlib_module_names | {"sopc", "tests"}


def declared(*extras: str) -> dict[str, SpecifierSet]:
    """The packages that an installation with these extras asks for, with the versions allowed."""
    project = PROJECT["project"]
    asked: dict[str, SpecifierSet] = {}
    waiting = list(project["dependencies"])
    for extra in extras:
        waiting += project["optional-dependencies"][extra]
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name == project["name"]:
            for extra in requirement.extras:
                waiting += project["optional-dependencies"][extra]
        else:
            asked[name] = asked.get(name, SpecifierSet()) & requirement.specifier
    return asked


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of a lock file: its one version, where it is needed, and its files' digests."""

    requirement: Requirement
    version: Version
    digests: tuple[str, ...]

    @property
    def is_needed_here(self) -> bool:
        """Whether this Python on this system needs it."""
        return self.requirement.marker is None or self.requirement.marker.evaluate()


def locked(file: str) -> dict[str, Locked]:
    """The packages of a lock file by name. Raises ValueError when one has no exact version."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found: dict[str, Locked] = {}
    for entry in text.replace("\\\n", " ").splitlines():
        words = entry.partition("#")[0]
        if not words.strip():
            continue
        what, *digests = words.split("--hash=")
        requirement = Requirement(what.strip())
        (pin,) = requirement.specifier
        name = canonicalize_name(requirement.name)
        found[name] = Locked(requirement, Version(pin.version), tuple(d.strip() for d in digests))
    return found


def installed() -> dict[str, Version]:
    """The versions of all that is installed beside this Python."""
    return {canonicalize_name(d.name): Version(d.version) for d in distributions()}


@cache
def distributions_by_import() -> Mapping[str, set[str]]:
    """The packages that bring what is imported under a name."""
    return {
        top: {canonicalize_name(name) for name in names}
        for top, names in packages_distributions().items()
    }


def lowest(allowed: Mapping[str, SpecifierSet]) -> dict[str, Version]:
    """The lowest version of each package that is allowed, as it is written."""
    bounds = {"==", ">="}
    return {
        name: min(Version(part.version) for part in versions if part.operator in bounds)
        for name, versions in allowed.items()
        if any(part.operator in bounds for part in versions)
    }


@dataclass(frozen=True, slots=True)
class Import:
    """An import of another project's module: by the top of its name, ``lazy`` when it is not
    carried out as its file is loaded."""

    file: str
    line: int
    top: str
    lazy: bool


def imports(file: str, source: str) -> Iterator[Import]:
    """What a file of this text imports from other projects."""
    tree = ast.parse(source)
    later = {
        id(node)
        for holder in ast.walk(tree)
        if isinstance(holder, ast.FunctionDef | ast.AsyncFunctionDef) or _is_for_types(holder)
        for node in ast.walk(holder)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        else:
            continue
        for top in {name.partition(".")[0] for name in names}:
            if top not in _KNOWN:
                yield Import(file, node.lineno, top, id(node) in later)


def _is_for_types(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )
