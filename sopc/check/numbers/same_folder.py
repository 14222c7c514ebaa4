"""Units, and the sections of a unit, differ in number and in folder.

The index and the folders follow them; with two alike, an SOP would stand in both.

Bad::

    unit:
      - {nomor: 1, folder: sekretariat, nama: Sekretariat}
      - {nomor: 1, folder: sekretariat, nama: Bidang Perdagangan}

Good::

    unit:
      - {nomor: 1, folder: sekretariat, nama: Sekretariat}
      - {nomor: 2, folder: perdagangan, nama: Bidang Perdagangan}
"""

from collections.abc import Iterator, Sequence

from sopc.catalogue.organisation import SETTINGS_FILE, Section, Unit
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath
from sopc.language import Phrase

CODE = "NUM008"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each unit or section that has the number or folder of one before it."""
    units = context.catalogue.settings.units
    yield from _alike(context, units, ("unit",))
    for index, unit in enumerate(units):
        yield from _alike(context, unit.sections, ("unit", index, "seksi"))


def _alike(
    context: Context, members: Sequence[Unit | Section], path: KeyPath
) -> Iterator[Diagnostic]:
    for index, member in enumerate(members):
        before = members[:index]
        if any(other.number == member.number for other in before):
            place = context.root_place(SETTINGS_FILE, *path, index, "nomor")
            message = Phrase("number {number} is given twice", number=member.number)
            yield Diagnostic(CODE, message, place, Phrase("count on"))
        if any(other.folder == member.folder for other in before):
            place = context.root_place(SETTINGS_FILE, *path, index, "folder")
            message = Phrase("folder `{folder}` is given twice", folder=member.folder)
            yield Diagnostic(CODE, message, place, Phrase("give each a folder of its own"))
