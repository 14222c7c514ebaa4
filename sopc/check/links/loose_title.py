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

from sopc.catalogue.catalogue import Entry
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "LNK007"
SEVERITY = Severity.WARNING
_MOST = 3
"""SOPs of one title that are shown."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each outside title that is, but for case and signs, the title of an SOP here."""
    titles: dict[str, list[Entry]] = {}
    for entry in context.catalogue.entries:
        if entry.sop.number is not None:
            titles.setdefault(_plain(entry.sop.title), []).append(entry)
    for entry in context.catalogue.entries:
        for index, related in enumerate(entry.sop.related):
            found = titles.get(_plain(related.outside)) if related.outside else None
            if found:
                place = context.place(entry, "keterkaitan", index, "luar")
                message = Phrase("`{title}` is an SOP of this catalogue", title=related.outside)
                numbers = " / ".join(str(other.sop.number) for other in found[:_MOST])
                numbers += " / …" if len(found) > _MOST else ""
                hint = Phrase("cite it by number: {numbers}", numbers=numbers)
                there = tuple(
                    RelatedPlace(context.place(other, "nama"), Phrase("it is called so here"))
                    for other in found[:_MOST]
                )
                yield Diagnostic(CODE, message, place, hint, SEVERITY, there)


def _plain(title: str) -> str:
    """A title without case, signs and the word SOP in front."""
    words = re.sub(r"\W+", " ", title.lower()).split()
    return " ".join(words[1:] if words[:1] == ["sop"] else words)
