"""An SOP that says something else carries a new date of revision.

The printed page of old must be told from the one of today, and its date is what readers compare.
What counts is what is printed: another order of keys, comments, line breaks, other keys for the
same names, dates of enactment and review, notes on the source and waivers ask for nothing. Drafts
and planned SOPs change freely; who comes back into force is held against what was in force last.
Today's date is always late enough.
Found with ``sopc check --since``.

Bad::

    direvisi: 2025-03-01       # at the revision that is compared with
    direvisi: 2025-03-01       # now, with another step in `langkah`

Good::

    direvisi: 2026-01-12
"""

from collections.abc import Iterator

from sopc.check.change.comparison import is_another, is_revised, related, written_places
from sopc.check.rule import Context
from sopc.compare.comparison import ChangedSop
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase

CODE = "CHG001"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP in force whose content changed without a later date of revision."""
    for change in context.compared.changed.values() if context.compared else ():
        if not is_revised(context, change) and not is_another(change):
            yield _undated(context, change)


def _undated(context: Context, change: ChangedSop) -> Diagnostic:
    entry, paths = change.pair.now, written_places(change.differences)
    told = {
        "number": change.pair.number,
        "keys": ", ".join(f"`{path[0]}`" for path in paths),
    }
    message = Phrase("{number} was changed ({keys}) without a new `direvisi`", **told)
    if change.came_back:
        message = Phrase(
            "{number} is in force again, changed ({keys}), without a new `direvisi`", **told
        )
    hint = Phrase("add `direvisi` with the day of the change")
    if change.pair.then.sop.revised is not None or entry.sop.revised is not None:
        hint = Phrase("write the day of the change: `direvisi: {today}`", today=context.today)
    place = context.place(entry, *(("direvisi",) if entry.sop.revised else paths[0]))
    there = (context.place(entry, *path) for path in paths)
    return Diagnostic(
        CODE, message, place, hint, related=related(there, Phrase("changed here"), place)
    )
