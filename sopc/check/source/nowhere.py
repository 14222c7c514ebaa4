"""The ``bagian`` of a note leads to what it is about.

It is a key of the file, with places in lists from 1 (``langkah[5].uraian``, ``keterkaitan[2]``), or
a place in print that has no key: ``sampul``, ``judul``, ``judul_bagan``, ``identitas``, ``bagan``,
``kolom``, ``tanda_tangan``, ``isi``, ``daftar_isi``. Whoever reads the note would look in vain. Of
a list that the document cuts short, a note of the kind ``kosong`` may name what comes next.

Bad::

    bagian: langkah[12].uraian        # of 6 steps

Good::

    bagian: langkah[2].uraian
"""

from collections.abc import Iterator

from sopc.catalogue.findings import findings
from sopc.check.rule import Context
from sopc.check.source.parts import Nowhere, value_of
from sopc.diagnostics import Diagnostic, Severity

CODE = "SRC005"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each note whose part is not there, with the nearest."""
    for finding in findings(context.catalogue):
        value = value_of(finding, context.catalogue)
        if isinstance(value, Nowhere) and not (value.is_place and finding.note.kind == "kosong"):
            place = context.noted(finding, "bagian")
            yield Diagnostic(CODE, value.message, place, value.hint, SEVERITY)
