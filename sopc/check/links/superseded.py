"""A legal basis is in force.

An SOP that rests on a regulation since amended or revoked has to be looked at again.

Bad::

    dasar_hukum: [perda-lampung-8-2016]      # dasar-hukum.yaml: status: diubah

Good::

    dasar_hukum: [perda-lampung-4-2019]
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import REGULATIONS_FILE
from sopc.check.links.cited import cited
from sopc.check.links.overtaken import changed
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "LNK009"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each legal basis that dasar-hukum.yaml says is no longer as it was."""
    known = context.catalogue.regulations
    for key, place, _, together in cited(context):
        if key not in known or known[key].status == "berlaku":
            continue
        found = changed(key, known, together())
        if found is None:
            continue
        is_amended = known[key].status == "diubah"
        label = Phrase("amended here") if is_amended else Phrase("revoked here")
        said = RelatedPlace(context.root_place(REGULATIONS_FILE, key, "status"), label)
        cause = CommonCause(key)
        yield Diagnostic(CODE, found.message, place, found.hint, SEVERITY, (said,), cause=cause)
