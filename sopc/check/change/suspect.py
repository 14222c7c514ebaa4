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

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.sop import Related, Sop
from sopc.check.change.comparison import is_another, is_of_its_day, is_revised, written_places
from sopc.check.rule import Context
from sopc.compare.comparison import ChangedSop
from sopc.diagnostics import Diagnostic, KeyPath, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "CHG005"
SEVERITY = Severity.WARNING
_OF_NO_MATTER = frozenset({"kop", "keterkaitan", "total_waktu"})
"""What an SOP says that those who cite it do not rely on."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each unconfirmed citation of an SOP that changed."""
    if context.compared is None:
        return
    changed = {
        number: (change, paths)
        for number, change in context.compared.changed.items()
        if (is_revised(context, change) or not is_another(change))
        and (paths := [p for p in written_places(change.differences) if p[0] not in _OF_NO_MATTER])
    }
    for entry in context.catalogue.entries if changed else ():
        for index, related in enumerate(entry.sop.related):
            found = changed.get(related.number) if related.number else None
            if found is not None and entry.sop.is_written:
                change, paths = found
                if not _is_read(context, entry, related, change):
                    yield _unread(context, entry, index, change, paths[0])


def _unread(
    context: Context, entry: Entry, index: int, change: ChangedSop, path: KeyPath
) -> Diagnostic:
    cited = change.pair
    message = Phrase(
        "{number} {title} changed: does this SOP still hold?",
        number=cited.number,
        title=cited.now.sop.title,
    )
    hint = Phrase(
        "read both, then write {{nomor: {number}, dikonfirmasi: …}} with the day",
        number=cited.number,
    )
    place = context.place(entry, "keterkaitan", index, "nomor")
    there = RelatedPlace(context.place(cited.now, *path), Phrase("changed here"))
    return Diagnostic(CODE, message, place, hint, SEVERITY, (there,))


def _is_read(context: Context, entry: Entry, related: Related, change: ChangedSop) -> bool:
    """Whether the citing SOP's editor has looked: the citation is new, or newly confirmed."""
    assert context.compared is not None
    own = context.compared.pair_of.get(entry.sop.number) if entry.sop.number else None
    before = _citation_of(own.then.sop, change) if own else None
    if before is None:
        return True
    confirmed, revised = related.confirmed, change.pair.now.sop.revised
    if confirmed is None:
        return False
    if is_of_its_day(context, entry, confirmed):
        return True
    if revised is None or revised == change.pair.then.sop.revised:
        return confirmed != before.confirmed
    return not confirmed.surely_before(revised)


def _citation_of(citing: Sop, change: ChangedSop) -> Related | None:
    numbers = (change.pair.then.sop.number, change.pair.number)
    return next((each for each in citing.related if each.number in numbers), None)
