"""Nothing is left that was to be filled in.

``TBD``, ``xxx``, ``lorem ipsum``, ``isi di sini``, dots or a question mark alone: what an editor
meant to come back to is not to be printed.

Bad::

    pencatatan: [Buku agenda, TBD]
    nama: SOP xxx

Good::

    pencatatan: Buku agenda
    nama: Pengelolaan Surat Masuk
"""

import re
from collections.abc import Iterator

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.flow.labels import says_something
from sopc.check.rule import Context
from sopc.check.words.printed import Printed, printed
from sopc.diagnostics import Diagnostic, KeyPath, Severity
from sopc.language import Phrase
from sopc.markup.words import one_line

CODE = "ISI004"
SEVERITY = Severity.WARNING
_ALONE = re.compile(
    r"(?:[.…_?]|\s)+|\([.…_?\s]+\)|\[[^\]]*\]|<[^>]*>"
    r"|(?:akan|belum) (?:diisi|dilengkapi)\b(?!.*\boleh\b).*"
    r"|to be (?:determined|announced|confirmed)",
    re.IGNORECASE,
)
"""What says nothing where it is the whole text; who says by whom it is filled in says something."""
_ANYWHERE = re.compile(
    r"(?<!\w)(?:tb[ad]|todo|fixme|xxx+|(?-i:xx)|lorem ipsum|(?:isi|diisi|tulis|ketik) di ?sini"
    r"|placeholder)(?!\w)",
    re.IGNORECASE,
)
"""What is nowhere part of a sentence that is finished; ``XX`` is a number of a chapter, too."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each printed text that is one of these, or has one of these words."""
    for each in printed(context):
        text = one_line(each.text).strip()
        if each.path[0] == "langkah" and "keputusan" in each.path and not says_something(text):
            continue  # FLW011 tells of a label of signs
        found = _ANYWHERE.search(text)
        left = found.group() if found else text
        if (found or (text and _says_nothing(text, each.path))) and not _is_shipped(each, context):
            message = Phrase("`{words}` was to be filled in", words=left)
            hint = Phrase("write what is meant, or remove it")
            yield Diagnostic(CODE, message, each.place(context), hint, SEVERITY)


def _says_nothing(text: str, path: KeyPath) -> bool:
    """Whether it is one of these alone; the answer of a decision may well be *belum diisi*."""
    alone = _ALONE.fullmatch(text) is not None
    return alone and not ("keputusan" in path and text[0].isalpha())


def _is_shipped(each: Printed, context: Context) -> bool:
    """Whether it is a form's word that the catalogue does not write itself."""
    if each.entry is not None or each.path[:2] != ("formulir", "kata"):
        return False
    path = each.path
    return each.place(context) == context.root_place(SETTINGS_FILE, *path[:-1])
