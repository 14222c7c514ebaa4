"""A regulation is not younger than the SOP that rests on it.

What was enacted in 2020 cannot have been drawn up after a regulation of 2023: the year is wrong,
the SOP's dates are, or it was changed without being enacted anew. The latest of its dates counts.

Bad::

    disahkan: 2020-11
    dasar_hukum: [permen-3-2023]

Good::

    disahkan: 2020-11
    direvisi: 2023-06
    dasar_hukum: [permen-3-2023]
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import REGULATIONS_FILE
from sopc.check.links.overtaken import younger
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "LNK016"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each regulation of a year after the SOP's last."""
    known = context.catalogue.regulations
    for entry in context.catalogue.entries:
        if entry.sop.status == "dicabut":
            continue
        for path, citation in entry.own.citations():
            for key in citation.regulations:
                found = younger(key, known, entry.sop)
                if found is not None:
                    there = context.root_place(REGULATIONS_FILE, key, "tahun")
                    related = RelatedPlace(there, Phrase("its year is given here"))
                    place = context.place(entry, *path)
                    yield Diagnostic(CODE, found.message, place, found.hint, SEVERITY, (related,))
