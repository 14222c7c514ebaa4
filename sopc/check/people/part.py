"""Who drafted or reviewed an SOP has a part in signing.

``penyusun`` and ``pemeriksa`` of an SOP say whose the parts are that ``penandatangan`` in
katalog.yaml leaves open. Where it has no such part, or names its official there, whom the SOP names
is not printed.

Bad::

    penyusun: kasubbag-umum
    # katalog.yaml: penandatangan: [{peran: pengesah}]

Good::

    penyusun: kasubbag-umum
    # katalog.yaml: penandatangan: [{peran: penyusun}, {peran: pengesah}]
"""

from collections.abc import Iterator

from sopc.catalogue.signatories import open_parts
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "PPL007"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each of them for whom katalog.yaml has no open part."""
    settings = context.catalogue.settings
    places = {role: open_parts(settings, role) for role in ("penyusun", "pemeriksa")}
    for entry in context.catalogue.entries:
        for path, key in entry.sop.officials():
            role, which = str(path[0]), path[-1]
            if role in places and isinstance(which, int) and which >= places[role]:
                message = Phrase(
                    "`{key}` is not printed: no part of a {role} is open", key=key, role=role
                )
                hint = Phrase(
                    "add `{{peran: {role}}}` to `penandatangan` in katalog.yaml", role=role
                )
                place = context.place(entry, *path)
                yield Diagnostic(CODE, message, place, hint, SEVERITY)
