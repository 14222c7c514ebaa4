"""What a file is worth by what was found of it, and how commands say so."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from sopc.cli.main import main
from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.findings import STATUS, Cause, Finding, Grade, grade_of, gravest
from tests.sign import verdict_table

GRADES = ("current", "superseded", "uncompared", "unprovable", "changed")
"""From the best to the gravest."""
CAUSES = causes.EVERY
VERDICTS = (Path(__file__).parents[2] / "docs/verdicts.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("better", "graver"), [*combinations(GRADES, 2)])
def test_the_gravest_counts(better: str, graver: str) -> None:
    assert gravest([Grade(graver), Grade(better)]) == graver
    assert gravest([Grade(better), Grade(graver)]) == graver


def test_nothing_found_is_current_and_so_are_notes() -> None:
    note = Finding(Cause("TTE599", None, Phrase("a note")), Phrase("it was not asked"))
    assert grade_of([]) == grade_of([note]) == "current"
    assert grade_of([note, Finding(causes.SUPERSEDED, Phrase("older"))]) == "superseded"


def test_each_cause_has_a_code_of_its_own_in_the_hundred_of_its_grade() -> None:
    hundreds = {"changed": 1, "unprovable": 2, "uncompared": 3, "superseded": 4, None: 5}
    assert len({cause.code for cause in CAUSES}) == len(CAUSES)
    assert len({cause.name for cause in CAUSES}) == len(CAUSES)
    for cause in CAUSES:
        assert re.fullmatch(rf"TTE{hundreds[cause.grade]}\d\d", cause.code)


def test_every_cause_is_listed_where_causes_are() -> None:
    made = {
        code
        for file in Path(causes.__file__).parent.rglob("*.py")
        for code in re.findall(r"TTE\d", file.read_text(encoding="utf-8"))
        if file.name != "causes.py"
    }
    assert not made


def test_each_cause_is_used_by_what_verifies() -> None:
    found = Path(causes.__file__).parent.rglob("*.py")
    files = [file for file in found if file.name != "causes.py"]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    names = {name for name, value in vars(causes).items() if isinstance(value, Cause)}
    assert {name for name in names if not re.search(rf"\b{name}\b", text)} == set()


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.code)
def test_each_cause_is_explained_and_documented(cause: Cause) -> None:
    result = CliRunner().invoke(main, ["rules", cause.code.lower(), "--lang", "en"])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{cause.code}: {cause.name}\n")
    said = "does not change the verdict" if cause.grade is None else f"`{cause.grade}`: exit status"
    assert said in result.stdout


def test_the_documented_causes_are_these() -> None:
    table = "\n".join(verdict_table.lines())
    assert VERDICTS.endswith(f"## Every cause\n\n{table}\n"), "python -m tests.sign.verdict_table"


@pytest.mark.parametrize("grade", [*Grade])
def test_the_documented_verdicts_are_these(grade: Grade) -> None:
    assert f"| `{grade}` | {STATUS[grade]} |" in VERDICTS
