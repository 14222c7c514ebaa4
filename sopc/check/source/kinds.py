"""A note of ``sumber`` has the keys of its kind.

``koreksi``: something else is printed there (``tercetak``), and what was taken instead is
``diambil``. ``simpulan``: it is not printed, but inferred; with any of ``tercetak``, ``diambil``
and ``pilihan``. ``kosong``: the document lacks it, so that nothing can have been taken, or chosen
from. ``pertentangan``: the document contradicts itself, and the catalogue has what is printed
(``tercetak``) until the office decides; or it is printed in several ways (``pilihan``), of which
one had to be taken (``diambil``). Only ``pertentangan`` and ``simpulan`` leave something to decide,
so that only they can have a ``keputusan_kantor``. One difference is one note.

Bad::

    bagian: nomor
    jenis: koreksi
    tercetak: V.261.1.17
    alasan: Titik hilang.

Good::

    bagian: nomor
    jenis: koreksi
    tercetak: V.261.1.17
    diambil: V.26.1.1.17
    alasan: Titik hilang.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sopc.catalogue.findings import PlacedNote, findings
from sopc.catalogue.source import Note
from sopc.check.rule import Context
from sopc.check.source.quotes import letters
from sopc.diagnostics import Diagnostic, Place, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "SRC002"
SEVERITY = Severity.WARNING


class _Fault(NamedTuple):
    """What is wrong with a note, what to type, and at which of its keys."""

    message: Phrase
    hint: Phrase
    key: str = "jenis"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each note that lacks a key of its kind, has one of another, or is there twice."""
    seen: dict[object, Place] = {}
    for finding in findings(context.catalogue):
        for fault in _faults(finding.note):
            place = context.noted(finding, fault.key)
            yield Diagnostic(CODE, fault.message, place, fault.hint, SEVERITY)
        yield from _twice(finding, context, seen)


def _faults(note: Note) -> Iterator[_Fault]:
    match note.kind:
        case "koreksi":
            yield from _of_correction(note)
        case "kosong":
            yield from _of_gap(note)
        case "pertentangan":
            yield from _of_contradiction(note)
    if note.taken and note.choices and letters(note.taken) not in map(letters, note.choices):
        yield _Fault(
            Phrase("`diambil` is none of `pilihan`"),
            Phrase("add it to `pilihan`, word for word"),
            "diambil",
        )
    if note.decision is not None and note.kind in ("koreksi", "kosong"):
        yield _Fault(
            Phrase("`{kind}` leaves nothing for the office to decide", kind=note.kind),
            Phrase("remove `keputusan_kantor`, or write `jenis: pertentangan`"),
            "keputusan_kantor",
        )


def _of_correction(note: Note) -> Iterator[_Fault]:
    if not note.printed:
        yield _Fault(
            Phrase("a correction says what is printed: `tercetak` is missing"),
            Phrase("add `tercetak: …`; where nothing is printed, write `jenis: simpulan`"),
        )
    if not note.taken:
        yield _Fault(
            Phrase("a correction says what was taken instead: `diambil` is missing"),
            Phrase("add `diambil: …`; where it was left as printed, write `jenis: pertentangan`"),
        )


def _of_gap(note: Note) -> Iterator[_Fault]:
    for key, given in (("diambil", note.taken), ("pilihan", note.choices)):
        if given:
            yield _Fault(
                Phrase("what the document lacks has no `{key}`", key=key),
                Phrase("remove it; where something was inferred, write `jenis: simpulan`"),
                key,
            )


def _of_contradiction(note: Note) -> Iterator[_Fault]:
    if not note.printed and len(note.choices) < 2:
        yield _Fault(
            Phrase("a contradiction says what is printed: `tercetak` is missing"),
            Phrase("add `tercetak: …`, or the two that contradict each other: `pilihan: […, …]`"),
        )
    if note.taken and not note.choices:
        yield _Fault(
            Phrase("`diambil` is one of several that are printed: `pilihan` is missing"),
            Phrase("add `pilihan: […, …]`; what is not printed is taken by `jenis: koreksi`"),
            "diambil",
        )


def _twice(
    finding: PlacedNote, context: Context, seen: dict[object, Place]
) -> Iterator[Diagnostic]:
    note = finding.note
    file = (finding.entry.location.file, ()) if finding.entry else (finding.file, finding.path[:-1])
    key = (file, note.part, note.kind, letters(note.printed or ""))
    place = context.noted(finding)
    if key in seen:
        message = Phrase("a second note says the same of {part}", part=note.part)
        hint = Phrase("make one note of both")
        first = RelatedPlace(seen[key], Phrase("first noted here"))
        yield Diagnostic(CODE, message, place, hint, SEVERITY, (first,))
    seen.setdefault(key, place)
