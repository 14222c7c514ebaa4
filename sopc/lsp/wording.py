"""What is known of a name, in Markdown: what an editor shows where the pointer rests."""

import re
from collections.abc import Iterator

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.number import SopNumber
from sopc.catalogue.references import NameKind
from sopc.catalogue.registry import Actor, Official, Regulation
from sopc.edit.occurrences import Occurrence
from sopc.lsp.snapshot import Snapshot

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def shown(text: object) -> str:
    """A text that is shown as it is, in one line: not what it may be in Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(str(text).split()))


def about(snapshot: Snapshot, occurrence: Occurrence) -> str:
    """What is known of what is named; nothing where nobody has that name."""
    catalogue = snapshot.catalogue
    name = occurrence.name
    if catalogue is None:
        return ""
    lines: Iterator[str] = iter(())
    match occurrence.named:
        case NameKind.ACTOR if name in catalogue.actors:
            lines = _actor(catalogue.actors[name])
        case NameKind.REGULATION if name in catalogue.regulations:
            lines = _regulation(catalogue, catalogue.regulations[name])
        case NameKind.OFFICIAL if name in catalogue.officials:
            lines = _official(catalogue.officials[name])
        case NameKind.NUMBER if SopNumber((), name) in catalogue.by_number:
            lines = _sop(catalogue.by_number[SopNumber((), name)])
        case NameKind.STEP:
            lines = _step(snapshot, occurrence)
    return "  \n".join(lines)


def _actor(actor: Actor) -> Iterator[str]:
    yield f"**{shown(actor.name)}**"
    if actor.group:
        yield f"kelompok: {shown(actor.group)}"
    if actor.aliases:
        yield f"sebutan: {shown(', '.join(actor.aliases))}"


def _regulation(catalogue: Catalogue, regulation: Regulation) -> Iterator[str]:
    yield f"**{shown(regulation.title)}**"
    yield f"status: {regulation.status}"
    for key in regulation.changed_by:
        other = catalogue.regulations.get(key)
        yield f"oleh: {shown(other.title if other else key)}"


def _official(official: Official) -> Iterator[str]:
    yield f"**{shown(official.called)}**"
    if official.name:
        yield shown(official.office)
    if official.nip:
        yield f"NIP {official.nip}"


def _sop(entry: Entry) -> Iterator[str]:
    sop = entry.sop
    yield f"**{shown(sop.number)} {shown(sop.title)}**"
    yield f"status: {sop.status}"
    if sop.replaced_by:
        yield f"digantikan: {shown(sop.replaced_by)}"
    dates = {
        "dibuat": sop.created,
        "direvisi": sop.revised,
        "disahkan": sop.enacted,
        "efektif": sop.effective,
        "ditinjau": sop.reviewed,
    }
    for word, date in dates.items():
        if date is not None:
            yield f"{word}: {date.iso}"
    place = entry.location
    yield shown(place.unit.name) + (f", {shown(place.section.name)}" if place.section else "")


def _step(snapshot: Snapshot, occurrence: Occurrence) -> Iterator[str]:
    row = occurrence.row or rows_in(snapshot, occurrence.file).get(occurrence.name)
    entry = snapshot.entry(occurrence.file)
    if row is not None and entry is not None and 0 < row <= len(entry.own.steps):
        step = entry.own.steps[row - 1]
        yield f"**{row}.** {shown(step.activity)}"


def rows_in(snapshot: Snapshot, file: str) -> dict[str, int]:
    """The place of the row, from 1, that each code of a file is given in."""
    return {
        each.name: each.path[1] + 1 if isinstance(each.path[1], int) else 1
        for each in snapshot.named_in(file)
        if each.defines and each.named is NameKind.STEP
    }
