"""An SOP in force has steps.

Without them it tells nobody what to do. One that is planned has ``status: belum-disusun``; where
the document lacks the steps, a note of ``sumber`` records it as ``kosong``.

Bad::

    nomor: V.26.1.1.3
    nama: Pengelolaan Surat Masuk

Good::

    nomor: V.26.1.1.3
    nama: Pengelolaan Surat Masuk
    status: belum-disusun
"""

from collections.abc import Iterator

from sopc.check.contents.recorded import has_record, is_in_force
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "ISI002"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP in force without steps."""
    for entry in context.catalogue.entries:
        sop = entry.sop
        if is_in_force(context, entry) and not sop.steps and not has_record(sop, "langkah"):
            message = Phrase("an SOP in force has no steps")
            hint = Phrase("add `langkah`, or write `status: belum-disusun` or `status: draf`")
            yield Diagnostic(CODE, message, context.place(entry, "nama"), hint, SEVERITY)
