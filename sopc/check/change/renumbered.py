"""SOPs keep their numbers, however many move up.

A number that is printed, cited and signed is not given to the next one in the list: whoever holds
an old page finds another procedure under it. Where several SOPs have another number, that is told
once. Where they follow a new pattern that no old number fits, it is a warning: the office was
reorganised, and its old numbers can be kept beside the new.
Found with ``sopc check --since``.

Bad::

    nomor: V.26.1.1.5          # at the revision that is compared with: V.26.1.1.4
    nomor: V.26.1.1.6          # at the revision that is compared with: V.26.1.1.5

Good::

    nomor: V.26.1.1.4
    nomor: V.26.1.1.5          # and a new SOP takes the next number that is free
"""

from collections.abc import Iterator, Sequence

from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.change.comparison import at_once, is_kept, is_readable, related
from sopc.check.rule import Context
from sopc.compare.pairing import Pair
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "CHG009"
_MOST_RANGES = 3


def check(context: Context) -> Iterator[Diagnostic]:
    """Report once that several SOPs have other numbers."""
    pairs = sorted(at_once(context), key=lambda pair: _number(pair.then.sop.number))
    if not pairs:
        return
    message = Phrase(
        "{count} SOPs have another number: {ranges}", count=len(pairs), ranges=_ranges(pairs)
    )
    old = [str(pair.then.sop.number) for pair in pairs]
    severity = Severity.ERROR
    place = context.place(pairs[0].now, "nomor")
    if not any(is_readable(context, number) for number in old):
        severity = Severity.WARNING
        place = context.root_place(SETTINGS_FILE, "penomoran")
        hint = Phrase(
            "to keep the old numbers findable, add their pattern to `penomoran` after the new one, "
            "and for each a file with `nama`, `status: dicabut` and `digantikan`"
        )
    elif any(is_kept(context, number) for number in old):
        hint = Phrase(
            "give them their numbers back: others stand under these now; a new SOP takes the next "
            "free number"
        )
    else:
        hint = Phrase(
            "give them their numbers back, or keep under each old one a file with `nama`, "
            "`status: dicabut` and `digantikan`"
        )
    there = (context.place(pair.now, "nomor") for pair in pairs)
    others = related(there, Phrase("it has another number here"), place)
    yield Diagnostic(CODE, message, place, hint, severity, others)


def _ranges(pairs: Sequence[Pair]) -> Phrase:
    """What became what: numbers that follow each other, old and new, as one; the first few."""
    rows: list[list[Pair]] = []
    for pair in pairs:
        if rows and _follows(rows[-1][-1], pair):
            rows[-1].append(pair)
        else:
            rows.append([pair])
    parts = [_range(row[0], row[-1]) for row in rows[:_MOST_RANGES]]
    told = parts[0]
    for part in parts[1:]:
        told = Phrase("{one}, {other}", one=told, other=part)
    left = sum(map(len, rows[_MOST_RANGES:]))
    return Phrase("{ranges}, and {count} more", ranges=told, count=left) if left else told


def _range(first: Pair, last: Pair) -> Phrase:
    one = Phrase("{old} became {new}", old=first.then.sop.number, new=first.number)
    if first is last:
        return one
    return Phrase(
        "{old} to {old_last} became {new} to {new_last}",
        old=first.then.sop.number,
        old_last=last.then.sop.number,
        new=first.number,
        new_last=last.number,
    )


def _follows(one: Pair, other: Pair) -> bool:
    """Whether the old and the new number of one SOP come right after those of another."""
    return _is_next(_number(one.then.sop.number), _number(other.then.sop.number)) and _is_next(
        one.number, other.number
    )


def _is_next(one: SopNumber, other: SopNumber) -> bool:
    """Whether a number is one higher than another, in a single place of their pattern."""
    steps = [after - before for before, after in zip(one.order, other.order, strict=False)]
    return len(one.order) == len(other.order) and sorted(steps)[-1] == 1 == sum(map(abs, steps))


def _number(number: SopNumber | None) -> SopNumber:
    assert number is not None
    return number
