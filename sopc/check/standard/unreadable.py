"""A time names an amount.

``kondisional`` or ``Sesuai juknis`` can be printed but not measured by, and no total can count
it. A period does say when the work is due, and is left alone: ``Triwulan``, ``Tahunan``, ``Setiap
hari kerja``. For information only, as some work has no fixed time.

Bad::

    waktu: kondisional

Good::

    waktu: 2 hari
"""

import re
from collections.abc import Iterator

from sopc.catalogue.duration import Duration
from sopc.check.rule import Context
from sopc.check.words.plain import plain
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "MTB002"
SEVERITY = Severity.INFO


_PERIOD = re.compile(
    r"(?:(?:se)?tiap|per|every|each)\b.*"
    r"|(?:harian|mingguan|bulanan|triwulan(?:an)?|caturwulan|semester(?:an)?|tahunan"
    r"|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?"
    r"|(?:[0-9]+ )?(?:t a|ta|tahun anggaran))(?: [ivx0-9]+)*",
)
"""When work is due: how often, or in which part of the year."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP with its times in which no amount can be read, at the first of them, unless a
    total is printed (MTB003)."""
    for entry in context.catalogue.entries:
        vague = [
            (index, step.duration.words)
            for index, step in enumerate(() if entry.sop.total_time else entry.sop.steps)
            if step.duration is not None and _is_vague(step.duration)
        ]
        if vague:
            words = ", ".join(dict.fromkeys(f"`{words}`" for _, words in vague))
            message = Phrase("no amount of time can be read in {words}", words=words)
            hint = Phrase("write an amount, such as `30 menit` or `2 hari`")
            place = context.place(entry, "langkah", vague[0][0], "waktu")
            yield Diagnostic(CODE, message, place, hint, SEVERITY)


def _is_vague(time: Duration) -> bool:
    return time.longest is None and not _PERIOD.fullmatch(plain(time.words))
