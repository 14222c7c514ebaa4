"""A number that is gone stays as a tombstone.

Printed pages, letters and other SOPs cite the number; whoever follows it must find what became of
it, and never another SOP. So must one that was given another number. Drafts may go.
Found with ``sopc check --since``.

Bad::

    (the file of V.26.1.1.4 is deleted)

Good::

    nomor: V.26.1.1.4
    nama: Penyusutan Arsip
    status: dicabut
    digantikan: V.26.1.1.9
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.change.comparison import earlier_entries, is_kept, meaning
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Place
from sopc.language import Phrase

CODE = "CHG002"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each number of the earlier revision that no file carries now."""
    successors: dict[bytes, Entry] = {}
    for entry in context.catalogue.entries:
        if entry.sop.number is not None:
            successors.setdefault(meaning(entry.sop), entry)
    for entry in earlier_entries(context):
        number = str(entry.sop.number)
        if entry.sop.status == "draf" or is_kept(context, number):
            continue
        successor = successors.get(meaning(entry.sop))
        if successor is None:
            message = Phrase("{number} {title} is gone", number=number, title=entry.sop.title)
            hint = Phrase("bring the file back with `status: dicabut`")
            yield Diagnostic(CODE, message, _heading_place(context, entry), hint)
        else:
            new = successor.sop.number
            message = Phrase("{number} became {new}, but a number stays", number=number, new=new)
            hint = Phrase(
                "keep a file `{file}` with `nama`, `status: dicabut` and `digantikan: {new}`",
                file=f"{entry.name}.yaml",
                new=new,
            )
            yield Diagnostic(CODE, message, context.place(successor, "nomor"), hint)


def _heading_place(context: Context, entry: Entry) -> Place:
    """Where katalog.yaml speaks of the section, or the unit, in which the SOP stood."""
    for position, unit in enumerate(context.catalogue.settings.units):
        if unit.folder == entry.location.unit.folder:
            folders = [section.folder for section in unit.sections]
            section = entry.location.section
            if section is not None and section.folder in folders:
                index = folders.index(section.folder)
                return context.root_place(SETTINGS_FILE, "unit", position, "seksi", index)
            return context.root_place(SETTINGS_FILE, "unit", position)
    return context.root_place(SETTINGS_FILE, "unit")
