"""The label of an exit is short.

It stands beside an arrow, between the lanes; what has to be said at length belongs in the step's
sentence.

Bad::

    keputusan: {setuju setelah diperiksa oleh seluruh anggota tim: 4, tidak: 2}

Good::

    keputusan: {setuju: 4, tidak: 2}
"""

from collections.abc import Iterator

from sopc.catalogue.procedure import Procedure
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "FLW012"
SEVERITY = Severity.WARNING
LONGEST, LONGEST_WORD = 30, 16
"""Letters of a label and of a word in it: those of layout/labels.py (a test holds them equal).

Up to these, a label is sure to stand clear of lines and symbols.
"""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each label that is too long to stand beside an arrow."""
    for entry in context.catalogue.entries:
        procedure = Procedure(entry.sop)
        for position in procedure.positions:
            for exit in procedure.exits(position):
                message = _fault(exit.label)
                if message is not None:
                    hint = Phrase("say it in a word or two, such as `ya`")
                    place = context.place(entry, *procedure.path(position), *exit.key)
                    yield Diagnostic(CODE, message, place, hint, SEVERITY)


def _fault(label: str) -> Phrase | None:
    if len(label) > LONGEST:
        return Phrase(
            "the label has {count} letters, at most {most} fit", count=len(label), most=LONGEST
        )
    word = max(label.split(), key=len, default="")
    if len(word) > LONGEST_WORD:
        return Phrase(
            "a word of the label has {count} letters, at most {most} fit",
            count=len(word),
            most=LONGEST_WORD,
        )
    return None
