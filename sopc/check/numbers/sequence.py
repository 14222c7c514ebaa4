"""The numbers of a section follow one another without gaps.

A gap in the index looks like a lost SOP. A number that is no longer in use stays as a tombstone
(``status: dicabut``), one that is planned as ``status: belum-disusun``.

Bad::

    V.26.1.3.1, V.26.1.3.2, V.26.1.3.4

Good::

    V.26.1.3.1, V.26.1.3.2, V.26.1.3.3 (status: dicabut), V.26.1.3.4
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.number import SopNumber
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace
from sopc.language import Phrase

CODE = "NUM006"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP before whose number others are missing."""
    scheme = context.catalogue.settings.scheme
    series: dict[tuple[tuple[str, int], ...], list[tuple[int, Entry]]] = {}
    for entry in context.catalogue.entries:
        values = scheme.values(str(entry.sop.number)) if entry.sop.number else None
        if values is not None:
            rest = tuple(sorted((k, v) for k, v in values.items() if k != "urut"))
            series.setdefault(rest, []).append((values["urut"], entry))
    for members in series.values():
        expected = 1
        before: tuple[RelatedPlace, ...] = ()
        for sequence, entry in sorted(members, key=lambda member: member[0]):
            if sequence > expected and not _unread(context, entry, expected, sequence):
                missing = _missing(context, entry, expected, sequence)
                message = Phrase(
                    "before {number}, the series lacks {missing}",
                    number=entry.sop.number,
                    missing=missing,
                )
                hint = Phrase("renumber, or keep a tombstone with `status: dicabut`")
                place = context.place(entry, "nomor")
                yield Diagnostic(CODE, message, place, hint, related=before)
            expected = sequence + 1
            label = Phrase("the series comes from here")
            before = (RelatedPlace(context.place(entry, "nomor"), label),)


def _numbers(context: Context, entry: Entry, start: int, stop: int) -> list[str]:
    scheme = context.catalogue.settings.scheme
    values = scheme.values(str(entry.sop.number)) or {}
    return [scheme.compose(**{**values, "urut": n}) for n in range(start, min(stop, start + 99))]


def _missing(context: Context, entry: Entry, start: int, stop: int) -> str:
    first, *_ = _numbers(context, entry, start, start + 1)
    last, *_ = _numbers(context, entry, stop - 1, stop)
    return first if first == last else Phrase("{first} to {last}", first=first, last=last)


def _unread(context: Context, entry: Entry, start: int, stop: int) -> bool:
    """Whether a missing number is that of a file which only could not be read."""
    numbers = _numbers(context, entry, start, stop)
    stems = {SopNumber((), number).file_stem for number in numbers}
    return bool(stems & context.unread.sops)
