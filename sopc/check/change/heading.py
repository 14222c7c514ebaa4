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

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sopc.catalogue.catalogue import Entry, Location
from sopc.catalogue.organisation import SETTINGS_FILE, Settings, Unit
from sopc.check.change.comparison import old_dates, under_old_dates
from sopc.check.rule import Context
from sopc.compare.pairing import Pair
from sopc.diagnostics import Diagnostic, KeyPath, Severity
from sopc.language import Phrase

CODE = "CHG011"
SEVERITY = Severity.WARNING


class _Heading(NamedTuple):
    """Lines that are another now: what they were and are, and where katalog.yaml says so.

    ``path`` is None where an SOP's file was moved below another heading.
    """

    then: str
    now: str
    path: KeyPath | None


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each name of the agency, a unit or a section that is another above old dates."""
    if context.compared is None:
        return
    then, now = context.compared.then.settings, context.compared.now.settings
    below: defaultdict[_Heading, list[Entry]] = defaultdict(list)
    for pair in under_old_dates(context):
        for heading in (*_of_agency(then, now), *_of_place(context, now, pair)):
            below[heading].append(pair.now)
    for heading, entries in below.items():
        yield _told(context, heading, entries)


def _told(context: Context, heading: _Heading, below: list[Entry]) -> Diagnostic:
    place = context.place(below[0], "nomor")
    if heading.path is not None:
        place = context.root_place(SETTINGS_FILE, *heading.path)
    names = {"now": heading.now, "then": heading.then}
    message = Phrase(
        "{count} SOPs stand under `{now}` with dates from when it was `{then}`",
        count=len(below),
        **names,
    )
    if len(below) == 1:
        message = Phrase("1 SOP stands under `{now}` with dates from when it was `{then}`", **names)
    hint = Phrase(
        "give those that are enacted or revised under it the day, in `disahkan` or `direvisi`"
    )
    dates = old_dates(context, below, place)
    return Diagnostic(CODE, message, place, hint, SEVERITY, dates)


def _of_agency(then: Settings, now: Settings) -> Iterator[_Heading]:
    before, after = then.agency, now.agency
    if before.name != after.name:
        yield _Heading(before.name, after.name, ("instansi", "nama"))
    elif before.heading != after.heading:
        lines = (" ".join(before.heading), " ".join(after.heading))
        yield _Heading(*lines, ("instansi", "kop"))


def _of_place(context: Context, settings: Settings, pair: Pair) -> Iterator[_Heading]:
    """The unit's and the section's lines above an SOP, where they are others than they were."""
    then, now = pair.then.location, pair.now.location
    is_moved = not _is_same_unit(settings, then.unit, now.unit)
    is_elsewhere = is_moved or not _is_same_section(now.unit, then, now)
    values = context.catalogue.numbering.every.values(str(pair.number)) or {}
    is_told = pair.is_renumbered or ("unit" if is_moved else "seksi") in values
    if is_elsewhere and is_told:
        return  # its number is another, or does not fit
    index = settings.units.index(now.unit)
    way: KeyPath = ("unit", index)
    if then.unit.name != now.unit.name:
        yield _Heading(then.unit.name, now.unit.name, None if is_moved else (*way, "nama"))
    elif then.unit.letterhead != now.unit.letterhead:
        lines = (" ".join(then.unit.letterhead), " ".join(now.unit.letterhead))
        yield _Heading(*lines, None if is_moved else (*way, "kop"))
    if then.section is None or now.section is None:
        return
    inner: KeyPath = (*way, "seksi", now.unit.sections.index(now.section))
    if then.section.name != now.section.name:
        path = None if is_elsewhere else (*inner, "nama")
        yield _Heading(then.section.name, now.section.name, path)
    elif then.section.subtitle != now.section.subtitle:
        lines = (then.section.subtitle or "", now.section.subtitle or "")
        yield _Heading(*lines, None if is_elsewhere else (*inner, "subjudul"))


def _is_same_unit(settings: Settings, then: Unit, now: Unit) -> bool:
    """Whether a unit is the one that was: by its folder, or by its number where that is gone."""
    folders = {unit.folder for unit in settings.units}
    return then.folder == now.folder or (then.folder not in folders and then.number == now.number)


def _is_same_section(unit: Unit, then: Location, now: Location) -> bool:
    one, other = then.section, now.section
    if one is None or other is None:
        return one is other
    folders = {section.folder for section in unit.sections}
    return one.folder == other.folder or (one.folder not in folders and one.number == other.number)
