"""A number that is gone stays as a tombstone.

Printed pages, letters and other SOPs cite the number; whoever follows it must find what became of
it, and never another SOP. So must one that was given another number. Drafts may go. A number that
``nomor_batal`` calls void may go, too, or pass to another: if it was in force, that is told, as a
warning.
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
from sopc.check.change.comparison import at_once, is_kept, is_readable, is_void, renumbered
from sopc.check.rule import Context
from sopc.compare.pairing import Pair
from sopc.diagnostics import Diagnostic, Place, Severity
from sopc.language import Phrase

CODE = "CHG002"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each number of the earlier revision that no file carries now."""
    if context.compared is None:
        return
    if not at_once(context):  # which are told of together
        for pair in renumbered(context):
            if not is_kept(context, str(pair.then.sop.number)):
                yield _became(context, pair)
    for entry in context.compared.gone:
        number = str(entry.sop.number)
        if entry.sop.status != "draf" and not is_kept(context, number):
            yield _gone(context, entry)
    others = [pair.then for pair in context.compared.renumbered]
    for entry in (*context.compared.gone, *others):
        if entry.sop.status == "berlaku" and is_void(context, str(entry.sop.number)):
            yield _called_void(context, entry)


def _gone(context: Context, entry: Entry) -> Diagnostic:
    number, place = str(entry.sop.number), _heading_place(context, entry)
    message = Phrase("{number} {title} is gone", number=number, title=entry.sop.title)
    hint = Phrase("bring the file back with `status: dicabut`")
    if not is_readable(context, number):
        hint = Phrase(
            "bring its pattern back in `penomoran`, after those of today, and the file with "
            "`status: dicabut`"
        )
    return Diagnostic(CODE, message, place, hint)


def _called_void(context: Context, entry: Entry) -> Diagnostic:
    """Told once, where it is done: whoever calls a number void says that no page has it."""
    numbers = [void.number for void in context.catalogue.settings.void]
    number = str(entry.sop.number)
    place = context.root_place(SETTINGS_FILE, "nomor_batal", numbers.index(number))
    message = Phrase(
        "{number} {title} was in force, and is called void", number=number, title=entry.sop.title
    )
    hint = Phrase("if any page of it was given out, bring the file back with `status: dicabut`")
    return Diagnostic(CODE, message, place, hint, Severity.WARNING)


def _became(context: Context, pair: Pair) -> Diagnostic:
    number, new = pair.then.sop.number, pair.number
    message = Phrase("{number} became {new}, but a number stays", number=number, new=new)
    hint = Phrase(
        "keep a file `{file}` with `nama`, `status: dicabut` and `digantikan: {new}`",
        file=f"{pair.then.name}.yaml",
        new=new,
    )
    return Diagnostic(CODE, message, context.place(pair.now, "nomor"), hint)


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
