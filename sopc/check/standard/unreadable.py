"""A time names an amount.

``kondisional`` or ``Sesuai juknis`` can be printed but not measured by, and no total can count
it. For information only, as some work has no fixed time.

Bad::

    waktu: kondisional

Good::

    waktu: 2 hari
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "MTB002"
SEVERITY = Severity.INFO


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each time in which no amount can be read, unless a total is printed (MTB003)."""
    for entry in context.catalogue.entries:
        for index, step in enumerate(entry.sop.steps):
            time = step.duration
            if time is not None and time.longest is None and not entry.sop.total_time:
                message = Phrase("no amount of time can be read in `{words}`", words=time.words)
                hint = Phrase("write an amount, such as `30 menit` or `2 hari`")
                place = context.place(entry, "langkah", index, "waktu")
                yield Diagnostic(CODE, message, place, hint, SEVERITY)
