"""An SOP of the catalogue is cited by its number, not by its words.

A title written out under ``luar`` drifts when the SOP is renamed, and is not linked in print.

Bad::

    keterkaitan:
      - luar: SOP Pengelolaan dan Pengadaan Barang     # that is V.26.1.1.4

Good::

    keterkaitan:
      - V.26.1.1.4
"""

import re
from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "LNK007"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each outside title that is, but for case and signs, the title of an SOP here."""
    titles: dict[str, list[str]] = {}
    for entry in context.catalogue.entries:
        if entry.sop.number is not None:
            titles.setdefault(_plain(entry.sop.title), []).append(str(entry.sop.number))
    for entry in context.catalogue.entries:
        for index, related in enumerate(entry.sop.related):
            found = titles.get(_plain(related.outside)) if related.outside else None
            if found:
                place = context.place(entry, "keterkaitan", index)
                message = Phrase("`{title}` is an SOP of this catalogue", title=related.outside)
                hint = Phrase("cite it by number: {numbers}", numbers=" / ".join(found))
                yield Diagnostic(CODE, message, place, hint, SEVERITY)


def _plain(title: str) -> str:
    """A title without case, signs and the word SOP in front."""
    words = re.sub(r"\W+", " ", title.lower()).split()
    return " ".join(words[1:] if words[:1] == ["sop"] else words)
