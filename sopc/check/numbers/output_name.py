"""No two SOPs share the name of their outputs.

Outputs are named by the number, with hyphens for what a file name cannot hold, and a draft's by its
file. Two of one name would overwrite each other in print.

Bad::

    sops/sekretariat/draf-arsip.yaml
    sops/bidang/draf-arsip.yaml

Good::

    sops/sekretariat/draf-arsip.yaml
    sops/bidang/draf-arsip-bidang.yaml
"""

from collections.abc import Iterator
from unicodedata import normalize

from sopc.catalogue.catalogue import Entry
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace
from sopc.language import Phrase

CODE = "NUM007"
BINDING = "One would be printed over the other."


def _folded(name: str) -> str:
    """A name as systems compare them that do not tell capitals, or ways to write an accent."""
    return normalize("NFC", name).casefold()


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP whose outputs another, of another number, is named by."""
    first: dict[str, Entry] = {}
    for entry in context.catalogue.entries:
        other = first.setdefault(_folded(entry.name), entry)
        twins = entry.sop.number is not None and entry.sop.number == other.sop.number
        if other is not entry and not twins:  # twins are NUM002's
            message = Phrase(
                "outputs would be named `{name}`, as those of {file}",
                name=entry.name,
                file=other.location.file,
            )
            draft = entry.sop.number is None
            hint = Phrase("rename the file") if draft else Phrase("give it another number")
            used = RelatedPlace(context.place(other, "nomor"), Phrase("first used here"))
            place = context.place(entry, "nomor")
            yield Diagnostic(CODE, message, place, hint, related=(used,))
