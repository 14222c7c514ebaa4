"""Diagnostics for people: place, message, the line itself with a caret, and what to type."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from sopc.diagnostics import Diagnostic, Place, Severity
from sopc.language import Phrase, Translate, english
from sopc.limits import YAML
from sopc.lines import split
from sopc.reader import Unreadable, read_start
from sopc.report.mends import hint_with_mend
from sopc.report.merged import HERE_TOO
from sopc.report.source_excerpt import SourceExcerpt
from sopc.safe import safe


@dataclass(frozen=True, slots=True)
class Paint:
    """Marks parts of the text for a terminal; without ``colour`` it leaves them plain."""

    colour: bool

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


_SEEN_AT_ONCE = 5
"""So many findings fit on a screen: of more, the last line says where the errors are."""
_MOST_NAMED = 3
_GRAVEST_LAST = tuple(reversed(Severity))
_HINT = Phrase("hint:")
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


def write_text(
    diagnostics: Iterable[Diagnostic],
    *,
    colour: bool = False,
    verbose: bool = False,
    errors_last: bool = False,
    say: Translate = english,
) -> Iterator[str]:
    """A block of lines for each diagnostic: ``file:line:column: severity CODE: message``.

    Then the source line with what is meant underlined, the hint, and each related place with its
    label; one in the same line is underlined there, another has a source line of its own.

    What is only for information is counted by code in a line at the end, unless ``verbose``. With
    ``errors_last`` that comes first, and errors come after all else: a terminal shows the end. The
    names of severities, being read by programs too, are the same in every language.
    """
    every = list(diagnostics)
    shown = [found for found in every if verbose or found.severity is not Severity.INFO]
    if errors_last:
        shown.sort(key=lambda found: _GRAVEST_LAST.index(found.severity))
    infos = [found for found in every if found.severity is Severity.INFO and not verbose]
    counts = _counts(infos, say)
    blocks = _blocks(shown, Paint(colour), say)
    yield from chain(counts, blocks) if errors_last else chain(blocks, counts)


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
        hint = hint_with_mend(found, say)
        if hint:
            yield f"  {paint(say(_HINT), '1')} {safe(hint)}"
        too = [other.place for other in found.related if other.label == HERE_TOO]
        for other in found.related:
            if other.label == HERE_TOO:
                continue
            yield f"  {_where(other.place, place.file, say)}: {safe(say(other.label))}"
            excerpt = SourceExcerpt.of(other.place, lines(other.place.file))
            if excerpt and other.place not in beside:
                yield from _excerpt(excerpt, excerpt.underline(other.place, "-"), paint, "1;34")
        if too:
            yield f"  {_here_too(too, place.file, say)}"


def _here_too(places: Sequence[Place], here: str, say: Translate) -> str:
    """Where the same is found, in a line: the first places, and how many more there are."""
    named = ", ".join(_where(place, here, say) for place in places[:_MOST_NAMED])
    more = len(places) - _MOST_NAMED
    if more > 0:
        return say(Phrase("also: {places} and {count} more", places=named, count=more))
    return say(Phrase("also: {places}", places=named))


def _where(place: Place, here: str = "", say: Translate = english) -> str:
    """A place, shortly where the file is the one that is spoken of."""
    if place.file == here:
        return say(Phrase("line {line}", line=place.line))
    return f"{safe(place.file)}:{place.line}:{place.column}"


def _excerpt(excerpt: SourceExcerpt, signs: str, paint: Paint, colour: str) -> Iterator[str]:
    yield f"  | {excerpt.text}"
    yield f"  | {paint(signs, colour)}"


def summary(
    diagnostics: Sequence[Diagnostic],
    say: Translate = english,
    *,
    listed: Sequence[Diagnostic] = (),
    every: int = 0,
) -> str:
    """One line: how many of each severity, where the errors are when many findings are ``listed``,
    and how many of ``every`` finding were not asked for."""
    severities = [found.severity for found in diagnostics]
    counts = [
        say(_counted(severity, severities.count(severity)))
        for severity in Severity
        if severity in severities
    ]
    parts = [", ".join(counts) or say(Phrase("no findings"))]
    errors = [found.place for found in diagnostics if found.severity is Severity.ERROR]
    if errors and len(listed) > _SEEN_AT_ONCE:
        parts.append(say(_whereabouts(errors)))
    if every > len(diagnostics):
        parts.append(say(_others(every - len(diagnostics))))
    return "; ".join(parts)


def _others(count: int) -> Phrase:
    if count == 1:
        return Phrase("1 other not told")
    return Phrase("{count} others not told", count=count)


def _whereabouts(errors: Sequence[Place]) -> Phrase:
    places = ", ".join(_where(place) for place in errors[:_MOST_NAMED])
    if len(errors) > _MOST_NAMED:
        more = len(errors) - _MOST_NAMED
        return Phrase("errors: {places} and {count} more", places=places, count=more)
    return Phrase("errors: {places}", places=places)


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
