"""SECURITY.md says what holds each attack, and the tests that it names are there."""

import ast
import re
from functools import cache

import pytest

from tests.dependencies import ROOT

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without those of its head."""
    section = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


HELD = rows("What holds it")


@cache
def functions(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("row", HELD, ids=[row[0][:40] for row in HELD])
def test_each_attack_has_tests_that_exist(row: list[str]) -> None:
    _, by, tests = row
    named = TEST.findall(tests)
    assert by
    assert named
    assert ", ".join(f"`{file}::{name}`" for file, name in named) == tests
    assert [name for file, name in named if name not in functions(file)] == []


def test_every_actor_of_the_threat_model_is_there() -> None:
    actors = " ".join(row[0] for row in rows("Who may write what, and do what at most"))
    for actor in ("catalogue", "templates", "`build/`", "CI", "signer", "reader", "registries"):
        assert actor in actors
    assert len(HELD) >= 25


def test_whatever_file_it_names_is_there() -> None:
    named = re.findall(r"\]\(([\w/.-]+)\)", TEXT)
    assert named
    assert all((ROOT / path).is_file() for path in named)
