"""Units and sections stand in katalog.yaml in the order of their numbers.

The book follows the numbers, whatever the order of the list; who reads the list should find the
book's order in it.

Bad::

    unit:
      - {nomor: 2, folder: perdagangan, nama: Bidang Perdagangan}
      - {nomor: 1, folder: sekretariat, nama: Sekretariat}

Good::

    unit:
      - {nomor: 1, folder: sekretariat, nama: Sekretariat}
      - {nomor: 2, folder: perdagangan, nama: Bidang Perdagangan}
"""

from collections.abc import Iterator, Sequence

from sopc.catalogue.organisation import SETTINGS_FILE, Section, Unit
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "NUM010"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each unit or section that comes after one of a higher number."""
    units = context.catalogue.settings.units
    yield from _unordered(context, units, ("unit",))
    for index, unit in enumerate(units):
        yield from _unordered(context, unit.sections, ("unit", index, "seksi"))


def _unordered(
    context: Context, members: Sequence[Unit | Section], path: KeyPath
) -> Iterator[Diagnostic]:
    for index in range(1, len(members)):
        number, before = members[index].number, members[index - 1].number
        if number < before:
            message = Phrase("number {number} comes after {before}", number=number, before=before)
            place = context.root_place(SETTINGS_FILE, *path, index, "nomor")
            hint = Phrase("put them in the order of their numbers")
            other = context.root_place(SETTINGS_FILE, *path, index - 1, "nomor")
            related = RelatedPlace(other, Phrase("this one comes before it"))
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))
