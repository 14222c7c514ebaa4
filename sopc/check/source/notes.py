"""What differs from the document an SOP was transcribed from.

Nothing is wrong here: these are the notes that ``sumber.catatan`` records, listed so that the
office can see how each contradiction of the printed book was resolved, and decide where it has to.

Bad::

    nomor: V.26.1.1.17            # the book prints V.261.1.17, and nobody will ever know

Good::

    nomor: V.26.1.1.17
    sumber:
      catatan:
        - bagian: nomor
          jenis: koreksi
          tercetak: V.261.1.17
          diambil: V.26.1.1.17
          alasan: Titik hilang di halaman identitas; Daftar Isi yang diikuti.
"""

from collections.abc import Iterator

from sopc.catalogue.findings import findings
from sopc.catalogue.source import Note
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Hint, Phrase

CODE = "SRC001"
SEVERITY = Severity.INFO


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each note, with what is printed, what was taken, and the office's choices."""
    for finding in findings(context.catalogue):
        place, note = context.noted(finding), finding.note
        choices = " / ".join(note.choices)
        hint: Hint = Phrase("the office decides: {choices}", choices=choices) if choices else ""
        yield Diagnostic(CODE, _message(note), place, hint, SEVERITY)


def _message(note: Note) -> Phrase:
    said = {
        "kind": note.kind,
        "part": note.part,
        "printed": _one_line(note.printed),
        "taken": _one_line(note.taken),
        "reason": _one_line(note.reason),
    }
    if note.printed and note.taken:
        return Phrase("{kind} {part}, printed `{printed}`, taken `{taken}`: {reason}", **said)
    if note.printed:
        return Phrase("{kind} {part}, printed `{printed}`: {reason}", **said)
    if note.taken:
        return Phrase("{kind} {part}, taken `{taken}`: {reason}", **said)
    return Phrase("{kind} {part}: {reason}", **said)


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
