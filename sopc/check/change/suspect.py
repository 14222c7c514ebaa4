"""An SOP that cites a changed one is looked at again.

What it relies on may have moved. Its editor reads both and confirms with the day, which is the
date of the cited SOP's revision or later; that is no change that asks for a date of revision.
Found with ``sopc check --since``.

Bad::

    keterkaitan: [V.26.1.1.4]      # which was revised on 2026-01-10

Good::

    keterkaitan:
      - {nomor: V.26.1.1.4, dikonfirmasi: 2026-01-12}
"""

from collections.abc import Iterator

from sopc.catalogue.sop import Related, Sop
from sopc.check.change.comparison import changed, differences
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "CHG005"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each unconfirmed citation of an SOP that changed."""
    revised = {pair.number: pair for pair in changed(context)}
    for entry in context.catalogue.entries:
        for index, related in enumerate(entry.sop.related):
            pair = revised.get(related.number) if related.number else None
            if pair is None or not entry.sop.is_written:
                continue
            cited = pair.now.sop
            if _is_confirmed(related, cited):
                continue
            message = Phrase(
                "{number} {title} changed: does this SOP still hold?",
                number=related.number,
                title=cited.title,
            )
            hint = Phrase(
                "read both, then write {{nomor: {number}, dikonfirmasi: …}} with the day",
                number=related.number,
            )
            place = context.place(entry, "keterkaitan", index, "nomor")
            first = context.place(pair.now, *differences(pair)[0])
            there = RelatedPlace(first, Phrase("changed here"))
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (there,))


def _is_confirmed(related: Related, cited: Sop) -> bool:
    if related.confirmed is None or cited.revised is None:
        return False
    return not related.confirmed.surely_before(cited.revised)
