"""Every recipe installs the system packages that the Makefile does."""

import re

import pytest

from tests.conftest import REPOSITORY

ALSO = {"git", "python3-venv", "python3-pip", "ca-certificates"}
"""What a recipe may install besides."""
RECIPES = {"docs/windows.md": 2, "action.yml": 1, "docs/ci/gitlab.yml": 1}
"""Files that hold recipes, and how many."""


def wanted() -> set[str]:
    """What the Makefile installs."""
    line = re.search(r"^APT := (.+)$", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert line is not None
    return set(line.group(1).split())


def installed(text: str) -> list[set[str]]:
    """The packages of each command that installs some."""
    joined = re.sub(r"\\\n\s*|(?<=recommends)\n\s*", " ", text)
    commands = re.findall(r"apt-get install ([^\n&`]+)", joined)
    return [{word for word in found.split() if not word.startswith("-")} for found in commands]


@pytest.mark.parametrize(("file", "count"), RECIPES.items())
def test_a_recipe_installs_what_printing_needs(file: str, count: int) -> None:
    found = installed((REPOSITORY / file).read_text(encoding="utf-8"))
    assert len(found) == count
    for packages in found:
        assert packages - ALSO == wanted()


def test_what_is_missing_is_told_as_the_makefile_has_it() -> None:
    """In the sentences, which are written over several lines of code."""
    said: set[str] = set()
    for path in (REPOSITORY / "sopc" / "render").glob("*.py"):
        text = re.sub(r'"\n\s*"', "", path.read_text(encoding="utf-8"))
        said = said.union(*installed(text))
    assert said == wanted()
