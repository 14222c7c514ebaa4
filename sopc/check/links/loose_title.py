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
from sopc.changes import RenameKey, Replace
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Fix, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.mends import all_of

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
            titled = titles.get(_plain(related.outside), ()) if related.outside else ()
            found = [other for other in titled if other is not entry]
            if titled and not found:
                yield _itself(context, entry, index)
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
                fix = _mend(entry, index, found)
                yield Diagnostic(CODE, message, place, hint, SEVERITY, there, fix=fix)


def _itself(context: Context, entry: Entry, index: int) -> Diagnostic:
    message = Phrase("`{title}` is this SOP", title=entry.sop.related[index].outside)
    place = context.place(entry, "keterkaitan", index, "luar")
    own = RelatedPlace(context.place(entry, "nama"), Phrase("it is called so here"))
    hint = Phrase("name the SOP that was meant, or remove it")
    return Diagnostic(CODE, message, place, hint, SEVERITY, (own,))


def _mend(entry: Entry, index: int, called: list[Entry]) -> Fix | None:
    """The number of the one SOP of that title, unless it is cited by that already."""
    number = called[0].sop.number
    cited = {related.number for related in entry.sop.related} | {entry.sop.number}
    if len(called) > 1 or number in cited or called[0].sop.status != "berlaku":
        return None
    file, path = entry.location.file, ("keterkaitan", index, "luar")
    title = entry.sop.related[index].outside
    label = Phrase("cite it by number: {numbers}", numbers=number)
    return all_of(label, RenameKey(file, path, "nomor"), Replace(file, path, title, str(number)))


def _plain(title: str) -> str:
    """A title without case, signs and the word SOP in front."""
    words = re.sub(r"\W+", " ", title.lower()).split()
    return " ".join(words[1:] if words[:1] == ["sop"] else words)
