"""Who signs what, in which order: the drafter, the reviewer, the approver, as the office has it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sopc.catalogue.catalogue import Catalogue, Entry, approver_key, enacted_by_key
from sopc.catalogue.organisation import Settings, Signer, Unit
from sopc.catalogue.registry import Official


@dataclass(frozen=True, slots=True)
class Signatory:
    """A part in signing and who has it; None where the catalogue leaves open who that is.

    ``field`` is the name of the signature's field in a PDF: *Pengesah*, or *Pemeriksa2*. ``former``
    are the others of pejabat.yaml who are in the same office at a time that is given: earlier
    revisions may be theirs.
    """

    field: str
    role: str
    official: Official | None
    former: tuple[Official, ...] = ()


def signatories_of(catalogue: Catalogue, entry: Entry) -> tuple[Signatory, ...]:
    """Who signs one SOP; nobody signs a draft."""
    return () if entry.sop.status == "draf" else parts_of(catalogue, entry)


def parts_of(catalogue: Catalogue, entry: Entry) -> tuple[Signatory, ...]:
    """The parts in signing an SOP, as soon as it is no draft: those that the catalogue leaves open
    are for whom the SOP names."""
    named = {"penyusun": entry.sop.drafters, "pemeriksa": entry.sop.reviewers}
    return _signatories(catalogue, catalogue.approver(entry), named)


def signatories_of_book(catalogue: Catalogue, unit: Unit | None) -> tuple[Signatory, ...]:
    """Who signs the handbook, or one unit's volume."""
    key = (unit and unit.approver) or catalogue.settings.approver
    return _signatories(catalogue, catalogue.officials.get(key), {})


def open_parts(settings: Settings, role: str) -> int:
    """How many parts of a role *penandatangan* has without saying whose they are."""
    return sum(part.role == role and part.official is None for part in settings.signers)


def officials_of(settings: Settings, entry: Entry) -> set[str]:
    """The keys of those whose names stand on an SOP's pages."""
    enacting = {approver_key(settings, entry), enacted_by_key(settings, entry)}
    signers = (part.official for part in settings.signers if part.official)
    return {*enacting, *signers, *(key for _, key in entry.sop.officials())}


def _signatories(
    catalogue: Catalogue, approver: Official | None, named: Mapping[str, Sequence[str]]
) -> tuple[Signatory, ...]:
    parts = catalogue.settings.signers or (Signer(role="pengesah"),)
    waiting = {role: iter(keys) for role, keys in named.items()}
    seen: Counter[str] = Counter()
    found = []
    for part in parts:
        seen[part.role] += 1
        again = str(seen[part.role]) if seen[part.role] > 1 else ""
        key = part.official or next(waiting.get(part.role, iter(())), None)
        official = catalogue.officials.get(key) if key else None
        if part.official is None and part.role == "pengesah":
            official = approver
        former = former_of(catalogue, official)
        found.append(Signatory(part.role.capitalize() + again, part.role, official, former))
    return tuple(found)


def sealers_of(catalogue: Catalogue) -> tuple[Official, ...]:
    """Who may seal a manifest, or could at their time."""
    key = catalogue.settings.sealer or catalogue.settings.approver
    official = catalogue.officials.get(key)
    return () if official is None else (official, *former_of(catalogue, official))


def former_of(catalogue: Catalogue, official: Official | None) -> tuple[Official, ...]:
    """The others in an official's office, as far as it is said when they are in it."""
    if official is None:
        return ()
    office = _plain(official.office)
    return tuple(
        each
        for each in catalogue.officials.values()
        if each != official and each.term is not None and _plain(each.office) == office
    )


def _plain(office: str) -> str:
    return " ".join(office.casefold().split())
