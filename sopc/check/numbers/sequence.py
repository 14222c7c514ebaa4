"""The numbers of a series follow one another without gaps.

A gap in the index looks like a lost SOP. Whether it is one, only the office can say: with
``deret: lengkap`` in katalog.yaml a gap is an error, and a series begins with 1, or with
``deret: {lengkap: true, mulai: 302}`` at 302 or below. Without it a gap is told for information,
and a series may begin anywhere. A series are the numbers of a pattern that differ in ``{urut}``
only. A number that is no longer in use stays as a tombstone (``status: dicabut``), one that is
planned as ``status: belum-disusun``.

Bad::

    V.26.1.3.1, V.26.1.3.2, V.26.1.3.4

Good::

    V.26.1.3.1, V.26.1.3.2, V.26.1.3.3 (status: dicabut), V.26.1.3.4
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.number import NumberScheme, SopNumber
from sopc.check.numbers.of_entries import missed, numbered
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "NUM006"
SEVERITY = Severity.INFO
_Series: TypeAlias = tuple[NumberScheme, tuple[tuple[str, int], ...]]
"""A pattern, and the values of all its placeholders but the sequence number."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP before whose number others are missing."""
    series, unread = _series(context), missed(context)
    closed = context.catalogue.settings.series.closed
    if closed:
        yield from _before_first(
            context, unread, {which: each[0] for which, each in series.items()}
        )
    for which, members in series.items():
        for (last, before), (sequence, entry) in pairwise(members):
            missing = _missing(unread, which, last + 1, sequence)
            if missing:
                place = context.place(before, "nomor")
                related = RelatedPlace(place, Phrase("the series comes from here"))
                severity = Severity.ERROR if closed else SEVERITY
                hint = Phrase(
                    "where no number may be missing, say so in katalog.yaml: `deret: lengkap`"
                )
                if closed:
                    hint = Phrase("renumber, or keep a tombstone with `status: dicabut`")
                yield _lacking(context, entry, missing, hint, severity, (related,))


def _series(context: Context) -> dict[_Series, list[tuple[int, Entry]]]:
    """The SOPs of each series by their sequence numbers, in the order of these."""
    series: dict[_Series, list[tuple[int, Entry]]] = {}
    for entry, scheme, values in numbered(context.catalogue):
        rest = tuple(sorted((k, v) for k, v in values.items() if k != "urut"))
        series.setdefault((scheme, rest), []).append((values["urut"], entry))
    for members in series.values():
        members.sort(key=lambda member: member[0])
    return series


def _before_first(
    context: Context, unread: frozenset[str], firsts: dict[_Series, tuple[int, Entry]]
) -> Iterator[Diagnostic]:
    start = context.catalogue.settings.series.start or 1
    # one word in katalog.yaml holds for all series: where the last of them begins
    begins = max((sequence for sequence, _ in firsts.values()), default=start)
    for which, (sequence, entry) in firsts.items():
        missing = _missing(unread, which, start, sequence)
        if missing:
            hint = Phrase(
                "renumber, keep tombstones with `status: dicabut`, or say in katalog.yaml where "
                "the series begins: `deret: {{lengkap: true, mulai: {sequence}}}`",
                sequence=begins,
            )
            yield _lacking(context, entry, missing, hint, Severity.ERROR)


def _lacking(
    context: Context,
    entry: Entry,
    missing: str,
    hint: Phrase,
    severity: Severity,
    related: tuple[RelatedPlace, ...] = (),
) -> Diagnostic:
    message = Phrase(
        "before {number}, the series lacks {missing}", number=entry.sop.number, missing=missing
    )
    place = context.place(entry, "nomor")
    return Diagnostic(CODE, message, place, hint, severity, related)


def _missing(unread: frozenset[str], which: _Series, start: int, stop: int) -> str:
    """The numbers from one up to, not including, another in words; none if one is only unread."""
    scheme, rest = which
    numbers = [
        scheme.compose(**dict(rest), urut=urut) for urut in range(start, min(stop, start + 99))
    ]
    stems = {SopNumber((), number).file_stem for number in numbers}
    if not numbers or stems & unread:
        return ""
    first, last = numbers[0], scheme.compose(**dict(rest), urut=stop - 1)
    return first if first == last else Phrase("{first} to {last}", first=first, last=last)
