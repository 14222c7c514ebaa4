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
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic, RelatedPlace, Severity
from sopc.language import Hint, Phrase

CODE = "LNK009"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each legal basis that dasar-hukum.yaml says is no longer as it was."""
    for key, place, _, together in cited(context):
        regulation = context.catalogue.regulations.get(key)
        if regulation is None or regulation.status == "berlaku":
            continue
        newer = [k for k in regulation.changed_by if k not in together()]
        there = [k for k in newer if k in context.catalogue.regulations]
        if regulation.status == "diubah" and regulation.changed_by and not newer:
            continue  # cited together with what amends it
        hint: Hint = Phrase("see {keys}", keys=", ".join(there)) if there else ""
        if regulation.status == "diubah":
            message = Phrase("regulation `{key}` has been amended", key=key)
            label = Phrase("amended here")
        else:
            message = Phrase("regulation `{key}` has been revoked", key=key)
            label = Phrase("revoked here")
        said = RelatedPlace(context.root_place(REGULATIONS_FILE, key, "status"), label)
        cause = CommonCause(key)
        yield Diagnostic(CODE, message, place, hint, SEVERITY, (said,), cause=cause)
