"""What a note says is printed, is printed.

With ``sopc check --source FILE``, the text of the source document, ``tercetak`` is looked up in the
lines that ``sumber.baris`` names; of a note in a root file, also in those of the SOPs that it
concerns, or in the whole document where none are named. Case, spaces, line breaks, markup and signs
do not matter, and an ellipsis (…) leaves words out.

Bad::

    tercetak: SOP Pengelolaan Arsip        # the page prints: SOP Pengelolaan Kearsipan

Good::

    tercetak: SOP Pengelolaan Kearsipan
"""

from collections.abc import Iterator

from sopc.catalogue.findings import findings
from sopc.check.rule import Context
from sopc.check.source.nearest import Nearest
from sopc.check.source.printed_words import PrintedWords
from sopc.check.source.quotes import passages
from sopc.check.source.ranges import has_in_order, lines_of, ranges
from sopc.check.source.spellings import Spellings
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase
from sopc.markup.words import one_line

CODE = "SRC003"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each quotation that the lines do not have, with the nearest words there."""
    if context.document is None:
        return
    words = PrintedWords(context.document, Spellings({}))
    nearest = Nearest(words)
    for finding in findings(context.catalogue):
        quote = finding.note.printed
        if quote is None:
            continue
        lines = lines_of(finding, context.catalogue)
        within = ranges(lines, words) or [words.whole]
        if has_in_order(passages(quote), within, words):
            continue
        near = nearest.to(quote, within)
        shown = near.of_text if near else one_line(quote)
        message = Phrase("`{text}` is not printed in {file}", text=shown, file=words.document.name)
        if lines:
            message = Phrase(
                "`{text}` is not printed in lines {lines}", text=shown, lines=", ".join(lines)
            )
        hint = Phrase("quote word for word, with … for what is left out")
        if near:
            hint = Phrase("printed there: `{text}`", text=near.printed)
        place = context.noted(finding, "tercetak")
        yield Diagnostic(CODE, message, place, hint, SEVERITY, near.related if near else ())
