"""What should be told of a catalogue's history, said plainly: SOPs are a few words, commits states.

Shares no code with what it is held against. Everything is told by number: ``("CHG001", 3)``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias


@dataclass(frozen=True)
class Sop:
    """An SOP: ``revised`` is a day, the later the greater; ``folder`` is where its file lies."""

    title: str
    steps: tuple[str, ...]
    status: str = "berlaku"
    revised: int | None = None
    folder: str = "sekretariat/umum"

    @property
    def says(self) -> tuple[str, tuple[str, ...]]:
        return self.title, self.steps

    def is_itself(self, other: "Sop") -> bool:
        """Whether it has the title that another has, or a step in common."""
        return self.title == other.title or bool({*self.steps} & {*other.steps})


State: TypeAlias = Mapping[int, Sop]
"""The SOPs by their numbers."""
Told: TypeAlias = Counter[tuple[str, int]]


@dataclass(frozen=True)
class Commit:
    """A state, and the commits, by their places, that it came from: the line's own first."""

    state: State
    parents: tuple[int, ...] = ()


@dataclass
class Repository:
    """Commits in the order in which they were made."""

    commits: list[Commit] = field(default_factory=list)

    def ancestors(self, commit: int) -> set[int]:
        """A commit, and all that it came from."""
        found, left = set[int](), [commit]
        while left:
            one = left.pop()
            if one not in found:
                found.add(one)
                left += self.commits[one].parents
        return found

    def parted(self, one: int, other: int) -> list[int]:
        """The last commits that two have in common: one, but for lines that crossed twice."""
        common = self.ancestors(one) & self.ancestors(other)
        older = {each for late in common for each in self.ancestors(late) - {late}}
        return sorted(common - older)

    def line(self, commit: int) -> list[State]:
        """The states on the line of first parents that leads to a commit, oldest first."""
        states = []
        place: int | None = commit
        while place is not None:
            states.append(self.commits[place].state)
            place = next(iter(self.commits[place].parents), None)
        return states[::-1]


def is_clear(state: State) -> bool:
    """Whether no two SOPs have one title: then it is clear which is which."""
    return len({sop.title for sop in state.values()}) == len(state)


def expected(line: Sequence[State], now: State) -> Told:
    """What is to be told of a state, compared with the last of a line of states."""
    then = line[-1]
    pairs = _pairs(then, now)
    lost = _lost(line)
    told: list[tuple[str, int]] = [
        *_renumbered(pairs, then, now),
        *_changed(pairs, line, now, lost),
        *_retired(pairs, then, now),
    ]
    for old in then.keys() - dict(pairs).keys() - now.keys():
        if then[old].status != "draf":
            told.append(("CHG002", old))
    for old, new in pairs:
        if then[old].status == "berlaku" and now[new].status in ("draf", "belum-disusun"):
            told.append(("CHG012", new))
    for number, losses in lost.items():
        if number in now:
            if _is_given_again(losses, then.get(number), now[number]):
                told.append(("CHG013", number))
        elif number not in then or then[number].status == "draf":
            told.append(("CHG006", number))
    return Counter(told)


def _pairs(then: State, now: State) -> list[tuple[int, int]]:
    """Which number of then is which of now: the surest first."""
    left, right, found = dict(then), dict(now), list[tuple[int, int]]()

    def pair(old: int, new: int) -> None:
        found.append((old, new))
        del left[old], right[new]

    for number in then.keys() & now.keys():
        if then[number].title == now[number].title:
            pair(number, number)
    for old, new in _all(left, right):
        if old in left and new in right and left[old].says == right[new].says:
            pair(old, new)
    for number in left.keys() & right.keys():
        if _half(left[number], right[number]):
            pair(number, number)
    for old, new in _all(left, right):
        if old in left and new in right and left[old].title == right[new].title:
            pair(old, new)
    for old, new in _alone(left, right):
        pair(old, new)
    for number in left.keys() & right.keys():
        pair(number, number)
    return found


def _half(one: Sop, other: Sop) -> bool:
    """Whether two have at least half of their steps in common."""
    most = max(len({*one.steps}), len({*other.steps}))
    return bool(one.steps) and 2 * len({*one.steps} & {*other.steps}) >= most


def _alone(left: State, right: State) -> list[tuple[int, int]]:
    """Those that have the same steps, more than one, which no other of either has."""
    before, after = ([{*sop.steps} for sop in each.values()] for each in (left, right))
    return [
        (old, new)
        for old, new in _all(left, right)
        if len(left[old].steps) > 1 and {*left[old].steps} == {*right[new].steps}
        if before.count({*left[old].steps}) == after.count({*left[old].steps}) == 1
    ]


def _all(left: State, right: State) -> list[tuple[int, int]]:
    return [(old, new) for old in left for new in right]


def _moved(pairs: Iterable[tuple[int, int]], then: State, now: State) -> list[tuple[int, int]]:
    """The SOPs that have another number, and no tombstone under the old one."""
    return [
        (old, new)
        for old, new in pairs
        if old != new and then[old].status != "draf"
        if old not in now or now[old].status != "dicabut"
    ]


def _renumbered(
    pairs: Iterable[tuple[int, int]], then: State, now: State
) -> Iterator[tuple[str, int]]:
    moved = _moved(pairs, then, now)
    if len(moved) > 1:
        yield "CHG009", 0
        return
    for old, _ in moved:
        if old not in now:
            yield "CHG002", old
        elif then[old].status == "berlaku":
            yield "CHG004", old


def _changed(
    pairs: Iterable[tuple[int, int]],
    line: Sequence[State],
    now: State,
    lost: Mapping[int, list[list[Sop]]],
) -> Iterator[tuple[str, int]]:
    """What says something else than when it was last in force."""
    then = line[-1]
    before = {new: (then[old], old != new) for old, new in pairs if then[old].status == "berlaku"}
    for number, sop in now.items():
        if number not in then or then[number].status != "berlaku":
            past = [state[number] for state in line[:-1] if number in state]
            in_force = [each for each in past if each.status == "berlaku"]
            is_owner = bool(in_force) and (number not in lost or sop.is_itself(in_force[-1]))
            if is_owner and (in_force[-1].says != sop.says or number not in before):
                before[number] = (in_force[-1], False)
    for number, (was, is_moved) in before.items():
        sop = now[number]
        if sop.status != "berlaku" or sop.says == was.says:
            continue
        if was.steps and not sop.is_itself(was) and not is_moved:
            yield "CHG004", number
        elif sop.revised is None or (was.revised is not None and sop.revised <= was.revised):
            yield "CHG001", number


def _retired(
    pairs: Iterable[tuple[int, int]], then: State, now: State
) -> Iterator[tuple[str, int]]:
    moved = _moved(pairs, then, now)
    together = {new for _, new in moved} if len(moved) > 1 else set()
    for number in then.keys() & now.keys() - together:
        was, sop = then[number], now[number]
        if was.status == "dicabut" != sop.status:
            yield "CHG003", number
        was_known = was.status in ("dicabut", "berlaku")
        if sop.status == "dicabut" and was_known and sop.title != was.title:
            yield "CHG003", number


def _lost(line: Sequence[State]) -> dict[int, list[list[Sop]]]:
    """By number, what it publicly was until each time that it was taken away."""
    public: dict[int, list[Sop]] = {}
    lost: dict[int, list[list[Sop]]] = {}
    for state, later in pairwise(line):
        for number, sop in state.items():
            if sop.status != "draf":
                public.setdefault(number, []).append(sop)
            new = later.get(number)
            is_withdrawn = new is not None and (
                (sop.status == "berlaku" and new.status in ("draf", "belum-disusun"))
                or (sop.status == "dicabut" != new.status)
            )
            if (new is None or is_withdrawn) and public.get(number):
                lost.setdefault(number, []).append(public.pop(number))
    return lost


def _is_given_again(losses: list[list[Sop]], then: Sop | None, now: Sop) -> bool:
    """Whether a number that was taken away is another's now, and was not its owner's since."""
    if now.status not in ("berlaku", "belum-disusun"):
        return False
    owner = list(losses[0])
    for loss in losses[1:]:
        if any(each.is_itself(other) for each in loss for other in owner):
            owner += loss
    if then is not None and then.status == "berlaku" and any(map(then.is_itself, owner)):
        return False
    return not any(map(now.is_itself, owner))
