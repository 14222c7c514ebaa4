"""An SOP is not enacted by the head of another unit.

Who enacts is the agency's head, or the head of the unit that the SOP belongs to. An official whom
katalog.yaml names for another unit has no say in this one.

Bad::

    sops/7-balai-mutu/…/V.26.7.1.1.yaml     pengesah: samsul-rizal    # who heads unit 8

Good::

    sops/7-balai-mutu/…/V.26.7.1.1.yaml     pengesah: syahril
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "PPL006"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP whose signer is another unit's, and not this one's or the agency's."""
    settings = context.catalogue.settings
    heads = {unit.approver: index for index, unit in enumerate(settings.units) if unit.approver}
    for entry in context.catalogue.entries:
        signer = entry.sop.approver
        if signer in (None, settings.approver, entry.location.unit.approver):
            continue
        index = heads.get(signer or "")
        if index is not None:
            unit = settings.units[index].name
            message = Phrase(
                "`{official}` enacts for another unit: {unit}", official=signer, unit=unit
            )
            hint = Phrase("remove `pengesah`, or name an official of this unit")
            place = context.place(entry, "pengesah")
            named = context.root_place(SETTINGS_FILE, "unit", index, "pengesah")
            related = RelatedPlace(named, Phrase("the other unit's signer"))
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))
