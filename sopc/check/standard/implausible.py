"""A time is one that a step can take.

``0 menit`` takes no time, ``10-5 menit`` begins with its longer end, and nobody works on one step
for 500 years.

Bad::

    waktu: 10-5 menit

Good::

    waktu: 5-10 menit
"""

from collections.abc import Iterator
from fractions import Fraction

from sopc.catalogue.duration import Duration, Span
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Hint, Phrase

CODE = "MTB005"
SEVERITY = Severity.WARNING
_DAY = 24 * 60
_YEARS = 5
_LONGEST = _YEARS * 365 * _DAY


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each time that is none, a range from the longer to the shorter, or beyond reason."""
    for entry in context.catalogue.entries:
        for index, step in enumerate(entry.sop.steps):
            wrong = _wrong(step.duration) if step.duration is not None else None
            if wrong is not None:
                place = context.place(entry, "langkah", index, "waktu")
                yield Diagnostic(CODE, *wrong[:1], place, wrong[1], SEVERITY)


def _wrong(time: Duration) -> tuple[Phrase, Hint] | None:
    if time.longest is None:
        return None
    longest = _minutes(time.longest)
    if time.shortest is not None and _minutes(time.shortest) > longest:
        message = Phrase("`{words}` begins with its longer end", words=time.words)
        return message, Phrase("write the shorter time first")
    if not longest:
        message = Phrase("`{words}` is no time", words=time.words)
        return message, Phrase("write how long the step takes, or leave `waktu` out")
    if longest > _LONGEST:
        message = Phrase("`{words}` is more than {years} years", words=time.words, years=_YEARS)
        return message, Phrase("correct the amount or its unit")
    return None


def _minutes(span: Span) -> Fraction:
    """About how long it is, by the clock."""
    days = span.days + 7 * span.weeks + 30 * span.months + 365 * span.years
    return span.minutes + _DAY * days
