"""Quotes around a whole text are straight.

Curly quotes, which word processors make, hold nothing together in YAML, and are printed with the
text.

Bad::

    nama: “Pengelolaan Surat Masuk”

Good::

    nama: Pengelolaan Surat Masuk
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.check.words.doubtful import doubtful
from sopc.diagnostics import Diagnostic, DoubtKind, Severity
from sopc.language import Phrase

CODE = "TXT006"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each printed text that stands in curly quotes as a whole."""
    for each in doubtful(context, DoubtKind.CURLY_QUOTES):
        message = Phrase("the curly quotes around this text are printed")
        hint = Phrase(
            "write `{text}`; if they are to be printed, put straight ones around them",
            text=each.doubt.mend,
        )
        fix = each.fix(Phrase("leave the curly quotes out"))
        yield Diagnostic(CODE, message, each.place, hint, SEVERITY, fix=fix)
