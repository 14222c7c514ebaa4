"""What could not be printed, as findings. Imports nothing that prints."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.catalogue.own_templates import OWN_TEMPLATES, own_templates
from sopc.diagnostics import Diagnostic, Place, SourceMap, in_file_order
from sopc.language import Phrase
from sopc.render.faults import BROKEN, OVER, TOO_TALL, UNUSABLE, Fault, FaultKind
from sopc.render.materials import STYLESHEET


@dataclass(frozen=True, slots=True)
class Unprinted:
    """Why an SOP has no pages, by its entry's name; or why books have none of their own ("")."""

    name: str
    fault: Fault


def diagnostics(
    catalogue: Catalogue, source_map: SourceMap, root: Path, faults: Iterable[Unprinted]
) -> list[Diagnostic]:
    """A finding for each fault. Where a catalogue has templates of its own, SOPs at which the same
    went wrong are one: what they have in common is the cause."""
    told = _Told(catalogue, source_map, root)
    return in_file_order(told.diagnostic(*each) for each in told.grouped(faults))


class _Told:
    """Says what is wrong, and where."""

    def __init__(self, catalogue: Catalogue, source_map: SourceMap, root: Path) -> None:
        self._entries = {entry.name: entry for entry in catalogue.entries}
        self._source_map, self._root = source_map, root
        self._own = own_templates(root) if catalogue.settings.has_own_templates else None

    def grouped(self, faults: Iterable[Unprinted]) -> Iterator[tuple[Unprinted, int]]:
        """Faults, and how many others each stands for."""
        alike: dict[object, list[Unprinted]] = {}
        for each in faults:
            told_once = self._own and each.name and each.fault.kind is not FaultKind.MATERIAL
            alike.setdefault((each.fault.reason if told_once else each), []).append(each)
        for same in alike.values():
            yield same[0], len(same) - 1

    def diagnostic(self, unprinted: Unprinted, others: int) -> Diagnostic:
        """The finding of a fault, which ``others`` share."""
        fault, entry = unprinted.fault, self._entries.get(unprinted.name)
        if fault.kind is FaultKind.LIMIT:
            return self._over(fault, entry, others)
        if fault.kind is FaultKind.INSIDE:
            return self._broken(fault, entry, others)
        if fault.step and entry:
            place = self._source_map.place(entry.location.file, "langkah", fault.step - 1)
            hint = Phrase("divide its `rangkaian` among several rows")
            return Diagnostic(TOO_TALL.code, fault.reason, place, hint)
        place = self._of_template(fault) or self._of_entry(entry)
        return Diagnostic(UNUSABLE.code, fault.reason, place)

    def _over(self, fault: Fault, entry: Entry | None, others: int) -> Diagnostic:
        hint = Phrase("shorten its texts, or divide it into several SOPs")
        if self._own:
            hint = Phrase("look at the catalogue's own templates, and at the length of its texts")
        place = self._of_entry(entry) if entry else self._of_template(fault)
        said = _unmade(fault, entry, others) if entry else _unwritten(fault, place)
        return Diagnostic(OVER.code, said, place or self._of_entry(None), hint)

    def _broken(self, fault: Fault, entry: Entry | None, others: int) -> Diagnostic:
        place = self._of_template(fault)
        if place:
            return Diagnostic(UNUSABLE.code, _unwritten(fault, place), place)
        place = self._of_entry(entry)
        said = _unmade(fault, entry, others) if entry else _unwritten(fault, place)
        if self._own:
            return Diagnostic(UNUSABLE.code, said, place)
        hint = Phrase(
            "this is a fault of sopc: please report it, with what is said after `export "
            "SOPC_DEBUG=1`"
        )
        return Diagnostic(BROKEN.code, said, place, hint)

    def _of_template(self, fault: Fault) -> Place | None:
        """The place in a template of the catalogue's own, or in its style sheet."""
        names = (fault.template, *([STYLESHEET] if fault.kind is not FaultKind.MATERIAL else []))
        for name in names if self._own else ():
            if name and (self._root / OWN_TEMPLATES / name).is_file():
                line = fault.line if name == fault.template else 0
                return Place((self._root / OWN_TEMPLATES / name).as_posix(), line or 1)
        return None

    def _of_entry(self, entry: Entry | None) -> Place:
        if entry:
            return self._source_map.place(entry.location.file)
        return Place((self._root / SETTINGS_FILE).as_posix())


def _unmade(fault: Fault, entry: Entry, others: int) -> Phrase:
    name = entry.sop.number or entry.name
    if others:
        return Phrase(
            "{name} and {count} others cannot be laid out: {reason}",
            name=name,
            count=others,
            reason=fault.reason,
        )
    return Phrase("{name} cannot be laid out: {reason}", name=name, reason=fault.reason)


def _unwritten(fault: Fault, place: Place | None) -> Phrase:
    named = Path(place.file).name if place else ""
    return Phrase(
        "pages made with {template} cannot be laid out: {reason}",
        template=named if named == STYLESHEET else fault.template or STYLESHEET,
        reason=fault.reason,
    )
