"""Diagnostics for programs: JSON, SARIF 2.1.0, and GitHub's workflow commands."""

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from sopc import __version__
from sopc.diagnostics import Diagnostic, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write_json(diagnostics: Iterable[Diagnostic]) -> str:
    """One array with an object a diagnostic."""
    rows = [
        {
            "code": found.code,
            "severity": str(found.severity),
            "file": found.place.file,
            "line": found.place.line,
            "column": found.place.column,
            "message": found.message,
            "hint": found.hint,
        }
        for found in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def write_sarif(diagnostics: Iterable[Diagnostic], manuals: Iterable[tuple[str, str]]) -> str:
    """A SARIF log; ``manuals`` are the rules' codes and pages."""
    rules = [
        {
            "id": code,
            "shortDescription": {"text": manual.splitlines()[0]},
            "fullDescription": {"text": manual},
        }
        for code, manual in manuals
    ]
    driver = {"name": "sopc", "version": __version__, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(found) for found in diagnostics],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


def _result(found: Diagnostic) -> dict[str, object]:
    text = found.message + (f" ({found.hint})" if found.hint else "")
    region = {"startLine": found.place.line, "startColumn": found.place.column}
    location = {"artifactLocation": {"uri": quote(found.place.file)}, "region": region}
    return {
        "ruleId": found.code,
        "level": _LEVELS[found.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }


def write_github(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """A workflow command a diagnostic, which GitHub shows beside the line in a pull request."""
    for found in diagnostics:
        place = found.place
        where = f"file={_property(place.file)},line={place.line},col={place.column}"
        text = found.message + (f"\n{found.hint}" if found.hint else "")
        yield (
            f"::{_COMMANDS[found.severity]} {where},title={_property(found.code)}::{_data(text)}"
        )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
