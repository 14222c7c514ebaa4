"""Diagnostics for programs: JSON, GitHub's workflow commands, GitLab's code quality report."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Translate, english
from sopc.report.checkout import Checkout
from sopc.safe import command_data, command_property, safe_json

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_WEIGHTS = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def write_json(diagnostics: Iterable[Diagnostic], say: Translate = english) -> str:
    """One array with an object a diagnostic; ends are the column after the last character."""
    rows = [
        {
            "code": found.code,
            "severity": str(found.severity),
            "file": found.place.file,
            "line": found.place.line,
            "column": found.place.column,
            "message": say(found.message),
            "hint": say(found.hint),
            "end_line": found.place.end_line,
            "end_column": found.place.end_column,
            "related": [_related(other, say) for other in found.related],
        }
        for found in diagnostics
    ]
    return safe_json(rows)


def _related(other: RelatedPlace, say: Translate) -> dict[str, object]:
    place = other.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": say(other.label),
    }


def write_gitlab(
    diagnostics: Iterable[Diagnostic], checkout: Checkout, say: Translate = english
) -> str:
    """A code quality report, which GitLab shows in a merge request.

    A fingerprint stays while lines move, so that only what is new is shown as new.
    """
    seen: Counter[str] = Counter()
    rows = []
    for found in diagnostics:
        path = checkout.name(found.place.file)
        identity = json.dumps([found.code, path, found.message])
        seen[identity] += 1
        rows.append(
            {
                "check_name": found.code,
                "severity": _WEIGHTS[found.severity],
                "description": _with_hint(found, say, "; "),
                "location": {
                    "path": path,
                    "lines": {"begin": found.place.line, "end": found.place.end_line},
                },
                "fingerprint": sha256(f"{identity}{seen[identity]}".encode()).hexdigest(),
            }
        )
    return safe_json(rows)


def write_github(
    diagnostics: Iterable[Diagnostic], checkout: Checkout, say: Translate = english
) -> Iterator[str]:
    """A workflow command a diagnostic, which GitHub shows beside the line in a pull request."""
    for found in diagnostics:
        place = found.place
        file = command_property(checkout.name(place.file))
        where = f"file={file},line={place.line},col={place.column},endLine={place.end_line}"
        if place.end_line == place.line:  # GitHub takes columns for a single line only
            where += f",endColumn={place.end_column}"
        text = command_data(
            "\n".join([_with_hint(found, say, "\n"), *_others(found, checkout, say)])
        )
        yield f"::{_COMMANDS[found.severity]} {where},title={command_property(found.code)}::{text}"


def _others(found: Diagnostic, checkout: Checkout, say: Translate) -> Iterator[str]:
    for other in found.related:
        yield f"{checkout.name(other.place.file)}:{other.place.line}: {say(other.label)}"


def _with_hint(found: Diagnostic, say: Translate, between: str) -> str:
    return say(found.message) + (f"{between}{say(found.hint)}" if found.hint else "")
