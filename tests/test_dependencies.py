"""What is imported is declared, what is declared is true, and what is locked is whole."""

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from importlib.metadata import distribution

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.dependencies import (
    DEV,
    PROJECT,
    ROOT,
    RUN,
    Import,
    declared,
    distributions_by_import,
    imports,
    installed,
    locked,
    lowest,
)

EXTRAS = {
    "sopc/sign/making/token.py": ("sign", "pkcs11"),
    "sopc/sign/": ("sign",),
    "sopc/cli/built.py": ("sign",),
    "sopc/lsp/": ("lsp",),
    "sopc/serve/": ("serve",),
    "tests/": ("dev",),
}
"""What may be imported where, besides what every installation has: the first match counts."""
NOT_IMPORTED = {
    "font-source-sans-pro": "its files are read, no code of it is run",
}
INSTALLED_BY_MAKE = {
    ("tests/fuzz/one.py", "atheris"),
    ("tests/serve/firefox/walk.py", "marionette_driver"),
}
"""What a file imports that only a target of the Makefile installs, for itself, in one version."""
VERSIONS = os.environ.get("SOPC_VERSIONS", "locked")
"""Which versions this run tries: those of the lock, or the lowest, or the newest."""


@cache
def _imports(folder: str) -> list[Import]:
    files = sorted((ROOT / folder).rglob("*.py"))
    return [
        found
        for file in files
        for found in imports(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
    ]


def _extras(found: Import) -> tuple[str, ...]:
    given = next((extras for start, extras in EXTRAS.items() if found.file.startswith(start)), ())
    return tuple(PROJECT["project"]["optional-dependencies"]) if found.lazy else given


@pytest.mark.parametrize("folder", ["sopc", "tests"])
def test_what_is_imported_is_declared(folder: str) -> None:
    """By the installation that the file is part of; an extra's, elsewhere, only when needed."""
    brought_by = distributions_by_import()
    undeclared = [
        f"{found.file}:{found.line}: {found.top}"
        for found in _imports(folder)
        if brought_by.get(found.top, set()).isdisjoint(declared(*_extras(found)))
        and (found.file, found.top) not in INSTALLED_BY_MAKE
    ]
    assert undeclared == []


def test_what_make_installs_for_one_file_is_one_version() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for file, package in INSTALLED_BY_MAKE:
        assert (ROOT / file).is_file()
        assert re.search(rf"'{package}==[\d.]+'", makefile)


def test_what_is_declared_for_running_is_used() -> None:
    brought_by = distributions_by_import()
    used = {name for found in _imports("sopc") for name in brought_by[found.top]}
    asked = set(declared("sign", "pkcs11", "dask", "lsp", "serve"))
    assert asked - used == set(NOT_IMPORTED)


_SMALLEST = """
import sys
from importlib import import_module

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1].split(","):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
for name in sys.argv[2:]:
    import_module(name)
"""


def test_only_signing_loads_what_signing_needs() -> None:
    """The smallest installation has no extra; whatever it runs can be loaded without them."""
    base, brought_by = set(declared()), distributions_by_import()
    extras = set(declared("sign", "pkcs11", "dask", "lsp", "serve")) - base
    missing = [top for top, names in brought_by.items() if names and names <= extras]
    assert {"pyhanko", "cryptography", "distributed", "pygls"} <= set(missing)
    files = [file.relative_to(ROOT) for file in sorted((ROOT / "sopc").rglob("*.py"))]
    modules = [(".".join(file.with_suffix("").parts), file.as_posix()) for file in files]
    small = [module for module, file in modules if not file.startswith(tuple(EXTRAS))]
    done = subprocess.run(
        [sys.executable, "-c", _SMALLEST, ",".join(missing), *small],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_build_group_repeats_what_a_build_requires() -> None:
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]


@pytest.mark.parametrize(
    ("file", "extras"),
    [(RUN, ("sign", "pkcs11", "dask", "lsp")), (DEV, ("sign", "pkcs11", "dask", "lsp", "dev"))],
)
def test_the_lock_holds_what_is_declared(file: str, extras: tuple[str, ...]) -> None:
    held = locked(file)
    asked = declared(*extras)
    for text in PROJECT["build-system"]["requires"]:
        requirement = Requirement(text)
        asked[canonicalize_name(requirement.name)] = requirement.specifier
    outside = [
        name
        for name, allowed in asked.items()
        if name not in held or held[name].version not in allowed
    ]
    assert outside == []


@pytest.mark.parametrize("file", [RUN, DEV])
def test_every_locked_file_is_known_by_its_digest(file: str) -> None:
    held = locked(file)
    assert held
    for name, package in held.items():
        assert package.digests, name
        assert all(len(d) == 71 and d.startswith("sha256:") for d in package.digests), name


@pytest.mark.parametrize("file", [RUN, DEV])
def test_a_lock_names_no_server_and_no_place(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_what_checks_runs_with_the_same_versions() -> None:
    run, dev = locked(RUN), locked(DEV)
    assert {n: p.version for n, p in run.items()} == {n: dev[n].version for n in run if n in dev}


def test_what_is_installed_is_what_this_run_tries() -> None:
    """The lock's versions; in ``make lowest`` the declared bounds, so that these are true."""
    here = installed()
    if VERSIONS == "locked":
        wanted = {name: p.version for name, p in locked(DEV).items() if p.is_needed_here}
    elif VERSIONS == "lowest":
        wanted = lowest(declared("dev"))
    else:
        assert VERSIONS == "newest"
        wanted = {name: here[name] for name in declared("dev")}
    assert {name: here.get(name) for name in wanted} == wanted


def test_nothing_is_missing_of_what_is_installed() -> None:
    """Every package has what it asks for itself: the lock is installed without asking."""
    here = installed()
    wrong = []
    for name in here:
        for text in distribution(name).requires or []:
            requirement = Requirement(text)
            if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
                continue
            version = here.get(canonicalize_name(requirement.name))
            if version is None or not requirement.specifier.contains(version, prereleases=True):
                wrong.append(f"{name} asks for {text}, and {version} is there")
    assert wrong == []


def test_every_bound_is_a_version() -> None:
    """No package may have any version whatever: who would have tried it?"""
    unbounded = set(declared("dev")) - set(lowest(declared("dev")))
    assert unbounded == set()


@pytest.mark.parametrize("target", ["build", "check", "test", "docs"])
def test_make_installs_nothing_but_what_is_locked(target: str) -> None:
    """By what make would run: ``.venv`` made anew from the lock files, sopc itself from here."""
    command = ["make", "--dry-run", "--always-make", target]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    installs = [line for line in done.stdout.splitlines() if " install " in line and "pip" in line]
    assert len(installs) == (3 if target == "test" else 2)
    assert all(_installs_only_what_is_known(line) for line in installs), installs


def _scripts(recipe: str) -> list[str]:
    """What a service runs, by its file."""
    read = yaml.safe_load((ROOT / recipe).read_text(encoding="utf-8"))
    if recipe == "action.yml":
        return [step["run"] for step in read["runs"]["steps"] if "run" in step]
    return [*read["default"]["before_script"], *read["sop-build"]["script"]]


@pytest.mark.parametrize("recipe", ["action.yml", "docs/ci/gitlab.yml"])
def test_a_service_installs_nothing_but_what_is_locked(recipe: str) -> None:
    lines = "\n".join(_scripts(recipe)).replace("\\\n", "").splitlines()
    installs = [line for line in lines if "pip install" in line]
    assert len(installs) == 2
    assert all(_installs_only_what_is_known(line) for line in installs), installs


def _installs_only_what_is_known(line: str) -> bool:
    """Whether a call of pip installs what is locked, or sopc itself and nothing with it."""
    words = shlex.split(line)
    from_lock = "--require-hashes" in words and words[-2] == "--requirement"
    itself = (
        words[-1] in {".", "$GITHUB_ACTION_PATH", "$SOPC_HOME"} and "--no-build-isolation" in words
    )
    return "--no-deps" in words and (from_lock or itself)


def test_the_tests_that_are_slow_are_there() -> None:
    """What ``make lowest`` leaves out: a name that is no more would leave out nothing, unseen."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    left_out = re.findall(r"--ignore=(\S+)", makefile)
    assert left_out
    assert all((ROOT / path).exists() for path in left_out)


@pytest.mark.parametrize("package", ["weasyprint", "pyhanko"])
def test_the_next_release_is_not_taken_unseen(package: str) -> None:
    """Private parts of these are used (``test_private_parts.py`` in ``render`` and ``sign``)."""
    allowed = declared("sign")[package]
    tried = locked(RUN)[package].version
    following = f"0.{tried.minor + 1}" if tried.major == 0 else f"{tried.major + 1}"
    assert tried in allowed
    assert Version(following) not in allowed


@pytest.mark.parametrize(
    ("source", "tops"),
    [
        ("import pyhanko.sign", [("pyhanko", False)]),
        ("def f():\n    from distributed import Client", [("distributed", True)]),
        ("if TYPE_CHECKING:\n    import pikepdf", [("pikepdf", True)]),
        ("try:\n    import pkcs11\nexcept ImportError:\n    pass", [("pkcs11", False)]),
        ("from . import x\nimport os, yaml", [("yaml", False)]),
    ],
)
def test_imports_are_found(source: str, tops: list[tuple[str, bool]]) -> None:
    assert [(found.top, found.lazy) for found in imports("x.py", source)] == tops


def test_the_lowest_version_is_read_from_the_bounds() -> None:
    asked = {"click": Requirement("click>=8.2,<9").specifier, "x": Requirement("x<3").specifier}
    assert lowest(asked) == {"click": Version("8.2")}
