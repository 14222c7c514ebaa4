"""Who enacts an SOP has not drafted or reviewed it.

Four eyes see more than two: an audit asks who else looked at it. For information only, as a small
office may have one who can do all.

Bad::

    pengesah: kepala-balai
    penyusun: kepala-balai

Good::

    pengesah: kepala-balai
    penyusun: kasi-mutu
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import approver_key
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "PPL010"
SEVERITY = Severity.INFO


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP that names its signer among those who drafted or reviewed it."""
    settings = context.catalogue.settings
    for entry in context.catalogue.entries:
        signer = approver_key(settings, entry)
        roles = {"penyusun": entry.sop.drafters, "pemeriksa": entry.sop.reviewers}
        for role, keys in roles.items():
            if signer in keys:
                message = Phrase("`{official}` enacts it, too", official=signer)
                hint = Phrase("name who else drafted or reviewed it")
                place = context.place(entry, role, keys.index(signer))
                yield Diagnostic(CODE, message, place, hint, SEVERITY)
