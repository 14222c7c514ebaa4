"""An SOP in force stays in force until it is retired.

``belum-disusun`` is what was never written. An SOP that was in force has readers: they are told
that it holds no longer (``dicabut``), or that it is being rewritten (``draf``), which is for
information.
Found with ``sopc check --since``.

Bad::

    status: belum-disusun      # at the revision that is compared with: berlaku

Good::

    status: dicabut
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "CHG012"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP that was in force and is planned or a draft now."""
    for pair in context.compared.pairs if context.compared else ():
        now = pair.now.sop
        if pair.then.sop.status != "berlaku" or now.status not in ("belum-disusun", "draf"):
            continue
        place = context.place(pair.now, "status")
        if now.status == "draf":
            message = Phrase("{number} was in force, and is a draft now", number=now.number)
            hint = Phrase("when it comes back into force otherwise, it needs a new `direvisi`")
            yield Diagnostic(CODE, message, place, hint, Severity.INFO)
        else:
            message = Phrase("{number} was in force, and is not written now", number=now.number)
            hint = Phrase("write `status: dicabut`, or `status: draf` while it is written anew")
            yield Diagnostic(CODE, message, place, hint, SEVERITY)
