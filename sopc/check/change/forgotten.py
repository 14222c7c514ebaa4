"""A number that was ever used is in use or retired.

All that came before the revision is looked at, not only what changed since: a number that was
removed long ago would otherwise be given out a second time. What a branch gave and took back before
it was merged was never public; of a number that was given by mistake, ``nomor_batal`` in
katalog.yaml says so.
Found with ``sopc check --since``.

Bad::

    (V.26.1.1.4 was deleted two years ago, and is nowhere now)

Good::

    nomor: V.26.1.1.4
    nama: Penyusutan Arsip
    status: dicabut
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.change.comparison import earlier_entries, is_kept, is_readable
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "CHG006"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each number that was removed at some time and has no tombstone."""
    earlier = context.earlier
    if earlier is None:
        return
    # CHG002 tells of those that were there at the revision
    entries = earlier_entries(context)
    told = {str(entry.sop.number) for entry in entries if entry.sop.status != "draf"}
    for removed in reversed(earlier.removed):  # what each number was last
        number = removed.number
        if number not in told and is_readable(context, number) and not is_kept(context, number):
            told.add(number)
            message = Phrase(
                "{number} {title} was removed from `{file}` and left no tombstone",
                number=number,
                title=removed.title,
                file=removed.file,
            )
            hint = Phrase(
                "add a file with its `nomor`, its `nama` and `status: dicabut`; a number that was "
                "never printed is named by `nomor_batal` in katalog.yaml"
            )
            place = context.root_place(SETTINGS_FILE, "unit")
            yield Diagnostic(CODE, message, place, hint, SEVERITY)
