"""An SOP in force says when it was enacted.

Whoever audits it asks since when it holds, and whether whoever enacted it could do so then. Where
the form has no row for ``disahkan``, ``efektif`` says so. What a note of ``sumber`` records as
``kosong`` is not asked for again.

Bad::

    nomor: V.26.1.1.3
    dibuat: 2020-10-01

Good::

    nomor: V.26.1.1.3
    dibuat: 2020-10-01
    disahkan: 2020-11
"""

from collections.abc import Iterator

from sopc.check.contents.recorded import has_record, is_in_force
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "ISI001"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP in force without a date of enactment."""
    enacts = "disahkan" if "disahkan" in context.catalogue.settings.form.identity.keys else ""
    for entry in context.catalogue.entries:
        sop = entry.sop
        dated = sop.enacted or (not enacts and sop.effective)
        if not is_in_force(context, entry) or dated or has_record(sop, "disahkan"):
            continue
        message = Phrase("an SOP in force does not say when it was enacted")
        if not (sop.created or sop.revised or sop.effective or sop.reviewed):
            message = Phrase("an SOP in force has no date at all")
        hint = Phrase("add `disahkan`; while it is not enacted yet, write `status: draf`")
        yield Diagnostic(CODE, message, context.place(entry, "nama"), hint, SEVERITY)
