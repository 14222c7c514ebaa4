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
from sopc.check.words.plain import plain
from sopc.diagnostics import Diagnostic, KeyPath, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "ISI005"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each item of a list that one before it equals."""
    for entry in context.catalogue.entries:
        first: dict[tuple[KeyPath, str], KeyPath] = {}
        for path, text in _items(entry):
            words = plain(text)
            same = first.setdefault((path[:-1], words), path)
            if same != path and words:
                message = Phrase("`{item}` is listed twice", item=text)
                hint = Phrase("remove one of them")
                related = RelatedPlace(context.place(entry, *same), Phrase("first listed here"))
                place = context.place(entry, *path)
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))


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
