"""What an SOP says, the document says that it was transcribed from.

With ``sopc check --source FILE``, the text of the source document, the title, the boxes and the
steps of an SOP are looked up in the lines that its ``sumber.baris`` names, with the slips of
``sumber.ejaan`` in katalog.yaml mended there. A text that is not there is explained by a note of
its place: ``koreksi``, ``simpulan``, or a ``pertentangan`` with ``diambil`` or
``keputusan_kantor``. Case, spaces, line breaks, markup and signs do not matter, and a text may be
broken where a cell ends: tables go on on the next page. What the document says and the SOP does not
is not found.

Bad::

    - {uraian: Menerima surat masuk, pelaksana: staf}      # the page prints: Menerima surat

Good::

    - {uraian: Menerima surat, pelaksana: staf}
"""

from collections.abc import Iterator, Sequence

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.findings import findings
from sopc.catalogue.source import Note
from sopc.check.rule import Context
from sopc.check.source.explained import Explained
from sopc.check.source.nearest import Nearest
from sopc.check.source.printed_words import PrintedWords, Range
from sopc.check.source.quotes import letters
from sopc.check.source.ranges import has_in_order, ranges
from sopc.check.source.spellings import Spellings
from sopc.check.words.printed import Printed, of_entry
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase
from sopc.markup.words import one_line

CODE = "SRC004"
SEVERITY = Severity.WARNING
_BESIDE = ("riwayat", "isian")
"""What editors add, and no document of before has."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each text that the SOP's lines do not have, with the nearest words there."""
    if context.document is None:
        return
    spellings = Spellings(context.catalogue.settings.source.spellings)
    words = PrintedWords(context.document, spellings)
    nearest = Nearest(words)
    notes: dict[str, list[Note]] = {}
    for finding in findings(context.catalogue):
        for entry in finding.concerned:
            notes.setdefault(entry.location.file, []).append(finding.note)
    for entry in context.catalogue.entries:
        explained = Explained(notes.get(entry.location.file, ()))
        within = ranges(entry.sop.source.lines, words)
        if within and all(first == last for first, last in within):
            yield _no_such_lines(context, entry)
            continue
        for text in _texts(entry) if within else ():
            if not (explained.covers(text.path) or _is_printed(text, explained, within, words)):
                near = nearest.to(text.text, within)
                shown = near.of_text if near else one_line(text.text)
                lines = ", ".join(entry.sop.source.lines)
                message = Phrase(
                    "`{text}` is not printed in lines {lines}", text=shown, lines=lines
                )
                hint = Phrase("write what is printed, or add a note that explains it")
                if near:
                    hint = Phrase("printed there: `{text}`", text=near.printed)
                related = near.related if near else ()
                yield Diagnostic(CODE, message, text.place(context), hint, SEVERITY, related)


def _no_such_lines(context: Context, entry: Entry) -> Diagnostic:
    lines = ", ".join(entry.sop.source.lines)
    message = Phrase("nothing is printed in lines {lines} of the document", lines=lines)
    hint = Phrase("count them in the file that `--source` names")
    return Diagnostic(CODE, message, context.place(entry, "sumber", "baris"), hint, SEVERITY)


def _is_printed(
    text: Printed, explained: Explained, within: Sequence[Range], words: PrintedWords
) -> bool:
    said = [letters(text.text)]
    if explained.has_unit_in_heading and text.path[-1] == "waktu":
        said.append(letters(text.text.rpartition(" ")[0]))
    return any(has_in_order([each], within, words) for each in said if each)


def _texts(entry: Entry) -> Iterator[Printed]:
    for text in of_entry(entry):
        is_drawn = text.path[-1] == "nomor" or "keputusan" in text.path
        if text.path[0] not in _BESIDE and not is_drawn and letters(text.text):
            yield text
