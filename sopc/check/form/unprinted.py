"""What an SOP says is printed by the form.

A form may leave out boxes and columns. What SOPs say there is kept, and not printed.

Bad::

    peringatan: Surat hilang     # formulir: {identitas: {kotak: [[dasar_hukum]]}}

Good::

    peringatan: Surat hilang     # formulir: {identitas: {kotak: [[dasar_hukum], [peringatan]]}}
"""

from collections.abc import Iterator

from sopc.catalogue.form import Form
from sopc.catalogue.sop import Sop
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, Severity
from sopc.language import Phrase

CODE = "FRM002"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each box, and the first cell of each column, that an SOP fills and the form lacks."""
    form = context.catalogue.settings.form
    for entry in context.catalogue.entries:
        for key, path in (*_boxes(entry.sop, form), *_columns(entry.sop, form)):
            message = Phrase("the form does not print `{key}`", key=key)
            hint = Phrase("give it a place in `formulir`, or remove it here")
            yield Diagnostic(CODE, message, context.place(entry, *path), hint, SEVERITY)


def _boxes(sop: Sop, form: Form) -> Iterator[tuple[str, KeyPath]]:
    filled = {
        "efektif": sop.effective,
        "dasar_hukum": sop.legal_basis,
        "kualifikasi": sop.qualifications,
        "keterkaitan": sop.related,
        "peralatan": sop.equipment,
        "peringatan": sop.warnings,
        "pencatatan": sop.records,
        "riwayat": sop.history,
    }
    printed = {*form.identity.keys}
    if "revisi" in printed:  # it is the last of the history
        printed.add("riwayat")
    for key, value in filled.items():
        if value and key not in printed:
            yield key, (key,)


def _columns(sop: Sop, form: Form) -> Iterator[tuple[str, KeyPath]]:
    lacking = [key for key in ("kelengkapan", "waktu", "output", "keterangan")
               if key not in form.chart.columns]  # fmt: skip
    for index, step in enumerate(sop.steps):
        cells = {
            "kelengkapan": step.inputs,
            "waktu": step.duration,
            "output": step.output,
            "keterangan": step.remarks,
        }
        for key in [key for key in lacking if cells[key]]:
            lacking.remove(key)
            yield key, ("langkah", index, key)
