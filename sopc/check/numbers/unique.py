"""A number belongs to one SOP.

A number is printed on every page, cited by other SOPs and filed. Two SOPs with one number cannot
be told apart once they are on paper. The number of a revoked SOP is NUM009's.

Bad::

    sops/…/V.26.1.1.3.yaml     nomor: V.26.1.1.3
    sops/…/V.26.1.1.4.yaml     nomor: V.26.1.1.3

Good::

    sops/…/V.26.1.1.3.yaml     nomor: V.26.1.1.3
    sops/…/V.26.1.1.4.yaml     nomor: V.26.1.1.4
"""

from collections.abc import Iterator

from sopc.catalogue.number import SopNumber
from sopc.check.numbers.of_entries import by_file_name
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Place, RelatedPlace
from sopc.language import Phrase

CODE = "NUM002"
BINDING = "Two SOPs of one number have one file in print, and one of them would be lost."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP whose number another has, in the same standing: the one whose file is named
    by it, or else that which comes first in the index."""
    first: dict[tuple[SopNumber, bool], Place] = {}
    for entry in sorted(context.catalogue.entries, key=lambda each: not each.is_named_by_number):
        number = entry.sop.number
        if number is None:
            continue
        place = context.place(entry, "nomor")
        identity = (number, entry.sop.status == "dicabut")
        if identity in first:
            message = Phrase(
                "number {number} is already used by {file}",
                number=number,
                file=first[identity].file,
            )
            hint = Phrase("give this SOP the next free number, or remove the file if it is a copy")
            named = by_file_name(context.catalogue, entry)
            if named:
                hint = Phrase("write `{number}`, as the file is called", number=named)
            other = RelatedPlace(first[identity], Phrase("first used here"))
            yield Diagnostic(CODE, message, place, hint, related=(other,))
        first.setdefault(identity, place)
