"""A number that was taken away is not given to another procedure.

Pages, letters and other SOPs that bear it mean the first. The whole history is looked at, so that
it does not matter when the number was taken away: its file removed, or put to ``draf`` and written
anew. An SOP that comes back as itself may, by its name or with a step that it had. A number that
was only ever a draft's is free, and so is one that ``nomor_batal`` in katalog.yaml names.
Found with ``sopc check --since``.

Bad::

    nomor: V.26.1.1.4
    nama: Peminjaman Kendaraan     # it was deleted last year, and its name was Penyusutan Arsip

Good::

    nomor: V.26.1.1.9
    nama: Peminjaman Kendaraan
"""

from collections.abc import Iterator, Set

from sopc.catalogue.earlier import Removed, said
from sopc.catalogue.sop import Sop
from sopc.check.change.comparison import earlier_entries
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase

CODE = "CHG013"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP that has the number of another that was taken away."""
    earlier = context.earlier
    removed: dict[str, list[Removed]] = {}
    for each in earlier.removed if earlier else ():
        removed.setdefault(each.number, []).append(each)
    before = {
        str(entry.sop.number): entry.sop
        for entry in earlier_entries(context)
        if entry.sop.status == "berlaku"
    }
    for number, entry in context.catalogue.by_number.items():
        first = _owners(removed.get(str(number), []))
        if not first or entry.sop.status in ("draf", "dicabut"):
            continue
        then = before.get(str(number))  # CHG004 tells of what it became since
        if not _is_any_of(entry.sop, first) and not (then and _is_any_of(then, first)):
            message = Phrase(
                "{number} was another SOP, which was taken away: {title}",
                number=number,
                title=first[-1].title,
            )
            hint = Phrase(
                "bring that back with `status: dicabut`, and take the next free number; "
                "a number that was never printed is named by `nomor_batal` in katalog.yaml"
            )
            yield Diagnostic(CODE, message, context.place(entry, "nomor"), hint)


def _owners(losses: list[Removed]) -> list[Removed]:
    """Of all that had a number, the first, and what came back as it."""
    found = losses[:1]
    for loss in losses[1:]:
        if any(_is_same(loss.titles, loss.activities, other) for other in found):
            found.append(loss)
    return found


def _is_any_of(sop: Sop, owners: list[Removed]) -> bool:
    titles, activities = {said(sop.title)}, {said(step.activity) for step in sop.steps}
    return any(_is_same(titles, activities, owner) for owner in owners)


def _is_same(titles: Set[str], activities: Set[str], owner: Removed) -> bool:
    return not titles.isdisjoint(owner.titles) or not activities.isdisjoint(owner.activities)
