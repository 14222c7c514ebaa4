"""A related SOP that is given by number exists.

*Keterkaitan* cites by number, so that a title cannot drift. A number that no SOP has is a dangling
link. An SOP of another agency, or none of the catalogue's, is cited by its words with ``luar``.

Bad::

    keterkaitan: [V.26.1.1.99]

Good::

    keterkaitan:
      - V.26.1.1.4
      - luar: SOP Pemeliharaan Arsip
"""

from collections.abc import Iterator

from sopc.catalogue.number import SopNumber
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, did_you_mean
from sopc.language import Phrase

CODE = "LNK001"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each related number, and each successor of a revoked SOP, that is not there."""
    known = context.catalogue.by_number
    for entry in context.catalogue.entries:
        cited: list[tuple[SopNumber | None, KeyPath]] = [
            (related.number, ("keterkaitan", index))
            for index, related in enumerate(entry.sop.related)
        ]
        cited.append((entry.sop.replaced_by, ("digantikan",)))
        for number, path in cited:
            if number is None or number in known or number.file_stem in context.unread.sops:
                continue
            hint = did_you_mean(str(number), map(str, known))
            hint = hint or Phrase("cite an SOP outside the catalogue with `luar: …`")
            message = Phrase("no SOP has the number {number}", number=number)
            yield Diagnostic(CODE, message, context.place(entry, *path), hint)
