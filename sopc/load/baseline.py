"""A file of recorded findings, read: each line is one, after a first line that says what it is."""

import json
from pathlib import Path
from typing import NamedTuple

from sopc.diagnostics import Severity, SopcError
from sopc.disk import read_file
from sopc.known import Known
from sopc.language import Phrase
from sopc.limits import BASELINE

HEAD = "sopc-baseline"
VERSION = 1
_KEYS = ("file", "code", "severity", "message")


class Recorded(NamedTuple):
    """A finding as it was recorded, and in which line of the file, counted from 1."""

    known: Known
    line: int


def read_baseline(file: Path) -> list[Recorded]:
    """What a file of recorded findings holds. Raises SopcError, naming the line, when it is none,
    or damaged."""
    data = read_file(file, BASELINE)
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise _unusable(file, 1) from None
    head = _object(lines[0])
    if head is None or head.get(HEAD) != VERSION:
        raise _unusable(file, 1)
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            known = _known(_object(line))
            if known is None:
                raise _unusable(file, number)
            found.append(Recorded(known, number))
    return found


def _known(row: dict[str, object] | None) -> Known | None:
    words = [] if row is None else [row.get(key) for key in _KEYS]
    texts = [word for word in words if isinstance(word, str)]
    if len(texts) < len(_KEYS) or texts[2] not in tuple(Severity):
        return None
    return Known(texts[0], texts[1], texts[3], Severity(texts[2]))


def _object(line: str) -> dict[str, object] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):  # no JSON, a number of too many digits, too deep
        return None
    return value if isinstance(value, dict) else None


def _unusable(file: Path, line: int) -> SopcError:
    return SopcError(
        Phrase(
            "line {line} of `{file}` is not what `sopc check --write-baseline` writes: mend it, or "
            "write the file anew",
            file=file,
            line=line,
        )
    )
