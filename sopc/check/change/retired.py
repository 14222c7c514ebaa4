"""A retired number stays retired, under the name it had.

A tombstone tells those who hold an old page what it was. Used again, its number would stand on
pages of two procedures.
Found with ``sopc check --since``.

Bad::

    nomor: V.26.1.1.4
    status: berlaku            # at the revision that is compared with: dicabut

Good::

    nomor: V.26.1.1.4
    status: dicabut
"""

from collections.abc import Iterator

from sopc.check.change.comparison import pairs
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase

CODE = "CHG003"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each tombstone that came back to life, or changed its name."""
    for pair in pairs(context):
        if pair.then.status != "dicabut":
            continue
        now = pair.now.sop
        if now.status != "dicabut":
            key = "status" if "status" in now.model_fields_set else "nomor"
            message = Phrase("{number} is retired, and in use again", number=pair.number)
            hint = Phrase("write `status: dicabut` again; an SOP takes the next free number")
            yield Diagnostic(CODE, message, context.place(pair.now, key), hint)
        elif now.title != pair.then.title:
            message = Phrase("the retired {number} has another name", number=pair.number)
            hint = Phrase("it was `{title}`", title=pair.then.title)
            yield Diagnostic(CODE, message, context.place(pair.now, "nama"), hint)
