"""What an SOP says, in a form that can be held against another time's: references by their names.

Where it stands in its life (number, status, dates, the table of revisions) and who signs it are no
part of that: see ``people`` for these.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from sopc.catalogue.canonical import canonical_data
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.citation import Citation
from sopc.catalogue.number import SopNumber
from sopc.catalogue.printed import letterhead_of
from sopc.catalogue.sop import Sop

STANDING = frozenset(
    {"number", "status", "replaced_by", "revised", "enacted", "effective", "history"}
)
"""Fields that say where an SOP stands in its life."""
_PEOPLE = frozenset({"approver", "enacted_by", "drafters", "reviewers"})
_APART = STANDING | _PEOPLE


@dataclass(frozen=True, slots=True)
class Named:
    """A reference: how it is written, and what is printed of it.

    At two times it is the same where either is: a key may get another name, and what it stands for
    may be called otherwise, which is no change of those that refer to it. ``printed`` is None where
    nothing has the key, of which nothing can be said.
    """

    key: object
    printed: object

    def is_same(self, other: "Named") -> bool:
        """Whether it refers to the same thing."""
        is_unknown = self.printed is None or other.printed is None
        return is_unknown or self.key == other.key or self.printed == other.printed


def content(
    catalogue: Catalogue, entry: Entry, led: Callable[[SopNumber], SopNumber]
) -> dict[str, object]:
    """What an SOP says by the keys of its file; what is as it is by default is left out.

    ``led`` says which number stands now for one that is cited.
    """
    sop = entry.sop
    data: dict[str, Any] = canonical_data(sop, without=_APART)
    data["kop"] = Named(sop.letterhead, letterhead_of(catalogue.settings, entry))
    if sop.legal_basis:
        data["dasar_hukum"] = [named_citation(catalogue, each) for each in sop.legal_basis]
    if sop.related:
        data["keterkaitan"] = _links(sop, led)
    if sop.lanes:
        data["pelaksana"] = [_actor(catalogue, key) for key in sop.lanes]
    once = _named_once(sop)
    for step, written in zip(sop.steps, data.get("langkah", ()), strict=True):
        for part, inner in zip(step.parts, written.get("rangkaian", (written,)), strict=True):
            inner["pelaksana"] = [_actor(catalogue, key) for key in part.actors]
            _name_targets(inner, once)
    return data


def _actor(catalogue: Catalogue, key: str) -> Named:
    actor = catalogue.actors.get(key)
    return Named(key, (actor.group, actor.lines) if actor else None)


def named_citation(catalogue: Catalogue, citation: Citation) -> Named:
    """An item of a legal basis."""
    known, written = catalogue.regulations, (citation.regulations, citation.wording)
    if any(key not in known for key in citation.regulations):
        return Named(written, citation.wording)
    return Named(written, citation.printed(lambda key: known[key].title, "jo."))


def _links(sop: Sop, led: Callable[[SopNumber], SopNumber]) -> list[object]:
    """The related SOPs, each once, whatever number it has now."""
    found: dict[str, object] = {}
    for each in sop.related:
        name = str(led(each.number)) if each.number else f"luar: {each.outside}"
        found.setdefault(name, name)
    return list(found.values())


def _named_once(sop: Sop) -> dict[object, str]:
    """The rows that can be told by what is done in them: by their places from 1."""
    counts = Counter(step.activity for step in sop.steps)
    return {
        place: step.activity
        for place, step in enumerate(sop.steps, start=1)
        if counts[step.activity] == 1
    }


def _name_targets(part: dict[str, Any], once: dict[object, str]) -> None:
    """Put for the rows to which exits lead what is done there: their places change with others."""

    def named(target: object) -> Named:
        return Named(target, once.get(target, target))

    if "lanjut" in part:
        part["lanjut"] = named(part["lanjut"])
    ways = part.get("keputusan")
    if isinstance(ways, dict):
        part["keputusan"] = {label: named(target) for label, target in ways.items()}
    elif ways:
        part["keputusan"] = [named(target) for target in cast("list[object]", ways)]
