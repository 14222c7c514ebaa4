"""A code names one step.

Exits say by it where they lead; of two steps with the same code, one would never be meant.

Bad::

    - {uraian: Menyusun konsep, pelaksana: staf, kode: menyusun}
    - {uraian: Menyusun daftar, pelaksana: staf, kode: menyusun}

Good::

    - {uraian: Menyusun konsep, pelaksana: staf, kode: menyusun-konsep}
    - {uraian: Menyusun daftar, pelaksana: staf, kode: menyusun-daftar}
"""

from collections.abc import Iterator

from sopc.catalogue.procedure import Procedure
from sopc.check.flow.mistaken import mistaken
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Place, RelatedPlace
from sopc.language import Phrase

CODE = "FLW014"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each code that a step or a part before it has already, unless one that no step has
    says which of them is to have another (FLW001)."""
    for entry in context.catalogue.entries:
        seen: dict[str, Place] = {}
        told = set(mistaken(Procedure(entry.sop)))
        for code, path in Procedure(entry.sop).codes():
            place = context.place(entry, *path, "kode")
            if code in seen and code not in told:
                message = Phrase("code `{code}` is given twice", code=code)
                hint = Phrase("give each step a code of its own")
                first = RelatedPlace(seen[code], Phrase("first given here"))
                yield Diagnostic(CODE, message, place, hint, related=(first,))
            seen.setdefault(code, place)
