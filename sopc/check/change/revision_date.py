"""An SOP that says something else carries a new date of revision.

The printed page of old must be told from the one of today, and its date is what readers compare.
What counts is the content: another order of keys, comments, line breaks, dates of enactment and
review, notes on the source and waivers ask for nothing. Drafts and planned SOPs change freely.
Found with ``sopc check --since``.

Bad::

    direvisi: 2025-03-01       # at the revision that is compared with
    direvisi: 2025-03-01       # now, with another step in `langkah`

Good::

    direvisi: 2026-01-12
"""

from collections.abc import Iterator

from sopc.catalogue.sop import Sop
from sopc.check.change.comparison import changed, differences
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace
from sopc.language import Phrase

CODE = "CHG001"
_MOST = 3
"""Changed places that are shown."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP in force whose content changed without a later date of revision."""
    for pair in changed(context):
        then, now = pair.then.revised, pair.now.sop.revised
        if _is_new(pair.then, pair.now.sop):
            continue
        paths = differences(pair)
        message = Phrase(
            "{number} was changed ({keys}) without a new `direvisi`",
            number=pair.number,
            keys=", ".join(f"`{path[0]}`" for path in paths),
        )
        hint = Phrase("add `direvisi` with the day of the change")
        if then is not None:
            hint = Phrase("write the day of the change, later than {day}", day=then.iso)
        place = context.place(pair.now, *(("direvisi",) if now else paths[0]))
        there = (context.place(pair.now, *path) for path in paths[:_MOST])
        related = tuple(RelatedPlace(p, Phrase("changed here")) for p in there if p != place)
        yield Diagnostic(CODE, message, place, hint, related=related)


def _is_new(then: Sop, now: Sop) -> bool:
    if now.revised is None:
        return False
    if then.revised is None:
        return True
    return now.revised != then.revised and not now.revised.surely_before(then.revised)
