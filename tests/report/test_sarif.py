"""SARIF 2.1.0, as code scanning services read it.

The whole log is compared, key by key: its shape was validated against the schema of the OASIS
standard (errata 01), which refuses keys and values that it does not know.
"""

import json
from pathlib import Path
from typing import cast

import pytest

from sopc import __version__
from sopc.codes import PAGES
from sopc.diagnostics import Diagnostic, ManualPage, Place, RelatedPlace, Severity
from sopc.language import Phrase, translator, translator_of
from sopc.report.checkout import Checkout
from sopc.report.sarif import write_sarif
from tests.english import english_in

PAGE = ManualPage(
    "LNK001",
    "A number exists.\n\nWhy ``that``.\nAnd so on.\n\nBad::\n\n    nomor: 1",
    Severity.ERROR,
    "It is so.",
)
FOUND = Diagnostic(
    "LNK001",
    Phrase("no SOP has `K.9`"),
    Place("sops/a.yaml", 3, 14),
    Phrase("did you mean `K.1`?"),
)
HERE = Checkout(Path("/r"), Path("/r"))


def result(found: Diagnostic) -> dict[str, object]:
    """The one result of a log of one finding."""
    (only,) = json.loads(write_sarif([found], [PAGE], HERE))["runs"][0]["results"]
    return cast(dict[str, object], only)


def artifact(file: str) -> object:
    """Where a result says that the file is."""
    locations = result(Diagnostic("A", Phrase("m"), Place(file)))["locations"]
    return json.loads(json.dumps(locations))[0]["physicalLocation"]["artifactLocation"]


def test_a_log_of_one_finding() -> None:
    page = "Why {0}that{0}.\nAnd so on.\n\nAlways an error. It is so.\n\nBad:"
    manual = f"A number exists.\n\n{page.format('``')}:\n\n    nomor: 1"
    markdown = f"## LNK001: A number exists\n\n{page.format('`')}\n\n```yaml\nnomor: 1\n```\n"
    rule = {
        "id": "LNK001",
        "shortDescription": {"text": "A number exists"},
        "fullDescription": {
            "text": "A number exists. Why ``that``. And so on. Always an error. It is so."
        },
        "help": {"text": manual, "markdown": markdown},
        "defaultConfiguration": {"level": "error"},
    }
    location = {
        "artifactLocation": {"uri": "sops/a.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 14, "endLine": 3, "endColumn": 15},
    }
    assert json.loads(write_sarif([FOUND], [PAGE], HERE)) == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
        "sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "sopc", "version": __version__, "rules": [rule]}},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    "%SRCROOT%": {"description": {"text": "The root of the repository."}}
                },
                "results": [
                    {
                        "ruleId": "LNK001",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {"text": "no SOP has `K.9` (did you mean `K.1`?)"},
                        "locations": [{"physicalLocation": location}],
                    }
                ],
            }
        ],
    }


def test_other_places_that_a_finding_is_about_are_numbered_and_labelled() -> None:
    others = [
        RelatedPlace(Place("sops/b.yaml", 7, 3, 9, 2), Phrase("first [used](here)")),
        RelatedPlace(Place("sops/a.yaml", 1, 1), Phrase("and here")),
    ]
    wrong = Diagnostic("LNK001", Phrase("m"), Place("sops/a.yaml", 3, 4, 3, 8), related=(*others,))
    found = result(wrong)
    region = {"startLine": 7, "startColumn": 3, "endLine": 9, "endColumn": 2}
    one, other = cast(list[dict[str, object]], found["relatedLocations"])
    assert one == {
        "id": 1,
        "message": {"text": "first [used\\](here)"},
        "physicalLocation": {
            "artifactLocation": {"uri": "sops/b.yaml", "uriBaseId": "%SRCROOT%"},
            "region": region,
        },
    }
    assert (other["id"], other["message"]) == (2, {"text": "and here"})
    assert "(1)" not in str(found["message"])


def test_a_log_of_nothing_still_lists_every_rule_once() -> None:
    (run,) = json.loads(write_sarif([], PAGES, HERE))["runs"]
    assert run["results"] == []
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert codes == [page.code for page in PAGES]
    assert len(set(codes)) == len(codes)
    assert {"YML001", "SKM001", "NUM001", "NUM004", "CHG001", "WVR001"} <= set(codes)


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")],
)
def test_a_severity_has_its_own_word(severity: Severity, level: str) -> None:
    assert result(Diagnostic("A", Phrase("m"), Place("x"), severity=severity))["level"] == level


def test_a_file_is_named_by_a_uri_from_the_root() -> None:
    expected = {"uri": "sops/a%20b%23%C3%A9%25%3A.yaml", "uriBaseId": "%SRCROOT%"}
    assert artifact("sops/a b#é%:.yaml") == expected
    assert artifact("./sops//x/../a b#é%:.yaml") == expected
    assert artifact("/r/sops/a b#é%:.yaml") == expected


def test_a_file_outside_the_repository_has_a_whole_uri() -> None:
    assert artifact("/lain/a b.yaml") == {"uri": "file:///lain/a%20b.yaml"}


def test_words_of_a_catalogue_do_not_become_a_link() -> None:
    message = result(Diagnostic("A", Phrase("`[masuk](https://example.com)`"), Place("x")))[
        "message"
    ]
    assert message == {"text": "`[masuk\\](https://example.com)`"}


def test_findings_are_told_in_the_users_language() -> None:
    assert "TIDAK ADA" in write_sarif([FOUND], [PAGE], HERE, lambda _: "TIDAK ADA")


def test_rules_are_told_in_the_users_language() -> None:
    explain = translator_of("manual", "id")
    log = json.loads(write_sarif([], PAGES, HERE, translator("id"), explain))
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        texts = [rule["shortDescription"]["text"], rule["fullDescription"]["text"]]
        told = "\n\n".join([*texts, rule["help"]["markdown"]])
        assert english_in(told) == [], rule["id"]
