"""The printed face has every letter.

What it lacks (emoji, Chinese, Arabic) is printed as an empty box. Which letters those are depends
on the form's typeface (``huruf``): Source Sans has arrows and ticks, Roboto has not.

Bad::

    - {uraian: "Menerima surat ✉", pelaksana: staf}

Good::

    - {uraian: Menerima surat, pelaksana: staf}
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.check.words.faces import letters_of
from sopc.check.words.printed import printed
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "TXT003"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the letters of each printed text that the face lacks."""
    known = letters_of(context.catalogue.settings.form.typeface) | {"\n"}
    for found in printed(context):
        if found.text.isascii():
            continue
        for letter in dict.fromkeys(found.text):
            if letter not in known:
                message = Phrase(
                    "the printed face has no `{letter}` ({code})",
                    letter=letter,
                    code=f"U+{ord(letter):04X}",
                )
                hint = Phrase("use a letter or word that can be printed")
                yield Diagnostic(CODE, message, found.place(context), hint, SEVERITY)
