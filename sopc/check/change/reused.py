"""A number keeps its SOP.

Under another name and with no step in common it is another procedure; those who cite the number
mean the old one.
Found with ``sopc check --since``.

Bad::

    nomor: V.26.1.1.4
    nama: Peminjaman Kendaraan     # at the revision that is compared with: Penyusutan Arsip

Good::

    nomor: V.26.1.1.9
    nama: Peminjaman Kendaraan
"""

from collections.abc import Iterator

from sopc.catalogue.sop import Sop
from sopc.check.change.comparison import changed
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "CHG004"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each number under which another SOP seems to stand now."""
    for pair in changed(context):
        if _is_other(pair.then, pair.now.sop):
            message = Phrase("{number} looks like another SOP", number=pair.number)
            hint = Phrase(
                "it was `{title}`: keep that as a tombstone, and take the next free number",
                title=pair.then.title,
            )
            yield Diagnostic(CODE, message, context.place(pair.now, "nama"), hint, SEVERITY)


def _is_other(then: Sop, now: Sop) -> bool:
    same_name = then.title.casefold() == now.title.casefold()
    return bool(then.steps) and not same_name and not _activities(then) & _activities(now)


def _activities(sop: Sop) -> set[str]:
    return {step.activity.casefold() for step in sop.steps}
