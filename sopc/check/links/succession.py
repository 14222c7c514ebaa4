"""Which SOP is in force now in the place of one that was revoked."""

from collections.abc import Mapping

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.number import SopNumber


def in_force(number: SopNumber, known: Mapping[SopNumber, Entry]) -> SopNumber | None:
    """The last of those that replaced one another, if it is one to work by; None in a circle."""
    passed: set[SopNumber] = set()
    while number not in passed and number in known:
        passed.add(number)
        sop = known[number].sop
        if sop.status == "berlaku":
            return number
        if sop.status != "dicabut" or sop.replaced_by is None:
            return None
        number = sop.replaced_by
    return None
