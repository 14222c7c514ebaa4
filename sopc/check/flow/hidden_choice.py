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
# a full stop, which ends a sentence, or words: of a condition, of what otherwise is, of both
_TELLING = re.compile(
    r"(?P<stop>\.)"
    r"|\b(?:(?P<condition>jika|bila|apabila|kalau)"
    r"|(?:tidak|salah|kesalahan|ditolak|belum|kurang)"
    r"|(?P<choice>(?:setuju|sesuai|lengkap) atau tidak))\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each plain step whose sentence says what happens otherwise."""
    for entry in context.catalogue.entries:
        for index, step in enumerate(entry.sop.steps):
            decides = any(part.decision for part in step.parts)
            words = "" if decides else _choice(step.activity)
            if words:
                message = Phrase(
                    "step {step} offers a choice (`{words}`) but is no decision",
                    step=index + 1,
                    words=words,
                )
                hint = Phrase("add `keputusan: {{ya: …, tidak: …}}`")
                place = context.place(entry, "langkah", index, "uraian")
                yield Diagnostic(CODE, message, place, hint, SEVERITY)


def _choice(text: str) -> str:
    """The first words that offer a choice within a sentence, or nothing; the text is read once."""
    start = end = -1
    for found in _TELLING.finditer(text):
        if found["stop"]:
            if end >= 0:
                break
            start = -1
        elif found["condition"]:
            start = found.start() if start < 0 else start
        elif start >= 0:
            end = found.end()
        elif found["choice"]:
            return found.group()
    return text[start:end] if end >= 0 else ""
