"""A related SOP that is given by number exists.

*Keterkaitan* cites by number, so that a title cannot drift. A number that no SOP has is a dangling
link. An SOP of another agency, or none of the catalogue's, is cited by its words with ``luar``.
Let stand, the number is printed without a title. The same holds of the successor of a revoked SOP,
and of the SOPs that a note of ``sumber`` says it concerns; there, a draft without a number is
called by its file.

Bad::

    keterkaitan: [V.26.1.1.99]

Good::

    keterkaitan:
      - V.26.1.1.4
      - luar: SOP Pemeliharaan Arsip
"""

from collections.abc import Container, Iterator, Set

from sopc.catalogue.findings import findings
from sopc.catalogue.number import SopNumber
from sopc.check.numbers.of_entries import missed
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic, KeyPath
from sopc.language import Phrase

CODE = "LNK001"
_GONE = Phrase(
    "write that SOP, or where it is gone keep its number with `status: dicabut`; "
    "an SOP outside the catalogue is `luar: …`"
)
"""What to do about a number that several cite: it is no slip of the pen."""
_SIGNS = "0123456789./-"
_LONGEST = 60
_MOST_GUESSED = 1000
"""For so many numbers of a catalogue a slip is looked for: of those of a file 500 are listed."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each related number, successor, and SOP concerned by a note, that is not there."""
    known, unread = context.catalogue.by_number, missed(context)
    # of one that is no SOP to work by another rule would tell
    usable = {
        str(number) for number, each in known.items() if each.sop.status in ("berlaku", "draf")
    }
    guessed = 0
    for entry in context.catalogue.entries:
        cited: list[tuple[SopNumber | None, KeyPath]] = [
            (related.number, ("keterkaitan", index, "nomor"))
            for index, related in enumerate(entry.sop.related)
        ]
        cited.append((entry.sop.replaced_by, ("digantikan",)))
        for number, path in cited:
            if number is None or number in known or number.file_stem in unread:
                continue
            guessed += 1
            named = {str(entry.sop.number), *(str(each) for each, _ in cited)}
            close = _close(str(number), usable, named) if guessed <= _MOST_GUESSED else ""
            hint = Phrase("cite an SOP outside the catalogue with `luar: …`")
            if close:
                hint = Phrase("did you mean `{number}`?", number=close)
            message = Phrase("no SOP has the number {number}", number=number)
            place, cause = context.place(entry, *path), CommonCause(str(number), hint=_GONE)
            yield Diagnostic(CODE, message, place, hint, cause=cause)
    yield from _concerned(context, unread)


def _concerned(context: Context, unread: frozenset[str]) -> Iterator[Diagnostic]:
    known = context.catalogue.by_name
    guessed = 0
    for finding in findings(context.catalogue):
        for index, name in enumerate(finding.note.concerned):
            if name in known or SopNumber((), name).file_stem in unread:
                continue
            guessed += 1
            close = _close(name, known) if guessed <= _MOST_GUESSED else ""
            hint = Phrase("name an SOP of this catalogue, or remove it")
            if close:
                hint = Phrase("did you mean `{number}`?", number=close)
            message = Phrase("no SOP has the number {number}", number=name)
            place, cause = context.noted(finding, "sop", index), CommonCause(name, hint=_GONE)
            yield Diagnostic(CODE, message, place, hint, cause=cause)


def _close(number: str, known: Container[str], named: Set[str] = frozenset()) -> str:
    """The first of the known numbers that differs by one slip of the pen, or nothing.

    It is none of those that are named there already, such as the citing SOP's own; what is longer
    than numbers are is no slip.

    A slip is a sign too many, missing, wrong, or in the place of the next. Trying them all takes
    as long in a catalogue of thousands as in a small one.
    """
    if len(number) > _LONGEST:
        return ""
    halves = [(number[:cut], number[cut:]) for cut in range(len(number) + 1)]
    slips = {a + b[1:] for a, b in halves if b}
    slips |= {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    slips |= {a + sign + rest for a, b in halves for sign in _SIGNS for rest in (b, b[1:])}
    return min((slip for slip in slips - named if slip in known), default="")
