"""In a section every SOP has a name of its own.

Of two with one name nobody knows which to open, and which to cite. Where one took the place of the
other, that is revoked, with ``digantikan``.

Bad::

    V.26.1.1.3.yaml     nama: Pengelolaan Surat Masuk
    V.26.1.1.9.yaml     nama: Pengelolaan surat masuk

Good::

    V.26.1.1.3.yaml     nama: Pengelolaan Surat Masuk
    V.26.1.1.9.yaml     nama: Pengelolaan Surat Keluar
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.markup.plain import plain_title

CODE = "ISI006"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP whose name another of its section has, unless one is revoked."""
    first: dict[tuple[str, str, str], Entry] = {}
    for entry in context.catalogue.entries:
        place, title = entry.location, plain_title(entry.sop.title)
        section = place.section.folder if place.section else ""
        if entry.sop.status == "dicabut":
            continue
        other = first.setdefault((place.unit.folder, section, title), entry)
        is_twin = entry.sop.number is not None and entry.sop.number == other.sop.number
        if other is not entry and not is_twin:  # twins are NUM002's
            message = Phrase(
                "{number} has this name already", number=other.sop.number or other.name
            )
            hint = Phrase("say in the name what is different, or revoke one of the two")
            related = RelatedPlace(context.place(other, "nama"), Phrase("first named so here"))
            there = context.place(entry, "nama")
            yield Diagnostic(CODE, message, there, hint, SEVERITY, (related,))
