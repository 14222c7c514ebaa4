"""A catalogue as it was, held against what it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sopc.catalogue.boxes import BOXES
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.earlier import Earlier, LastInForce
from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import Settings, Unit
from sopc.compare.content import content
from sopc.compare.differences import Difference, differences
from sopc.compare.pairing import Pair, is_itself, pair_up, unpaired

_FOLLOWED = 50
"""So many successors of successors are followed; a longer line leads in a circle."""


@dataclass(frozen=True, slots=True)
class ChangedSop:
    """An SOP that says something else than when it was last in force before, and where."""

    pair: Pair
    differences: tuple[Difference, ...]
    came_back: bool = False
    """Whether it was not in force in between."""


@dataclass(frozen=True)
class CatalogueComparison:
    """Two whole catalogues, which SOP of the one is which of the other, and what they say
    differently.

    ``in_force_before`` are SOPs of now that were not in force ``then``, as they last were.
    """

    then: Catalogue
    now: Catalogue
    in_force_before: tuple[LastInForce, ...] = ()

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The numbered SOPs that were there and are."""
        return pair_up(self.then.entries, self.now.entries)

    @cached_property
    def pair_of(self) -> Mapping[SopNumber, Pair]:
        """The pairs by the numbers that they have now."""
        return {pair.number: pair for pair in self.pairs}

    @cached_property
    def changed(self) -> Mapping[SopNumber, ChangedSop]:
        """The SOPs in force that say something else than when they were last, by their numbers."""
        found = {}
        for pair in self.pairs:
            others = self.differences(pair) if pair.in_force else ()
            if others:
                found[pair.number] = ChangedSop(pair, others)
        for before in self.in_force_before:
            number = before.entry.sop.number
            now = self.now.by_number.get(number) if number else None
            if number is not None and now is not None and now.sop.status == "berlaku":
                pair = Pair(before.entry, now)
                others = self._differences(before.catalogue, pair)
                if others:
                    found[number] = ChangedSop(pair, others, came_back=True)
        return found

    @cached_property
    def renumbered(self) -> tuple[Pair, ...]:
        """The SOPs that have another number, and left no tombstone under the one they had.

        Numbers of drafts are nobody's yet.
        """
        return tuple(
            pair
            for pair in self.pairs
            if pair.is_renumbered
            and pair.then.sop.status != "draf"
            and not self._is_tombstone(pair.then.sop.number)
        )

    @cached_property
    def gone(self) -> tuple[Entry, ...]:
        """The numbered SOPs that were there, and of which nothing is."""
        return unpaired(self.then.entries, (pair.then for pair in self.pairs))

    def differences(self, pair: Pair) -> tuple[Difference, ...]:
        """What an SOP says differently now, by the keys of its file (see ``content``).

        What only follows from elsewhere is none: another name or key of what it refers to, another
        default, a link to an SOP that has another number or a successor.
        """
        if pair.then.own is pair.now.own:
            return ()
        return self._differences(self.then, pair)

    def _differences(self, catalogue: Catalogue, pair: Pair) -> tuple[Difference, ...]:
        same = {name: getattr(pair.now.sop, name) for name in refilled(pair, self.now.settings)}
        then = replace(pair.then, sop=pair.then.sop.model_copy(update=same))
        before = content(catalogue, then, lambda number: self._now(self._moved.get(number, number)))
        return tuple(differences(before, content(self.now, pair.now, self._now)))

    @cached_property
    def _moved(self) -> dict[SopNumber, SopNumber]:
        return {
            pair.then.sop.number: pair.number
            for pair in self.pairs
            if pair.then.sop.number is not None and pair.is_renumbered
        }

    def _now(self, number: SopNumber) -> SopNumber:
        """A number, or the one that stands for it since it was retired."""
        for _ in range(_FOLLOWED):
            entry = self.now.by_number.get(number)
            if entry is None or entry.sop.replaced_by is None:
                break
            number = entry.sop.replaced_by
        return number

    def _is_tombstone(self, number: SopNumber | None) -> bool:
        entry = self.now.by_number.get(number) if number else None
        return entry is not None and entry.sop.status == "dicabut"


def refilled(pair: Pair, settings: Settings) -> list[str]:
    """The boxes of an SOP that differ for no other reason than that their defaults do now."""
    then, now = pair.then, pair.now
    as_now = Entry.of(now.location, then.own, settings).sop
    return [
        name
        for name in BOXES
        if getattr(then.sop, name) != getattr(now.sop, name) == getattr(as_now, name)
    ]


def compared(earlier: Earlier | None, now: Catalogue, root: Path) -> CatalogueComparison | None:
    """The catalogue in ``root`` held against an earlier one, if there was one."""
    if earlier is None or earlier.catalogue is None:
        return None
    above = len(root.parts)  # a folder may be called otherwise than can be shown
    unchanged = (
        entry
        for entry in now.entries
        if "/".join(Path(entry.location.file).parts[above:]) in earlier.unchanged
    )
    whole = _whole(earlier.catalogue, unchanged)
    return CatalogueComparison(whole, now, tuple(_before(earlier, now)))


def _before(earlier: Earlier, now: Catalogue) -> Iterator[LastInForce]:
    """What was in force before, and is now: not what another has the number of.

    Where a number was taken away and given to another SOP, that is told as such.
    """
    taken = {each.number for each in earlier.removed}
    for last in earlier.last_in_force.values():
        then = last.entry.sop
        entry = now.by_number.get(then.number) if then.number else None
        if entry is not None and (str(then.number) not in taken or is_itself(then, entry.sop)):
            yield last


def _whole(then: Catalogue, entries: Iterable[Entry]) -> Catalogue:
    """A catalogue of then with the SOPs of now whose files were the same, as they were printed."""
    units = {unit.folder: unit for unit in then.settings.units}
    kept = tuple(_as_it_was(entry, then.settings, units) for entry in entries)
    return replace(then, entries=(*then.entries, *kept))


def _as_it_was(entry: Entry, settings: Settings, units: Mapping[str, Unit]) -> Entry:
    place = entry.location
    unit = units.get(place.unit.folder, place.unit)
    folder = place.section.folder if place.section else None
    section = next((each for each in unit.sections if each.folder == folder), place.section)
    return Entry.of(replace(place, unit=unit, section=section), entry.own, settings)
