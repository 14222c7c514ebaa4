"""What stands at the head of SOPs does not change under their dates unseen.

Under the agency's name, a unit's or a section's name or their letterhead, SOPs were enacted. When
it is another, the pages are printed under a name that they were not enacted under, until they are
enacted or revised anew.
Found with ``sopc check --since``.

Bad::

    instansi:
      nama: Dinas Perdagangan    # at the revision that is compared with: Dinas Perindustrian

Good::

    disahkan: 2026-01-12         # in the SOPs that are enacted under the new name
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from sopc.catalogue.catalogue import Entry, Location
from sopc.catalogue.organisation import SETTINGS_FILE, Section, Settings, Unit
from sopc.check.change.comparison import old_dates, under_old_dates
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, Severity
from sopc.language import Phrase

CODE = "CHG011"
SEVERITY = Severity.WARNING


T = TypeVar("T", Unit, Section)


class _Heading(NamedTuple):
    """Lines that are another now: what they are and were, where, and below which SOPs stand."""

    then: str
    now: str
    path: KeyPath
    is_above: Callable[[Location], bool]


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each name of the agency, a unit or a section that is another above old dates."""
    if context.compared is None:
        return
    then, now = context.compared.then.settings, context.compared.now.settings
    headings = [*_of_agency(then, now), *_of_units(then, now)]
    entries = [pair.now for pair in under_old_dates(context)] if headings else []
    for heading in headings:
        below = [entry for entry in entries if heading.is_above(entry.location)]
        if below:
            yield _told(context, heading, below)


def _told(context: Context, heading: _Heading, below: list[Entry]) -> Diagnostic:
    place = context.root_place(SETTINGS_FILE, *heading.path)
    message = Phrase(
        "{count} SOPs stand under `{now}` with dates from when it was `{then}`",
        count=len(below),
        now=heading.now,
        then=heading.then,
    )
    hint = Phrase(
        "give those that are enacted or revised under it the day, in `disahkan` or `direvisi`"
    )
    dates = old_dates(context, below, place)
    return Diagnostic(CODE, message, place, hint, SEVERITY, dates)


def _everywhere(_: Location) -> bool:
    return True


def _of_agency(then: Settings, now: Settings) -> Iterator[_Heading]:
    before, after = then.agency, now.agency
    if before.name != after.name:
        yield _Heading(before.name, after.name, ("instansi", "nama"), _everywhere)
    elif before.heading != after.heading:
        lines = (" ".join(before.heading), " ".join(after.heading))
        yield _Heading(*lines, ("instansi", "kop"), _everywhere)


def _of_units(then: Settings, now: Settings) -> Iterator[_Heading]:
    for index, unit in enumerate(now.units):
        old = _same(then.units, unit)
        if old is None:
            continue
        way: KeyPath = ("unit", index)

        def is_above(place: Location, unit: Unit = unit) -> bool:
            return place.unit.folder == unit.folder

        if old.name != unit.name:
            yield _Heading(old.name, unit.name, (*way, "nama"), is_above)
        elif old.letterhead != unit.letterhead:
            lines = (" ".join(old.letterhead), " ".join(unit.letterhead))
            yield _Heading(*lines, (*way, "kop"), is_above)
        yield from _of_sections(old, unit, way)


def _of_sections(then: Unit, now: Unit, way: KeyPath) -> Iterator[_Heading]:
    for index, section in enumerate(now.sections):
        old = _same(then.sections, section)
        names = [each.name for each in (old, section) if each is not None]
        subtitles = [each.subtitle or "" for each in (old, section) if each is not None]

        def is_above(place: Location, section: Section = section) -> bool:
            return place.unit.folder == now.folder and place.section == section

        for key, lines in (("nama", names), ("subjudul", subtitles)):
            if len(set(lines)) > 1:
                yield _Heading(lines[0], lines[1], (*way, "seksi", index, key), is_above)
                break


def _same(then: tuple[T, ...], now: T) -> T | None:
    """The unit or section of then that is one of now: by its folder, or else by its number."""
    by_folder = (each for each in then if each.folder == now.folder)
    by_number = (each for each in then if each.number == now.number)
    return next(by_folder, None) or next(by_number, None)
