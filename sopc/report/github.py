"""Diagnostics as GitHub's workflow commands, which it shows beside the lines of a change."""

from collections.abc import Iterable, Iterator, Sequence

from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase, Translate, english
from sopc.report.checkout import Checkout
from sopc.report.machine import with_hint
from sopc.safe import command_data, command_property, safe_line

MOST_SHOWN = 10
"""How many errors, and how many warnings, GitHub shows of a step: it drops the rest unsaid."""


def beside_lines(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings that GitHub shows beside lines: ten errors, then ten warnings."""
    every = list(diagnostics)
    shown = []
    for severity in (Severity.ERROR, Severity.WARNING):
        shown += [found for found in every if found.severity is severity][:MOST_SHOWN]
    return shown


def write_github(
    diagnostics: Iterable[Diagnostic], checkout: Checkout, say: Translate = english
) -> Iterator[str]:
    """A workflow command for each finding that GitHub shows, errors first.

    The others follow as lines of the log, in their order, in a group that opens at a click.
    """
    every = list(diagnostics)
    shown = beside_lines(every)
    for found in shown:
        yield _command(found, checkout, say)
    beside = set(map(id, shown))
    yield from _group([found for found in every if id(found) not in beside], checkout, say)


def _command(found: Diagnostic, checkout: Checkout, say: Translate) -> str:
    place = found.place
    file = command_property(checkout.name(place.file))
    where = f"file={file},line={place.line},col={place.column},endLine={place.end_line}"
    if place.end_line == place.line:  # GitHub takes columns for a single line only
        where += f",endColumn={place.end_column}"
    text = command_data("\n".join([with_hint(found, say, "\n"), *_others(found, checkout, say)]))
    return f"::{found.severity} {where},title={command_property(found.code)}::{text}"


def _group(rest: Sequence[Diagnostic], checkout: Checkout, say: Translate) -> Iterator[str]:
    if not rest:
        return
    heading = Phrase("{count} more findings, not shown beside the lines", count=len(rest))
    yield f"::group::{command_data(say(heading))}"
    for found in rest:
        where = f"{checkout.name(found.place.file)}:{found.place.line}:{found.place.column}"
        yield safe_line(f"{where}: {found.severity} {found.code}: {with_hint(found, say, '; ')}")
    yield "::endgroup::"


def _others(found: Diagnostic, checkout: Checkout, say: Translate) -> Iterator[str]:
    for other in found.related[:MOST_SHOWN]:
        yield f"{checkout.name(other.place.file)}:{other.place.line}: {say(other.label)}"
    if len(found.related) > MOST_SHOWN:
        yield say(Phrase("and {count} more", count=len(found.related) - MOST_SHOWN))
