"""What an SOP adds to the form has a place there.

``isian`` fills the rows and boxes that are the form's own. Under any other key it would not be
printed.

Bad::

    isian: {tujuaan: Surat tidak hilang}     # formulir: {identitas: {kotak: [[tujuan]]}, …}

Good::

    isian: {tujuan: Surat tidak hilang}
"""

from collections.abc import Iterator

from sopc.catalogue.form import BOXES, ROWS, TOLD
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic
from sopc.language import Phrase
from sopc.suggest import Suggest

CODE = "FRM001"
_ELSEWHERE = {*ROWS, *BOXES} - {*TOLD}


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each key of ``isian`` that is no row or box of the form's own."""
    form = context.catalogue.settings.form
    free = [key for key in form.identity.keys if key not in _ELSEWHERE]
    suggest = Suggest(free)
    printed = {**form.words.rows, **form.words.boxes}
    called = {_plain(printed[key]): key for key in free if key in printed}
    for entry in context.catalogue.entries:
        for key in entry.sop.extra:
            place = context.place(entry, "isian", key)
            if key in _ELSEWHERE:
                message = Phrase("`{key}` is not filled in by `isian`", key=key)
                hint = Phrase("the form fills it in from what the SOP says elsewhere")
                yield Diagnostic(CODE, message, place, hint)
            elif key not in free:
                message = Phrase("the form has no row or box `{key}`", key=key)
                near = called.get(_plain(key))
                meant = Phrase("did you mean `{word}`?", word=near) if near else suggest(key)
                hint = meant or Phrase(
                    "give `formulir` in katalog.yaml a row or box `{key}`", key=key
                )
                yield Diagnostic(CODE, message, place, hint, cause=CommonCause(key))


def _plain(words: str) -> str:
    return words.casefold().replace(" ", "_")
