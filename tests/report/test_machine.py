"""Diagnostics for programs: the contract's JSON, GitHub's annotations, GitLab's report."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sopc.diagnostics import Diagnostic, Place, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.report.checkout import Checkout
from sopc.report.github import write_github
from sopc.report.machine import write_gitlab, write_json
from sopc.safe import no_command

FOUND = Diagnostic(
    "LNK001",
    Phrase("no SOP has `K.9`"),
    Place("sops/a.yaml", 3, 14),
    Phrase("did you mean `K.1`?"),
)
LOOSE = Diagnostic(
    "YML005", Phrase("file is empty"), Place("sops/b.yaml"), severity=Severity.WARNING
)
TWICE = Diagnostic(
    "NUM002",
    Phrase("number K.1 is already used"),
    Place("sops/b.yaml", 1, 8, 1, 11),
    Phrase("count on"),
    related=(RelatedPlace(Place("sops/a.yaml", 2, 8, 3, 4), Phrase("first used here")),),
)
HERE = Checkout(Path("/r"), Path("/r"))
HOSTILE = 'a "b" \\ \x1b]0;x \u202e é\n100%'


def hostile() -> Diagnostic:
    words = Phrase("{words}", words=HOSTILE)
    return Diagnostic("A", words, Place(HOSTILE), words)


def in_indonesian(text: str) -> str:
    words = {"file is empty": "berkas kosong", "first used here": "pertama dipakai di sini"}
    return words.get(text, text)


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
            "end_line": 3,
            "end_column": 15,
            "related": [],
            "fix": None,
        },
        {
            "code": "YML005",
            "severity": "warning",
            "file": "sops/b.yaml",
            "line": 1,
            "column": 1,
            "message": "file is empty",
            "hint": "",
            "end_line": 1,
            "end_column": 2,
            "related": [],
            "fix": None,
        },
    ]


def test_json_says_where_a_finding_ends_and_what_it_is_about_besides() -> None:
    (row,) = json.loads(write_json([TWICE]))
    assert (row["line"], row["column"], row["end_line"], row["end_column"]) == (1, 8, 1, 11)
    assert row["related"] == [
        {
            "file": "sops/a.yaml",
            "line": 2,
            "column": 8,
            "end_line": 3,
            "end_column": 4,
            "message": "first used here",
        }
    ]


def test_json_of_nothing_is_an_empty_array() -> None:
    assert json.loads(write_json([])) == []


def test_json_carries_any_text_and_no_control_character() -> None:
    written = write_json([hostile()])
    (row,) = json.loads(written)
    assert row["message"] == row["file"] == row["hint"] == HOSTILE
    assert "\x1b" not in written


def test_gitlab_is_told_what_its_code_quality_report_asks_for() -> None:
    first, second = json.loads(write_gitlab([FOUND, LOOSE], HERE))
    assert first == {
        "check_name": "LNK001",
        "severity": "critical",
        "description": "no SOP has `K.9`; did you mean `K.1`?",
        "location": {"path": "sops/a.yaml", "lines": {"begin": 3, "end": 3}},
        "fingerprint": first["fingerprint"],
    }
    assert (second["severity"], second["description"]) == ("minor", "file is empty")


def test_gitlab_knows_a_finding_again_when_lines_move() -> None:
    def fingerprints(*found: Diagnostic) -> list[str]:
        return [row["fingerprint"] for row in json.loads(write_gitlab(found, HERE))]

    moved = replace(FOUND, place=Place("sops/a.yaml", 40))
    assert fingerprints(moved) == fingerprints(FOUND)
    assert len(set(fingerprints(FOUND, moved, LOOSE))) == 3


def test_github_shows_a_finding_beside_its_line() -> None:
    assert list(write_github([FOUND], HERE)) == [
        "::error file=sops/a.yaml,line=3,col=14,endLine=3,endColumn=15,title=LNK001"
        "::no SOP has `K.9`%0Adid you mean `K.1`?"
    ]


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning")]
)
def test_github_has_its_own_word_for_a_severity(severity: Severity, command: str) -> None:
    (line,) = write_github([Diagnostic("A", Phrase("m"), Place("x"), severity=severity)], HERE)
    assert line == f"::{command} file=x,line=1,col=1,endLine=1,endColumn=2,title=A::m"


def test_github_shows_as_much_as_it_can_errors_first_and_has_the_rest_in_its_log() -> None:
    def found(severity: Severity) -> list[Diagnostic]:
        return [
            Diagnostic("A", Phrase("m"), Place(f"{line}.yaml"), severity=severity)
            for line in range(11)
        ]

    written = list(write_github([*found(Severity.WARNING), *found(Severity.ERROR)], HERE))
    shown = [line.partition(" ")[0] for line in written[:20]]
    assert shown == ["::error"] * 10 + ["::warning"] * 10
    assert written[20:] == [
        "::group::2 more findings, not shown beside the lines",
        "10.yaml:1:1: warning A: m",
        "10.yaml:1:1: error A: m",
        "::endgroup::",
    ]


def test_github_is_told_a_few_of_many_places() -> None:
    related = tuple(RelatedPlace(Place(f"{n}.yaml"), Phrase("here too")) for n in range(52))
    (line,) = write_github([replace(FOUND, related=related)], HERE)
    assert line.count("here too") == 10
    assert line.endswith("%0A9.yaml:1: here too%0Aand 42 more")


@pytest.mark.parametrize("words", ["::error::x", "##[error]x", "##vso[x]"])
def test_github_takes_no_command_from_what_is_only_in_its_log(words: str) -> None:
    info = Diagnostic("A", Phrase("{w}", w=words), Place(words), severity=Severity.INFO)
    first, line, last = write_github([info], HERE)
    assert (first[:9], last) == ("::group::", "::endgroup::")
    assert line == no_command(f"{words}:1:1: info A: {words}")
    assert not line.startswith(words)


def test_github_is_told_columns_where_a_finding_is_within_a_line_and_the_other_place() -> None:
    wide = replace(TWICE, place=Place("sops/b.yaml", 1, 8, 4, 2), related=())
    (one,) = write_github([TWICE], HERE)
    (other,) = write_github([wide], HERE)
    assert "line=1,col=8,endLine=1,endColumn=11,title" in one
    assert "line=1,col=8,endLine=4,title" in other
    assert one.endswith("%0Acount on%0Asops/a.yaml:2: first used here")


def test_gitlab_is_told_the_last_line() -> None:
    (row,) = json.loads(write_gitlab([replace(TWICE, place=Place("x", 1, 8, 4, 2))], HERE))
    assert row["location"]["lines"] == {"begin": 1, "end": 4}


def test_github_cannot_be_told_another_command_by_a_message() -> None:
    (line,) = write_github(
        [Diagnostic("A", Phrase("50%\r\n::stop: a, b"), Place("x"), Phrase("c\n::d"))], HERE
    )
    assert line.endswith("::50%25%0D%0A::stop: a, b%0Ac%0A::d")


def test_github_cannot_be_told_another_property_by_a_file_name() -> None:
    (line,) = write_github([Diagnostic("A", Phrase("m"), Place("a,line=9:b\n%.yaml"))], HERE)
    assert line.startswith("::error file=a%2Cline=9%3Ab%0A%25.yaml,line=1,col=1")


def test_github_is_sent_nothing_that_steers_a_terminal() -> None:
    (line,) = write_github([hostile()], HERE)
    assert line.isprintable()
    assert 'a "b" \\ \N{REPLACEMENT CHARACTER}]0;x' in line


def test_every_format_speaks_the_users_language() -> None:
    assert "berkas kosong" in write_json([LOOSE], in_indonesian)
    assert "berkas kosong" in write_gitlab([LOOSE], HERE, in_indonesian)
    assert "berkas kosong" in "".join(write_github([LOOSE], HERE, in_indonesian))
    assert "pertama dipakai di sini" in write_json([TWICE], in_indonesian)
    assert "pertama dipakai di sini" in "".join(write_github([TWICE], HERE, in_indonesian))
