"""Diagnostics for people: place, message, the line itself with a caret, and what to type."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sopc.diagnostics import Diagnostic, Place, Severity
from sopc.language import Phrase, Translate, english
from sopc.limits import YAML
from sopc.lines import split
from sopc.reader import Unreadable, read_start
from sopc.report.source_excerpt import SourceExcerpt
from sopc.safe import safe


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

    Then the source line with what is meant underlined, the hint, and each related place with its
    label; one in the same line is underlined there, another has a source line of its own.

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
    lines = cache(_lines)
    for found in diagnostics:
        place = found.place
        severity = paint(f"{found.severity} {found.code}", _COLOURS[found.severity])
        yield f"{_where(place)}: {severity}: {safe(say(found.message))}"
        excerpt = SourceExcerpt.of(place, lines(place.file))
        beside = [other.place for other in found.related if excerpt and excerpt.shows(other.place)]
        if excerpt:
            yield from _excerpt(excerpt, excerpt.underline(place, "^", beside), paint, "1;32")
        if found.hint:
            yield f"  {paint(say(_HINT), '1')} {safe(say(found.hint))}"
        for other in found.related:
            yield f"  {_where(other.place, place.file, say)}: {safe(say(other.label))}"
            excerpt = SourceExcerpt.of(other.place, lines(other.place.file))
            if excerpt and other.place not in beside:
                yield from _excerpt(excerpt, excerpt.underline(other.place, "-"), paint, "1;34")


def _where(place: Place, here: str = "", say: Translate = english) -> str:
    """A place, shortly where the file is the one that is spoken of."""
    if place.file == here:
        return say(Phrase("line {line}", line=place.line))
    return f"{safe(place.file)}:{place.line}:{place.column}"


def _excerpt(excerpt: SourceExcerpt, signs: str, paint: Paint, colour: str) -> Iterator[str]:
    yield f"  | {excerpt.text}"
    yield f"  | {paint(signs, colour)}"


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
        start = read_start(Path(file), YAML)[:YAML]
    except Unreadable:
        return []
    if b"\0" in start:  # a picture of points
        return []
    return split(start.decode("utf-8-sig", "replace"))
