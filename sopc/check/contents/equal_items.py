"""What is listed is listed once.

The same thing twice in one list is a slip, or two things were meant. Capitals and signs do not make
it another one. Lanes are FLW002's, regulations LNK017's.

Bad::

    peralatan: [Komputer, Printer, komputer]
    keterkaitan: [V.26.1.1.4, V.26.1.1.4]

Good::

    peralatan: [Komputer, Printer]
    keterkaitan: [V.26.1.1.4]
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.markup.plain import plain
from sopc.markup.words import marked
from sopc.mends import removes

CODE = "ISI005"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each item of a list that one before it equals."""
    for entry in context.catalogue.entries:
        first: dict[tuple[KeyPath, str], tuple[KeyPath, str]] = {}
        for path, text in _items(entry):
            words = plain(text)
            same, before = first.setdefault((path[:-1], words), (path, text))
            if same != path and words:
                message = Phrase("`{item}` is listed twice", item=text)
                hint = Phrase("remove one of them")
                related = RelatedPlace(context.place(entry, *same), Phrase("first listed here"))
                place = context.place(entry, *path)
                fix = removes(place.file, path, text) if _is_said_again(entry, path, same) else None
                if marked(text) != marked(before):  # it is not told which is spelt as it should be
                    fix = None
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,), fix=fix)


def _is_said_again(entry: Entry, path: KeyPath, same: KeyPath) -> bool:
    """Whether an item of *keterkaitan* also has the other's day on which it was confirmed."""
    if path[0] != "keterkaitan" or not isinstance(path[1], int) or not isinstance(same[1], int):
        return True
    return entry.sop.related[path[1]] == entry.sop.related[same[1]]


def _items(entry: Entry) -> Iterator[tuple[KeyPath, str]]:
    """The items of an SOP's lists, each with the way to it."""
    sop = entry.sop
    for path, text in entry.own.texts():
        if path[-1] != "tertulis":
            yield path, text
    for index, related in enumerate(sop.related):
        yield ("keterkaitan", index), str(related.number or related.outside)
    for key, texts in sop.extra.items():
        for index, text in enumerate(texts):
            yield ("isian", key, index), text
    for row, step in enumerate(sop.steps):
        lists = {"kelengkapan": step.inputs, "output": step.output, "keterangan": step.remarks}
        for key, texts in lists.items():
            for index, text in enumerate(texts):
                yield ("langkah", row, key, index), text
