"""What a note says of the catalogue is so.

What was taken (``diambil``) stands where ``bagian`` leads: in that text, or among the actors of
that step. A ``pertentangan`` of which nothing was taken is as printed, until the office decides:
its ``tercetak`` stands there. Otherwise an office that decides by the note would change something
else than what its book prints. Capitals, spaces and signs do not matter, an ellipsis (…) leaves
words out, and a slip of ``sumber.ejaan`` in katalog.yaml stands in ``tercetak`` as it is printed.

Bad::

    kualifikasi: [Mampu mengoperasikan komputer]
    sumber:
      catatan:
        bagian: kualifikasi[1]
        jenis: pertentangan
        tercetak: Mampu mengoperasikan kamera
        alasan: Bukan pekerjaan SOP ini.

Good::

    kualifikasi: [Mampu mengoperasikan kamera]
    sumber:
      catatan:
        bagian: kualifikasi[1]
        jenis: pertentangan
        tercetak: Mampu mengoperasikan kamera
        alasan: Bukan pekerjaan SOP ini.
"""

import re
from collections.abc import Iterator

from sopc.catalogue.findings import PlacedNote, findings
from sopc.check.rule import Context
from sopc.check.source.parts import Value, value_of
from sopc.check.source.quotes import is_numbers, quotes
from sopc.check.source.spellings import Spellings
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase
from sopc.markup.words import one_line

CODE = "SRC006"
SEVERITY = Severity.WARNING
_MOST = 90
"""So many characters of a text are shown."""
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each note that says something else than what stands at its part."""
    spellings = Spellings(context.catalogue.settings.source.spellings)
    for finding in findings(context.catalogue):
        value = value_of(finding, context.catalogue)
        if isinstance(value, Value) and finding.note.decision is None:
            yield from _of_text(finding, value, context, spellings)
            yield from _of_actors(finding, value, context)


def _of_text(
    finding: PlacedNote, value: Value, context: Context, spellings: Spellings
) -> Iterator[Diagnostic]:
    note, text = finding.note, value.text
    if text is None:
        return
    here = Phrase("there stands `{text}`", text=_short(text))
    if note.taken:
        if not _has(text, note.taken):
            message = Phrase("`diambil` is not what {part} has", part=note.part)
            yield _warning(message, here, finding, context, "diambil")
        return
    printed = {note.printed or "", spellings.mended(note.printed or "")}
    if note.kind == "pertentangan" and not any(_has(text, each) for each in printed):
        message = Phrase("a contradiction stays as printed, but {part} differs", part=note.part)
        hint = Phrase("{here}: write there what is printed, or `jenis: koreksi`", here=here)
        yield _warning(message, hint, finding, context, "tercetak")


def _has(text: str, quote: str) -> bool:
    """Whether a text has a quotation; one of numbers only is about how the items are numbered."""
    return quotes(quote, text) or (is_numbers(quote) and not is_numbers(text))


def _of_actors(finding: PlacedNote, value: Value, context: Context) -> Iterator[Diagnostic]:
    named = _KEY.findall(finding.note.taken or "") if value.actors else []
    wrong = [key for key in named if key in context.catalogue.actors and key not in value.actors]
    if wrong:
        part, actors = finding.note.part, ", ".join(sorted(value.actors))
        message = Phrase("`{key}` was taken, but {part} has others", key=wrong[0], part=part)
        hint = Phrase("write `diambil: {actors}`, or correct {part}", actors=actors, part=part)
        yield _warning(message, hint, finding, context, "diambil")


def _warning(
    message: Phrase, hint: Phrase, finding: PlacedNote, context: Context, key: str
) -> Diagnostic:
    return Diagnostic(CODE, message, context.noted(finding, key), hint, SEVERITY)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _MOST else f"{line[:_MOST].rstrip()}…"
