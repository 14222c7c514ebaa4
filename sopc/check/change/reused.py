"""A number keeps its SOP.

Under another name and with no step in common it is another procedure; those who cite the number
mean the old one. That is an error unless it has a new ``direvisi``, by which its editor says that
it is the same procedure.
Found with ``sopc check --since``.

Bad::

    nomor: V.26.1.1.4
    nama: Peminjaman Kendaraan     # at the revision that is compared with: Penyusutan Arsip

Good::

    nomor: V.26.1.1.9
    nama: Peminjaman Kendaraan
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.check.change.comparison import at_once, is_another, is_revised, renumbered
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "CHG004"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each number under which another SOP seems to stand now."""
    if context.compared is None:
        return
    for change in context.compared.changed.values():
        if is_another(change):
            # who writes a new date says that it is a revision
            severity = SEVERITY if is_revised(context, change) else Severity.ERROR
            yield _other(context, change.pair.then, change.pair.now, severity)
    for pair in () if at_once(context) else renumbered(context):  # which are told of together
        number = pair.then.sop.number
        now_there = context.catalogue.by_number.get(number) if number else None
        if now_there is not None and pair.then.sop.status == "berlaku":
            yield _other(context, pair.then, now_there, Severity.ERROR)


def _other(context: Context, then: Entry, now: Entry, severity: Severity) -> Diagnostic:
    message = Phrase("{number} looks like another SOP", number=now.sop.number)
    hint = Phrase(
        "it was `{title}`: keep that as a tombstone, and take the next free number",
        title=then.sop.title,
    )
    return Diagnostic(CODE, message, context.place(now, "nama"), hint, severity)
