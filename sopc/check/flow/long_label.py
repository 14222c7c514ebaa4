"""The label of an exit is short.

It stands beside an arrow, between the lanes; what has to be said at length belongs in the step's
sentence.

Bad::

    keputusan: {setuju setelah diperiksa oleh seluruh anggota tim: 4, tidak: 2}

Good::

    keputusan: {setuju: 4, tidak: 2}
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "FLW012"
SEVERITY = Severity.WARNING
_LONGEST = 40
"""Letters of a label; longer ones do not fit between two lanes."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each label that is too long to stand beside an arrow."""
    for entry in context.catalogue.entries:
        for index, step in enumerate(entry.sop.steps):
            for label in step.decision or ():
                if len(label) > _LONGEST:
                    message = Phrase(
                        "the label has {count} letters, at most {most} fit",
                        count=len(label),
                        most=_LONGEST,
                    )
                    hint = Phrase("say it in a word or two, such as `ya`")
                    place = context.place(entry, "langkah", index, "keputusan", label)
                    yield Diagnostic(CODE, message, place, hint, SEVERITY)
