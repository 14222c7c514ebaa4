"""What rules about changes share: what is still there of then, and which dates are new."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.dates import PartialDate
from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.catalogue.sop import Sop
from sopc.check.rule import Context
from sopc.compare.comparison import ChangedSop
from sopc.compare.differences import Difference
from sopc.compare.pairing import Pair, activities, title
from sopc.diagnostics import KeyPath, Place, RelatedPlace
from sopc.language import Phrase

MOST_PLACES = 3
"""So many other places are shown with a finding about many."""


def earlier_entries(context: Context) -> tuple[Entry, ...]:
    """The SOPs at the earlier revision whose files differ now."""
    earlier = context.earlier
    return earlier.catalogue.entries if earlier and earlier.catalogue else ()


def written_places(differences: Iterable[Difference]) -> list[KeyPath]:
    """Of each key of a file that differs, the way to its first value that does: the key, and in a
    list the item."""
    found: dict[str | int, KeyPath] = {}
    for each in differences:
        depth = 2 if len(each.path) > 1 and isinstance(each.path[1], int) else 1
        found.setdefault(each.path[0], each.path[:depth])
    return [*found.values()]


def is_later(then: PartialDate | None, now: PartialDate | None) -> bool:
    """Whether a date is new, and lies after what it was as far as one can tell.

    One that says less of the same day, 2025-03 for 2025-03-01, is not.
    """
    if now is None or now == then:
        return False
    return then is None or not (now.surely_before(then) or _says_less(now, then))


def _says_less(now: PartialDate, then: PartialDate) -> bool:
    known = [each for each in (now.year, now.month, now.day) if each]
    return [then.year, then.month, then.day][: len(known)] == known


def is_of_its_day(context: Context, entry: Entry, day: PartialDate) -> bool:
    """Whether a date that an SOP had already may stand again for what was changed since.

    It may on the very day on which the file was written as it is, for there are changes that follow
    another on one day. Clocks differ by the hours between time zones: a file is never written later
    than today, so that today's date is always late enough.
    """
    if not day.day:
        return False
    days = context.earlier.days if context.earlier else {}
    written = min(days.get(entry.location.file, context.today), context.today)
    return written <= date(day.year, day.month, day.day) <= context.today + timedelta(days=1)


def is_revised(context: Context, change: ChangedSop) -> bool:
    """Whether a changed SOP's date of revision is new; the second of a day may be the same.

    The first date of revision is held against the day on which the SOP was enacted.
    """
    before = change.pair.then.sop
    then, now = before.revised or before.enacted, change.pair.now.sop.revised
    if now is None:
        return False
    if now == then and (now.day or before.revised):
        return is_of_its_day(context, change.pair.now, now)
    if before.revised is None:
        return then is None or not now.surely_before(then)
    today = PartialDate(context.today.year, context.today.month, context.today.day)
    return is_later(then, now) or (then is not None and today.surely_before(then))


def has_later_date(then: Sop, now: Sop) -> bool:
    """Whether an SOP was enacted, revised or put into effect anew.

    A date that it had not is none of those if it lies before the ones that it had.
    """
    known = [each for each in (then.enacted, then.revised) if each is not None]
    dates = ((then.enacted, now.enacted), (then.revised, now.revised))
    return any(
        is_later(was, date)
        and (was is not None or not any(date.surely_before(each) for each in known if date))
        for was, date in (*dates, (then.effective, now.effective))
    )


def under_old_dates(context: Context) -> Iterator[Pair]:
    """The SOPs that were in force and are, with the dates that they had.

    Without those that went to another unit with their numbers: that is told as such.
    """
    for pair in context.compared.pairs if context.compared else ():
        then, now = pair.then, pair.now
        has_gone = pair.is_renumbered and then.location.unit.folder != now.location.unit.folder
        if pair.in_force and not has_gone and not has_later_date(then.sop, now.sop):
            yield pair


def is_another(change: ChangedSop) -> bool:
    """Whether another SOP seems to stand under a number: with another title, and no step in
    common."""
    then, now = change.pair.then.sop, change.pair.now.sop
    has_common = activities(then) & activities(now)
    is_other = bool(then.steps) and title(then) != title(now) and not has_common
    return is_other and not change.pair.is_renumbered


def renumbered(context: Context) -> tuple[Pair, ...]:
    """The SOPs that have another number now, the file of the old one being gone or another's.

    Without those whose old number was given by mistake: it is free.
    """
    pairs = context.compared.renumbered if context.compared else ()
    return tuple(
        pair
        for pair in pairs
        if pair.then.sop.number
        and not _is_out_of_sight(context, pair.then.sop.number)
        and not is_void(context, str(pair.then.sop.number))
    )


def at_once(context: Context) -> tuple[Pair, ...]:
    """The renumbered SOPs that are told of together: several, or one whose pattern was given up."""
    pairs = renumbered(context)
    if len(pairs) == 1 and is_readable(context, str(pairs[0].then.sop.number)):
        return ()
    return pairs


def is_readable(context: Context, number: str) -> bool:
    """Whether a number follows one of the catalogue's patterns, so that a file could carry it."""
    return context.catalogue.numbering.every.values(number) is not None


def is_kept(context: Context, number: str) -> bool:
    """Whether a number needs no tombstone: it stands in the catalogue, may do so in a file that is
    not read, or was given by mistake."""
    wanted = SopNumber((), number)
    is_there = wanted in context.catalogue.by_number or _is_out_of_sight(context, wanted)
    return is_there or is_void(context, number)


def _is_out_of_sight(context: Context, number: SopNumber) -> bool:
    """Whether a number's file has faults of its own, or is left out by a sparse checkout."""
    left_out = context.earlier.not_checked_out if context.earlier else ()
    return number.file_stem in context.unread.sops or number.file_stem in left_out


def related(places: Iterable[Place], label: Phrase, but: Place) -> tuple[RelatedPlace, ...]:
    """The first of other places that a finding is about."""
    others = [each for each in dict.fromkeys(places) if each != but]
    return tuple(RelatedPlace(each, label) for each in others[:MOST_PLACES])


def old_dates(context: Context, entries: Iterable[Entry], but: Place) -> tuple[RelatedPlace, ...]:
    """Where a few SOPs say when they were enacted, or last revised; of those without a date, which
    these are."""
    found: list[RelatedPlace] = []
    for entry, _ in zip(entries, range(MOST_PLACES), strict=False):
        dates = {"disahkan": entry.sop.enacted, "direvisi": entry.sop.revised}
        given = [key for key, date in dates.items() if date is not None]
        label = Phrase("a date from before") if given else Phrase("it has no date of enactment")
        found.append(RelatedPlace(context.place(entry, *given[:1] or ("nomor",)), label))
    return tuple(each for each in found if each.place != but)


def is_void(context: Context, number: str) -> bool:
    """Whether the catalogue says that a number was given by mistake."""
    return any(void.number == number for void in context.catalogue.settings.void)


def place_of(context: Context, file: str) -> Place:
    """The top of a file of the earlier revision, or of katalog.yaml when it is gone."""
    settings = context.root_place(SETTINGS_FILE)
    path = (Path(settings.file).parent / file).as_posix()
    return Place(path) if path in context.source_map.files else settings
