"""Every unit has an SOP in force.

A unit of katalog.yaml without one has no written way of working, which is the first thing that an
audit counts. For information only: a catalogue may be begun with one unit.

Bad::

    unit:
      - {nomor: 1, folder: 1-sekretariat, nama: Sekretariat}            # all its SOPs are planned

Good::

    1-sekretariat/V.26.1.1.yaml     status: berlaku
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "ISI007"
SEVERITY = Severity.INFO


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each unit none of whose SOPs is in force."""
    if context.unread.sops:  # what could not be read may well be in force
        return
    for index, unit in enumerate(context.catalogue.settings.units):
        entries = context.catalogue.in_unit(unit)
        if not any(entry.sop.status == "berlaku" for entry in entries):
            message = Phrase("no SOP of {unit} is in force", unit=unit.name)
            if len(entries) > 1:
                message = Phrase(
                    "none of the {count} SOPs of {unit} is in force",
                    count=len(entries),
                    unit=unit.name,
                )
            place = context.root_place(SETTINGS_FILE, "unit", index, "nama")
            yield Diagnostic(CODE, message, place, "", SEVERITY)
