"""Who signs an SOP, and where it is said: parts in signing, held against those of another time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.catalogue.registry import Official
from sopc.diagnostics import KeyPath

_CLOSE = 0.85
"""How much of two names is the same where one was mistyped, by ``difflib``'s ratio."""

_LONGEST = 100
"""Of how many letters names are compared letter by letter."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part in an SOP: whose it is, by the key in pejabat.yaml, and where that is written.

    ``file`` is empty where the SOP's own file says it.
    """

    role: str
    key: str
    official: Official | None
    file: str
    path: KeyPath


def parts_in(catalogue: Catalogue, entry: Entry) -> dict[str, Part]:
    """All whose names or offices stand on an SOP's pages as who made or enacted it, by role."""
    found: dict[str, Part] = {}
    for role, key, file, path in _written(catalogue, entry):
        found.setdefault(role, Part(role, key, catalogue.officials.get(key), file, path))
    return found


def _written(catalogue: Catalogue, entry: Entry) -> Iterator[tuple[str, str, str, KeyPath]]:
    sop, settings, unit = entry.sop, catalogue.settings, entry.location.unit
    index = next((i for i, each in enumerate(settings.units) if each.folder == unit.folder), 0)
    for role, own, of_unit, common in (
        ("pengesah", sop.approver, unit.approver, settings.approver),
        ("disahkan_oleh", sop.enacted_by, unit.enacted_by, settings.enacted_by),
    ):
        if own is not None:
            yield role, own, "", (role,)
        elif of_unit is not None:
            yield role, of_unit, SETTINGS_FILE, ("unit", index, role)
        elif common is not None:
            yield role, common, SETTINGS_FILE, (role,)
    named = {"penyusun": sop.drafters, "pemeriksa": sop.reviewers}
    shown = {role for role in named if role in settings.form.identity.keys}
    seen: defaultdict[str, int] = defaultdict(int)
    for place, signer in enumerate(settings.signers):
        if signer.official is not None:
            way = ("penandatangan", place, "pejabat")
            yield f"{signer.role} {place}", signer.official, SETTINGS_FILE, way
        elif signer.role in named:
            which, keys = seen[signer.role], named[signer.role]
            seen[signer.role] += 1
            if which < len(keys):
                yield f"{signer.role} {which}", keys[which], "", (signer.role, which)
    for role in sorted(shown):
        for which, key in enumerate(named[role]):
            yield f"{role} {which}", key, "", (role, which)


def is_other_person(one: Official, other: Official) -> bool:
    """Whether two entries name two people: a name spelt otherwise, a title more, another rank are
    the same person still, and so is who had not been named."""
    if one.name is None or other.name is None:
        return False
    name, second = _bare(one.name), _bare(other.name)
    if name == second:
        return False
    ours, theirs = _identity(one), _identity(other)
    return not (_are_close(name, second) and (ours == theirs or None in (ours, theirs)))


def _are_close(one: str, other: str) -> bool:
    is_short = max(len(one), len(other)) <= _LONGEST  # comparing takes the square of them
    return is_short and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _CLOSE


def _bare(name: str) -> str:
    """A name without what follows its first comma and what ends in a dot, which are titles."""
    words = name.partition(",")[0].casefold().split()
    return " ".join(word for word in words if not word.endswith(".")) or name.casefold()


def _identity(official: Official) -> str | None:
    return official.nip or official.nrp or official.other_identity
