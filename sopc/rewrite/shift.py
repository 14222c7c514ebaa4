"""Numbers that make room for others, or move up behind those that left: which becomes which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sopc.catalogue.number import NumberScheme

Series: TypeAlias = tuple[NumberScheme, tuple[tuple[str, int], ...]]
"""The numbers of a pattern that differ in their sequence number only: the pattern, and the values
of its other placeholders."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a series, counted as the numbers are."""

    series: Series
    at: int

    @classmethod
    def of(cls, scheme: NumberScheme, number: str) -> "Slot | None":
        """The place of a number; None where it does not follow the pattern."""
        values = scheme.values(number)
        if values is None:
            return None
        rest = tuple(sorted((key, value) for key, value in values.items() if key != "urut"))
        return cls((scheme, rest), values["urut"])

    @property
    def number(self) -> str:
        """The number that is at this place."""
        scheme, rest = self.series
        return scheme.compose(**dict(rest), urut=self.at)

    def moved(self, at: int) -> "Slot":
        """Another place of the same series."""
        return Slot(self.series, at)


class NoRoom(Exception):
    """A place that was asked for is a retired number's."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


@dataclass(slots=True)
class _Room:
    """Who is at which place: SOPs by the numbers they have now, and what stays where it is."""

    held: dict[Slot, str]
    fixed: set[Slot]
    settled: set[Slot] = field(default_factory=set)

    def close(self, hole: Slot) -> None:
        """Let those right behind a free place move up, past those that stay."""
        if hole in self.held or hole in self.fixed:
            return
        at = hole.moved(hole.at + 1)
        while at in self.held or at in self.fixed:
            if at in self.held:
                self.held[hole] = self.held.pop(at)
                hole = at
            at = at.moved(at.at + 1)

    def insert(self, number: str, at: Slot) -> None:
        """Put an SOP at a place; those that are there move on, as far as needed."""
        if at in self.fixed:
            raise NoRoom(at.number)
        self.settled.add(at)
        moving: str | None = number
        while moving is not None:
            displaced = self.held.get(at)
            self.held[at], moving = moving, displaced
            at = at.moved(at.at + 1)
            while at in self.fixed or at in self.settled:
                at = at.moved(at.at + 1)


def shifted(
    pairs: Mapping[str, Slot],
    slots: Mapping[str, Slot],
    retired: Iterable[Slot],
    kept: Iterable[str] = (),
) -> dict[str, str]:
    """What numbers become where some are to be at certain places, and the others make room.

    ``slots`` are the places of all SOPs that are not retired; ``retired`` those of numbers that
    stay where they are, as do the old numbers that are ``kept``, whose SOPs leave a tombstone.

    First those of ``pairs`` are taken out, and the ones right behind each move up by one; then they
    are put in, the lowest first, and who is there moves on by one, as far as the next free place.
    Raises NoRoom.
    """
    room = _Room({slot: number for number, slot in slots.items()}, set(retired))
    left = [slots[number] for number in pairs]
    for slot in left:
        del room.held[slot]
    room.fixed |= {slots[number] for number in kept}
    for slot in sorted(left, key=lambda each: -each.at):
        room.close(slot)
    for number, slot in sorted(pairs.items(), key=lambda each: each[1].at):
        room.insert(number, slot)
    return {number: slot.number for slot, number in room.held.items() if slots.get(number) != slot}
