"""Diagnostics for programs: the contract's JSON, SARIF 2.1.0, and GitHub's annotations."""

import json
from typing import Any

import pytest

from sopc.diagnostics import Diagnostic, Place, Severity
from sopc.report.machine import write_github, write_json, write_sarif

FOUND = Diagnostic("LNK001", "no SOP has `K.9`", Place("sops/a.yaml", 3, 14), "did you mean `K.1`?")
LOOSE = Diagnostic("YML005", "file is empty", Place("sops/b.yaml"), severity=Severity.WARNING)
MANUALS = [("LNK001", "A number exists.\n\nWhy.\n"), ("NUM002", "A number is one SOP's.")]
HOSTILE = 'a "b" \\ \x1b]0;x \u202e é\n100%'


def sarif(*found: Diagnostic) -> Any:
    return json.loads(write_sarif(found, MANUALS))


def test_json_is_an_array_of_objects_with_exactly_the_keys_of_the_contract() -> None:
    assert json.loads(write_json([FOUND, LOOSE])) == [
        {
            "code": "LNK001",
            "severity": "error",
            "file": "sops/a.yaml",
            "line": 3,
            "column": 14,
            "message": "no SOP has `K.9`",
            "hint": "did you mean `K.1`?",
        },
        {
            "code": "YML005",
            "severity": "warning",
            "file": "sops/b.yaml",
            "line": 1,
            "column": 1,
            "message": "file is empty",
            "hint": "",
        },
    ]


def test_json_of_nothing_is_an_empty_array() -> None:
    assert json.loads(write_json([])) == []


def test_json_carries_any_text_and_no_control_character() -> None:
    written = write_json([Diagnostic("A", HOSTILE, Place(HOSTILE), HOSTILE)])
    (row,) = json.loads(written)
    assert row["message"] == row["file"] == row["hint"] == HOSTILE
    assert "\x1b" not in written


def test_sarif_is_version_2_1_0_of_one_run() -> None:
    log = sarif(FOUND)
    assert log["version"] == "2.1.0"
    assert "2.1.0" in log["$schema"]
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "sopc"


def test_sarif_lists_the_rules_with_their_manuals() -> None:
    (run,) = sarif()["runs"]
    assert run["results"] == []
    first, second = run["tool"]["driver"]["rules"]
    assert (first["id"], second["id"]) == ("LNK001", "NUM002")
    assert first["shortDescription"] == {"text": "A number exists."}
    assert "Why." in first["fullDescription"]["text"]


def test_sarif_places_a_result_in_its_file_line_and_column() -> None:
    (result,) = sarif(FOUND)["runs"][0]["results"]
    assert result["ruleId"] == "LNK001"
    assert result["level"] == "error"
    assert "no SOP has `K.9`" in result["message"]["text"]
    assert "did you mean `K.1`?" in result["message"]["text"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "sops/a.yaml"},
        "region": {"startLine": 3, "startColumn": 14},
    }


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")],
)
def test_sarif_has_its_own_word_for_a_severity(severity: Severity, level: str) -> None:
    (result,) = sarif(Diagnostic("A", "m", Place("x"), severity=severity))["runs"][0]["results"]
    assert result["level"] == level


def test_sarif_names_a_file_by_a_uri() -> None:
    (result,) = sarif(Diagnostic("A", "m", Place("sops/a b#é%.yaml")))["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "sops/a%20b%23%C3%A9%25.yaml"


def test_github_shows_a_finding_beside_its_line() -> None:
    assert list(write_github([FOUND])) == [
        "::error file=sops/a.yaml,line=3,col=14,title=LNK001"
        "::no SOP has `K.9`%0Adid you mean `K.1`?"
    ]


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_github_has_its_own_word_for_a_severity(severity: Severity, command: str) -> None:
    (line,) = write_github([Diagnostic("A", "m", Place("x"), severity=severity)])
    assert line == f"::{command} file=x,line=1,col=1,title=A::m"


def test_github_cannot_be_told_another_command_by_a_message() -> None:
    (line,) = write_github([Diagnostic("A", "50%\r\n::stop: a, b", Place("x"), "c\n::d")])
    assert line.endswith("::50%25%0D%0A::stop: a, b%0Ac%0A::d")


def test_github_cannot_be_told_another_property_by_a_file_name() -> None:
    (line,) = write_github([Diagnostic("A", "m", Place("a,line=9:b\n%.yaml"))])
    assert line.startswith("::error file=a%2Cline=9%3Ab%0A%25.yaml,line=1,col=1")
