"""Which SOP of now is which of then: by its number, or by what it says where that is another."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from sopc.catalogue.canonical import canonical
from sopc.catalogue.catalogue import Entry
from sopc.catalogue.number import SopNumber
from sopc.catalogue.sop import Sop
from sopc.compare.content import STANDING


@dataclass(frozen=True, slots=True)
class Pair:
    """An SOP as it was and as it is."""

    then: Entry
    now: Entry

    @property
    def number(self) -> SopNumber:
        """The number that it has now."""
        assert self.now.sop.number is not None
        return self.now.sop.number

    @property
    def is_renumbered(self) -> bool:
        """Whether it had another number."""
        return self.then.sop.number != self.now.sop.number

    @property
    def in_force(self) -> bool:
        """Whether it was in force, and is."""
        return self.then.sop.status == self.now.sop.status == "berlaku"


def pair_up(then: Iterable[Entry], now: Iterable[Entry]) -> tuple[Pair, ...]:
    """The numbered SOPs that were there and are, each once.

    One is known again by number and title, by all that it says, by its number and half of its
    steps, by a title or by steps that no other has, and at last by its number alone.
    """
    left, right = _by_number(then), _by_number(now)
    pairs: list[Pair] = []

    def match(one: Entry, other: Entry) -> None:
        pairs.append(Pair(one, other))
        del left[str(one.sop.number)], right[str(other.sop.number)]

    def match_numbers(alike: Callable[[Sop, Sop], bool]) -> None:
        for number in [each for each in left if each in right]:
            if alike(left[number].sop, right[number].sop):
                match(left[number], right[number])

    def match_keys(key_of: Callable[[Sop], Hashable], most: int) -> None:
        before, after = _by_key(left.values(), key_of), _by_key(right.values(), key_of)
        for key, entries in before.items():
            others = after.get(key, [])
            if others and max(len(entries), len(others)) <= most:
                for one, other in zip(entries, others, strict=False):
                    match(one, other)

    match_numbers(lambda one, other: title(one) == title(other))
    match_keys(_said, max(1, len(left), len(right)))
    match_numbers(_share_steps)
    match_keys(title, 1)
    match_keys(_done, 1)
    match_numbers(lambda *_: True)
    return tuple(pairs)


def is_itself(then: Sop, now: Sop) -> bool:
    """Whether an SOP has the title that it had, or does something in it that it did."""
    return title(then) == title(now) or bool(activities(then) & activities(now))


def title(sop: Sop) -> str:
    """An SOP's title, whatever its letters' case."""
    return sop.title.casefold()


def activities(sop: Sop) -> set[str]:
    """What is done in an SOP's steps, whatever the letters' case."""
    return {step.activity.casefold() for step in sop.steps}


def _by_number(entries: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda each: not each.is_named_by_number):
        if entry.sop.number is not None:
            found.setdefault(str(entry.sop.number), entry)
    return found


def _by_key(
    entries: Iterable[Entry], key_of: Callable[[Sop], Hashable]
) -> dict[Hashable, list[Entry]]:
    found: defaultdict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[key_of(entry.sop)].append(entry)
    return found


def _said(sop: Sop) -> Hashable:
    # links follow those that they lead to, and are compared when these are known
    return canonical(sop, without=STANDING | {"related"})


def _share_steps(one: Sop, other: Sop) -> bool:
    ours, theirs = activities(one), activities(other)
    return bool(ours) and 2 * len(ours & theirs) >= max(len(ours), len(theirs))


def _done(sop: Sop) -> Hashable:
    # by one step alone nothing is known
    return frozenset(activities(sop)) if len(sop.steps) > 1 else str(sop.number)


def unpaired(entries: Sequence[Entry], paired: Iterable[Entry]) -> tuple[Entry, ...]:
    """The numbered SOPs that have no counterpart."""
    known = {str(entry.sop.number) for entry in paired}
    return tuple(each for each in entries if each.sop.number and str(each.sop.number) not in known)
