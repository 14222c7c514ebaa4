"""No text is cut off by a `#`.

What stands behind a space and a ``#`` is a comment for YAML, and not printed. Where the ``#`` is
part of the text, it is put in quotes; where a comment is meant, a space follows the ``#``.

Bad::

    uraian: Menunggu paling lama #2 hari

Good::

    uraian: "Menunggu paling lama #2 hari"
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.check.words.doubtful import doubtful
from sopc.diagnostics import Diagnostic, DoubtKind, Severity
from sopc.language import Phrase

CODE = "TXT004"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each printed text behind which something like text is left out as a comment."""
    for each in doubtful(context, DoubtKind.COMMENT):
        said = each.doubt.said
        message = Phrase("`{said}` is read as a comment, and not printed", said=said)
        hint = Phrase("put the whole text in quotes, or a space behind the `#` of a comment")
        if each.doubt.mend:
            hint = Phrase(
                "write `{text}`, or a space behind the `#` of a comment", text=each.doubt.mend
            )
        fix = each.fix(Phrase("put the text in quotes"))
        yield Diagnostic(CODE, message, each.place, hint, SEVERITY, fix=fix)
