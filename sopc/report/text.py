"""Diagnostics for people: place, message, the line itself with a caret, and what to type."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sopc.diagnostics import Diagnostic, Place, Severity
from sopc.language import Phrase, Translate, english
from sopc.load.files import MAX_BYTES, Unreadable, read_start


@dataclass(frozen=True, slots=True)
class Paint:
    """Marks parts of the text for a terminal; without ``colour`` it leaves them plain."""

    colour: bool

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


_HINT = Phrase("hint:")
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


def write_text(
    diagnostics: Iterable[Diagnostic],
    *,
    colour: bool = False,
    verbose: bool = False,
    say: Translate = english,
) -> Iterator[str]:
    """A block of lines for each diagnostic: ``file:line:column: severity CODE: message``.

    What is only for information is counted by code in a line at the end, unless ``verbose``. The
    names of severities, being read by programs too, are the same in every language.
    """
    every = list(diagnostics)
    shown = [found for found in every if verbose or found.severity is not Severity.INFO]
    yield from _blocks(shown, Paint(colour), say)
    if not verbose:
        yield from _counts((found for found in every if found.severity is Severity.INFO), say)


def _counts(infos: Iterable[Diagnostic], say: Translate) -> Iterator[str]:
    files: dict[str, list[str]] = {}
    for found in infos:
        files.setdefault(found.code, []).append(found.place.file)
    for code, places in files.items():
        counted = Phrase(
            "{count} in {files} files; --verbose lists them, `sopc rules {code}` explains",
            count=len(places),
            files=len(set(places)),
            code=code,
        )
        yield f"{Severity.INFO} {code}: {say(counted)}"


def _blocks(diagnostics: Iterable[Diagnostic], paint: Paint, say: Translate) -> Iterator[str]:
    sources: dict[str, list[str]] = {}
    for found in diagnostics:
        place = found.place
        severity = paint(f"{found.severity} {found.code}", _COLOURS[found.severity])
        where = f"{_safe(place.file)}:{place.line}:{place.column}"
        yield f"{where}: {severity}: {_safe(say(found.message))}"
        if place.file not in sources:
            sources[place.file] = _lines(place.file)
        yield from _excerpt(place, sources[place.file], paint)
        if found.hint:
            yield f"  {paint(say(_HINT), '1')} {_safe(say(found.hint))}"


def summary(diagnostics: Iterable[Diagnostic], say: Translate = english) -> str:
    """One line: how many of each severity."""
    severities = [found.severity for found in diagnostics]
    counts = [
        say(_counted(severity, severities.count(severity)))
        for severity in Severity
        if severity in severities
    ]
    return ", ".join(counts) or say(Phrase("no findings"))


def _counted(severity: Severity, count: int) -> Phrase:
    match severity:
        case Severity.ERROR if count == 1:
            return Phrase("1 error")
        case Severity.ERROR:
            return Phrase("{count} errors", count=count)
        case Severity.WARNING if count == 1:
            return Phrase("1 warning")
        case Severity.WARNING:
            return Phrase("{count} warnings", count=count)
        case Severity.INFO:
            return Phrase("{count} info", count=count)


def _lines(file: str) -> list[str]:
    """A file's lines as far as they are read at all; none when it is a link, a pipe or gone."""
    try:
        start = read_start(Path(file))[:MAX_BYTES]
    except Unreadable:
        return []
    return start.decode("utf-8-sig", "replace").splitlines()


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
