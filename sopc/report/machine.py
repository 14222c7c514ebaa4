"""Diagnostics for programs: JSON, GitLab's code quality report."""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.known import lasting
from sopc.language import Translate, english
from sopc.report.checkout import Checkout
from sopc.report.mends import fix_in_json
from sopc.safe import safe_json

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
            "fix": fix_in_json(found.fix, say),
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
        identity = json.dumps([found.code, path, lasting(found.message)])
        seen[identity] += 1
        rows.append(
            {
                "check_name": found.code,
                "severity": _WEIGHTS[found.severity],
                "description": with_hint(found, say, "; "),
                "location": {
                    "path": path,
                    "lines": {"begin": found.place.line, "end": found.place.end_line},
                },
                "fingerprint": sha256(f"{identity}{seen[identity]}".encode()).hexdigest(),
            }
        )
    return safe_json(rows)


def with_hint(found: Diagnostic, say: Translate, between: str) -> str:
    """What is wrong, and what to do about it."""
    return say(found.message) + (f"{between}{say(found.hint)}" if found.hint else "")
