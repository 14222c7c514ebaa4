"""Who signs what, in which order: the drafter, the reviewer, the approver, as the office has it."""

from collections import Counter
from dataclasses import dataclass

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import Signer, Unit
from sopc.catalogue.registry import Official


@dataclass(frozen=True, slots=True)
class Signatory:
    """A part in signing and who has it; None where the catalogue leaves open who that is.

    ``field`` is the name of the signature's field in a PDF: *Pengesah*, or *Pemeriksa2*.
    """

    field: str
    role: str
    official: Official | None


def signatories_of(catalogue: Catalogue, entry: Entry) -> tuple[Signatory, ...]:
    """Who signs one SOP."""
    return _signatories(catalogue, catalogue.approver(entry))


def signatories_of_book(catalogue: Catalogue, unit: Unit | None) -> tuple[Signatory, ...]:
    """Who signs the handbook, or one unit's volume."""
    key = (unit and unit.approver) or catalogue.settings.approver
    return _signatories(catalogue, catalogue.officials.get(key))


def _signatories(catalogue: Catalogue, approver: Official | None) -> tuple[Signatory, ...]:
    parts = catalogue.settings.signers or (Signer(role="pengesah"),)
    seen: Counter[str] = Counter()
    found = []
    for part in parts:
        seen[part.role] += 1
        again = str(seen[part.role]) if seen[part.role] > 1 else ""
        official = catalogue.officials.get(part.official) if part.official else None
        if part.official is None and part.role == "pengesah":
            official = approver
        found.append(Signatory(part.role.capitalize() + again, part.role, official))
    return tuple(found)
