"""Diagnostics for people: place, message, the line itself with a caret, and what to type."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sopc.diagnostics import Diagnostic, Place, Severity


@dataclass(frozen=True, slots=True)
class Paint:
    """Marks parts of the text for a terminal; without ``colour`` it leaves them plain."""

    colour: bool

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


def write_text(
    diagnostics: Iterable[Diagnostic], *, colour: bool = False, verbose: bool = False
) -> Iterator[str]:
    """A block of lines for each diagnostic: ``file:line:column: severity CODE: message``.

    What is only for information is counted by code in a line at the end, unless ``verbose``.
    """
    every = list(diagnostics)
    shown = [found for found in every if verbose or found.severity is not Severity.INFO]
    yield from _blocks(shown, Paint(colour))
    if not verbose:
        yield from _counts(found for found in every if found.severity is Severity.INFO)


def _counts(infos: Iterable[Diagnostic]) -> Iterator[str]:
    files: dict[str, list[str]] = {}
    for found in infos:
        files.setdefault(found.code, []).append(found.place.file)
    for code, places in files.items():
        count = f"{len(places)} in {len(set(places))} files"
        yield f"info {code}: {count}; --verbose lists them, `sopc rules {code}` explains"


def _blocks(diagnostics: Iterable[Diagnostic], paint: Paint) -> Iterator[str]:
    sources: dict[str, list[str]] = {}
    for found in diagnostics:
        place = found.place
        severity = paint(f"{found.severity} {found.code}", _COLOURS[found.severity])
        yield f"{_safe(place.file)}:{place.line}:{place.column}: {severity}: {_safe(found.message)}"
        if place.file not in sources:
            sources[place.file] = _lines(place.file)
        yield from _excerpt(place, sources[place.file], paint)
        if found.hint:
            yield f"  {paint('hint:', '1')} {_safe(found.hint)}"


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """One line: how many of each severity."""
    severities = [found.severity for found in diagnostics]
    counts = []
    for severity in Severity:
        count = severities.count(severity)
        if count:
            plural = "" if count == 1 or severity is Severity.INFO else "s"
            counts.append(f"{count} {severity}{plural}")
    return ", ".join(counts) or "no findings"


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return []


def _excerpt(place: Place, lines: list[str], paint: Paint) -> Iterator[str]:
    if not 1 <= place.line <= len(lines):
        return
    text = _safe(lines[place.line - 1].replace("\t", " "))
    start, column = 0, place.column - 1
    if column > 90:  # show the part of a long line where the fault is
        start = column - 40
    shown = ("…" if start else "") + text[start : start + 120]
    shown += "…" if len(text) > start + 120 else ""
    caret = " " * (column - start + bool(start)) + "^"
    yield f"  | {shown}"
    yield f"  | {paint(caret, '1;32')}"


def _safe(text: str) -> str:
    """Text that cannot steer a terminal or reorder what is shown."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
