"""Findings written down, to be known again: a line each, in a lasting order."""

import json
from collections.abc import Iterable

from sopc.known import Known
from sopc.load.baseline import HEAD, VERSION
from sopc.safe import safe_json


def written_baseline(known: Iterable[Known]) -> str:
    """The text of a file of recorded findings: JSON, one object a line."""
    lines = [json.dumps({HEAD: VERSION})]
    for each in sorted(known):
        row = {
            "file": each.file,
            "code": each.code,
            "severity": str(each.severity),
            "message": each.message,
        }
        lines.append(safe_json(row, in_one_line=True))
    return "".join(f"{line}\n" for line in lines)
