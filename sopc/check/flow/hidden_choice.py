"""A sentence that offers a choice is drawn as a decision.

"If approved … if not, returned" in a plain box leaves the reader without the way back.

Bad::

    - uraian: Memeriksa konsep, jika tidak setuju dikembalikan untuk diperbaiki
      pelaksana: sekretaris

Good::

    - uraian: Memeriksa konsep, jika tidak setuju dikembalikan untuk diperbaiki
      pelaksana: sekretaris
      keputusan: {ya: 4, tidak: 2}
"""

import re
from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "FLW007"
SEVERITY = Severity.WARNING
_CHOICE = re.compile(
    r"\b(jika|bila|apabila|kalau)\b[^.]*\b(tidak|salah|kesalahan|ditolak|belum|kurang)\b"
    r"|\b(setuju|sesuai|lengkap) atau tidak\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each plain step whose sentence says what happens otherwise."""
    for entry in context.catalogue.entries:
        for index, step in enumerate(entry.sop.steps):
            decides = any(part.decision for part in step.parts)
            found = None if decides else _CHOICE.search(step.activity)
            if found:
                message = Phrase(
                    "step {step} offers a choice (`{words}`) but is no decision",
                    step=index + 1,
                    words=found.group(),
                )
                hint = Phrase("add `keputusan: {{ya: …, tidak: …}}`")
                place = context.place(entry, "langkah", index, "uraian")
                yield Diagnostic(CODE, message, place, hint, SEVERITY)
