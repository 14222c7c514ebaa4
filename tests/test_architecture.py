"""What docs/architecture.md names is there, by the name it says."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMED = sorted(
    set(re.findall(r"`(?:sopc/)?((?:\w+/)*\w+\.py)(?::([\w.]+))?`", TEXT)), key=lambda each: each
)


def defined(path: Path) -> set[str]:
    """The functions and classes of a module, and the methods of these."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
            inner = node.body if isinstance(node, ast.ClassDef) else []
            found |= {
                f"{node.name}.{each.name}" for each in inner if isinstance(each, ast.FunctionDef)
            }
    return found


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_file_that_is_named_holds_what_is_named(file: str, name: str) -> None:
    places = [ROOT / "sopc" / file, ROOT / file]
    if "/" not in file:  # a neighbour of a file named before it
        places += list((ROOT / "sopc").rglob(file))
    path = next(place for place in places if place.is_file())
    assert not name or name in defined(path)


def test_the_way_of_one_sop_is_told_by_name() -> None:
    assert len([name for _, name in NAMED if name]) > 30


def test_every_folder_of_the_program_is_in_the_table() -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE))
    folders = {path.parent.name for path in (ROOT / "sopc").glob("*/__init__.py")}
    assert folders - {"catalogue"} == told
