"""What was found, as the panel of an SOP shows it: errors first, notes folded away."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sopc.changes import KeyPath
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Hint, Phrase
from sopc.rewrite.files import ReadFile
from sopc.serve.checking import DeskSnapshot
from sopc.serve.form_fields import ELSEWHERE, GROUPS
from sopc.serve.places import way_of

_CALLED: Final = {field.key: field.called for group in GROUPS for field in group.fields}
_LANES, _STEPS = ELSEWHERE


@dataclass(frozen=True, slots=True)
class PanelFinding:
    """A finding: what is wrong, what to do instead, and where; ``line`` is counted from 1.

    ``where`` is what the place is called, ``mend`` what a button would do about it; empty where
    there is no safe mend within the files as they are called.
    """

    key: str
    code: str
    message: Phrase
    hint: Hint
    path: KeyPath
    where: Phrase
    line: int
    mend: Hint
    more: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The findings of a file by how much they matter, and how many errors other files have.

    ``is_checked`` says whether these are all: else all rules have yet to be run.
    """

    errors: tuple[PanelFinding, ...]
    warnings: tuple[PanelFinding, ...]
    notes: tuple[PanelFinding, ...]
    elsewhere: int
    is_checked: bool


def panel(snapshot: DeskSnapshot, file: ReadFile) -> Panel:
    """What was found in a file."""
    shown = [(each.severity, _finding(file, each)) for each in snapshot.findings(file.name)]
    others = [each for each in snapshot.checked.diagnostics if each.place.file != file.name]
    return Panel(
        _of(shown, Severity.ERROR),
        _of(shown, Severity.WARNING),
        _of(shown, Severity.INFO),
        sum(each.severity is Severity.ERROR for each in others),
        snapshot.is_checked,
    )


def key_of(finding: Diagnostic) -> str:
    """The same for the same finding at the same place, for no other."""
    place = finding.place
    said = (finding.code, place.line, place.column, place.end_line, place.end_column)
    return sha256(f"{said} {finding.message!s}".encode("utf-8", "replace")).hexdigest()[:16]


def _of(
    shown: Iterable[tuple[Severity, PanelFinding]], severity: Severity
) -> tuple[PanelFinding, ...]:
    return tuple(finding for each, finding in shown if each is severity)


def _finding(file: ReadFile, each: Diagnostic) -> PanelFinding:
    path = way_of(file.document, each) if file.document else ()
    fix = each.fix
    return PanelFinding(
        key_of(each),
        each.code,
        each.message,
        each.hint,
        path,
        _where(path, each.place.line),
        each.place.line,
        fix.label if fix and fix.edits else "",
        each.more,
    )


def _where(path: KeyPath, line: int) -> Phrase:
    """What the place of a finding is called."""
    match path:
        case (first, int(row), *_) if first == _STEPS:
            return Phrase("step {row}", row=row + 1)
        case (first, *_) if first == _STEPS:
            return Phrase("the steps")
        case (first, *_) if first == _LANES:
            return Phrase("the actors")
        case (first, *_) if first in _CALLED:
            return _CALLED[first]
    return Phrase("line {line} of the text view", line=line)
