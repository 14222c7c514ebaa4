"""What must hold of the repository itself: no test lies idle, no name means two things."""

import ast
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_every_test_file_is_collected(request: pytest.FixtureRequest) -> None:
    """By a plain run of pytest: its own list of folders to skip once hid 156 tests."""
    if is_plain(request.config):
        collected = {item.path.relative_to(ROOT).as_posix() for item in request.session.items}
    else:
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        collected = {line.partition("::")[0] for line in done.stdout.splitlines() if "::" in line}
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert there == collected


def is_plain(config: pytest.Config) -> bool:
    """Whether this run itself has collected all that a plain one does."""
    narrowed = ("ignore", "ignore_glob", "deselect", "keyword", "markexpr", "lf", "last_failed")
    return config.args == config.getini("testpaths") and not any(
        config.getoption(name, None) for name in narrowed
    )


def test_no_two_public_classes_share_a_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "sopc").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path.relative_to(ROOT).as_posix())
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
