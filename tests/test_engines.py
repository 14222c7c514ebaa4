"""Which module knows which engine: what contracts, docstrings and CONTRIBUTING.md say of it."""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.dependencies import distributions_by_import

ROOT = Path(__file__).parents[1]
CLAIM = re.compile(
    r"\b[Oo]nly\s+(?:user|reader|writer|importer|caller|module\s+that\s+\w+)\s+(?:of\s+)?"
    r"(?:the\s+)?(?P<engine>[\w-]*\w)"
)
"""*The only user of Jinja2*, and what amounts to the same."""
ALIASES = {"harfbuzz": "uharfbuzz", "dask": "distributed", "subprocess": "subprocess"}
"""What we call an engine whose package is called otherwise, and the standard library's one."""
PROMPTS = {"print", "input", "exit", "quit", "breakpoint"}
STREAMS = {"exit", "stdin", "stdout", "stderr"}

Users = Mapping[str, set[str]]


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.Module]:
    """Every module of ours, parsed, by its path in ``sopc``."""
    return {
        path.relative_to(ROOT / "sopc").as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "sopc").rglob("*.py"))
    }


def users_of(modules: Mapping[str, ast.Module]) -> Users:
    """Who imports what is not ours, wherever in a module: paths by the package's first name."""
    found = defaultdict(set)
    for path, tree in modules.items():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                found[name.partition(".")[0]].add(path)
    return found


@cache
def imported_as(engine: str) -> frozenset[str]:
    """The names under which what people call an engine is imported; none when there is none."""
    wanted = engine.casefold()
    if wanted in ALIASES:
        return frozenset({ALIASES[wanted]})
    return frozenset(
        name
        for name, distributions in distributions_by_import().items()
        if wanted in {name.casefold(), *distributions}
    )


def docstrings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""


def false_claims(modules: Mapping[str, ast.Module]) -> list[str]:
    """The sentences that call a module the only user of an engine, and are not so."""
    users, found = users_of(modules), []
    for path, tree in modules.items():
        for claim in (claim for text in docstrings(tree) for claim in CLAIM.finditer(text)):
            names = imported_as(claim["engine"])
            actual = {user for name in names for user in users.get(name, ())}
            if actual != {path}:
                found.append(f"{path}: {claim.group()}, but used by {sorted(actual)}")
    return found


def test_the_only_user_of_an_engine_is_the_only_one(modules: dict[str, ast.Module]) -> None:
    assert false_claims(modules) == []
    claims = [
        c for tree in modules.values() for text in docstrings(tree) for c in CLAIM.findall(text)
    ]
    assert {"WeasyPrint", "Pillow", "segno"} <= set(claims)


@pytest.mark.parametrize(
    ("path", "planted"),
    [
        ("render/svg.py", "import segno"),
        ("render/svg.py", "from segno.encoder import encode"),
        ("publish/store.py", "def f():\n    from PIL import Image"),
        ("render/dot.py", '"""The only user of Graphviz."""'),
        ("load/git.py", '"""The only user of the ``git`` program."""'),
        (
            "render/qr.py",
            '"""What is printed. The only\nuser of segno and the only reader of PDFs."""',
        ),
    ],
)
def test_a_claim_that_is_false_is_found(
    modules: dict[str, ast.Module], path: str, planted: str
) -> None:
    tree = ast.parse(planted)
    tree.body += modules[path].body[1:]
    assert false_claims({**modules, path: tree}) != []


def contracts() -> list[dict[str, list[str]]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    every = settings["tool"]["importlinter"]["contracts"]
    return [
        one for one in every if one["type"] == "forbidden" and one["source_modules"] == ["sopc"]
    ]


def test_every_engine_stands_in_a_contract(modules: dict[str, ast.Module]) -> None:
    foreign = set(users_of(modules)) - sys.stdlib_module_names - {"sopc"}
    held = {name for one in contracts() for name in one["forbidden_modules"]}
    assert foreign | {"subprocess"} == held


def test_contributing_names_who_imports_what(modules: dict[str, ast.Module]) -> None:
    users, told = users_of(modules), set()
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("| engine | modules |")[2].partition("\n\n")[0]
    for line in table.splitlines()[2:]:
        engines, places = (cell.strip() for cell in line.strip("|").split("|"))
        named = re.findall(r"`([^`]+)`", places)
        for engine in re.findall(r"[\w]+", engines.partition("`, for")[0]):
            (name,) = {name for name in imported_as(engine) if name in users}
            actual = {
                next((place for place in named if user.startswith(place)), user)
                for user in users[name]
            }
            assert actual == set(named), engine
            told.add(name)
    helpers = {"markupsafe", "pydantic_core", "asn1crypto", "pyhanko_certvalidator", "pkcs11"}
    assert told | helpers == {name for one in contracts() for name in one["forbidden_modules"]}


def test_only_the_command_line_prints_prompts_and_exits(modules: dict[str, ast.Module]) -> None:
    found = []
    for path, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                speaks = node.func.id in PROMPTS
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                speaks = node.value.id == "sys" and node.attr in STREAMS
            else:
                continue
            if speaks and not path.startswith("cli/"):
                found.append(f"{path}:{node.lineno}")
    assert found == []
