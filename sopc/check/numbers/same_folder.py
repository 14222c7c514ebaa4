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
from sopc.diagnostics import Diagnostic, KeyPath, RelatedPlace
from sopc.language import Phrase

CODE = "NUM008"
BINDING = "The index and the volumes could not tell the SOPs of one from those of the other."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each unit or section that has the number or folder of one before it."""
    units = context.catalogue.settings.units
    yield from _alike(context, units, ("unit",))
    for index, unit in enumerate(units):
        yield from _alike(context, unit.sections, ("unit", index, "seksi"))


def _alike(
    context: Context, members: Sequence[Unit | Section], path: KeyPath
) -> Iterator[Diagnostic]:
    numbers: dict[int, int] = {}
    folders: dict[str, int] = {}
    for index, member in enumerate(members):
        number = numbers.setdefault(member.number, index)
        folder = folders.setdefault(member.folder, index)
        if number < index:
            message = Phrase("number {number} is given twice", number=member.number)
            hint = Phrase("count on")
            yield _twice(context, (*path, number, "nomor"), (*path, index, "nomor"), message, hint)
        if folder < index:
            message = Phrase("folder `{folder}` is given twice", folder=member.folder)
            hint = Phrase("give each a folder of its own")
            yield _twice(
                context, (*path, folder, "folder"), (*path, index, "folder"), message, hint
            )


def _twice(
    context: Context, first: KeyPath, path: KeyPath, message: Phrase, hint: Phrase
) -> Diagnostic:
    other = RelatedPlace(context.root_place(SETTINGS_FILE, *first), Phrase("first given here"))
    place = context.root_place(SETTINGS_FILE, *path)
    return Diagnostic(CODE, message, place, hint, related=(other,))
