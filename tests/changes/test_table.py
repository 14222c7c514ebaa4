"""What the table in docs/ci.md says is found of each change is found, and goes when its hint is
followed."""

import importlib
import shutil
from pathlib import Path

import pytest

from sopc.diagnostics import Diagnostic, Severity
from tests.changes.rows import CASES, DOCUMENT, FILES, Case, Office, rows
from tests.repositories import commit

for module in sorted(Path(__file__).parent.glob("cases_*.py")):
    importlib.import_module(f"tests.changes.{module.stem}")
ROWS = list(rows())
FOUND = {row.words: row.found for row in ROWS}


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue that cases change, in a repository."""
    office = Office(tmp_path_factory.mktemp("office") / "sops")
    for file, text in FILES.items():
        office.put(file, text)
    commit(office.root)
    return office.root


@pytest.fixture
def office(committed: Path, tmp_path: Path) -> Office:
    """A copy of the repository for one case."""
    return Office(Path(shutil.copytree(committed, tmp_path / "sops")))


def told(found: tuple[Diagnostic, ...]) -> set[str]:
    """Errors of any rule, and all that is found of changes."""
    counted = (d for d in found if d.code.startswith("CHG") or d.severity is Severity.ERROR)
    return {f"{d.code} {d.severity}" for d in counted}


def test_every_row_is_tried_and_every_case_is_of_a_row() -> None:
    assert {row.words for row in ROWS} == {case.words for case in CASES}
    assert len(ROWS) == len(FOUND) > 40


def test_nothing_is_found_of_no_change(office: Office) -> None:
    assert told(office.found()) == set()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.words}, {case.line}")
def test_a_row_says_what_is_found_and_what_mends_it(case: Case, office: Office) -> None:
    case.change(office)
    assert told(office.found()) == FOUND[case.words]
    assert (case.mend is None) == all(each.endswith("info") for each in FOUND[case.words])
    if case.mend is not None:
        case.mend(office)
        assert all(each.endswith("info") for each in told(office.found()))


def test_every_rule_about_changes_is_in_the_table() -> None:
    from sopc.check.rules import CHANGES

    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"| {rule.code} |" in text for rule in CHANGES)
