"""How many steps a backtracking engine takes over a text: what a pattern costs, without a clock.

The engine here is as plain as can be and takes the alternatives in the order in which ``re`` does.
A step is an attempt to match one part of a pattern at one place, so that growth beyond linear of
its steps is growth beyond linear of the time that ``re`` takes.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

_Then = Callable[[int], int]
"""What follows in the pattern: where it ends when it begins there, -1 for no match."""
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_SINGLE = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


def _compiler_for(flags: int) -> Callable[[Any], re.Pattern[str]]:
    """Compiles parts of parsed patterns, each once."""
    known: dict[int, tuple[Any, re.Pattern[str]]] = {}  # with the part, whose identity tells it

    def compiled(item: Any) -> re.Pattern[str]:
        if id(item) not in known:
            state = _parser.State()
            state.flags = flags
            part = _parser.SubPattern(state, [item])
            known[id(item)] = item, _compiler.compile(part, flags)
        return known[id(item)][1]

    return compiled


class Steps:
    """Finds all matches of a pattern in a text as ``re`` does, and counts ``taken``."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._items = tuple(_parser.parse(pattern, flags))
        self._compiled = _compiler_for(flags)
        self.taken = 0

    @classmethod
    def of(cls, items: Iterable[Any], flags: int) -> "Steps":
        """The same for a part of a parsed pattern."""
        steps = cls("", flags)
        steps._items = tuple(items)
        return steps

    def find_all(self, text: str) -> list[tuple[int, int]]:
        """Every match, as its begin and end."""
        found, start = [], 0
        while start <= len(text):
            end = self._sequence(self._items, text, start, lambda at: at)
            if end >= 0:
                found.append((start, end))
            start = end if end > start else start + 1
        return found

    def _sequence(self, items: tuple[Any, ...], text: str, at: int, then: _Then) -> int:
        self.taken += 1
        if not items:
            return then(at)
        (kind, value), rest = items[0], items[1:]

        def following(place: int) -> int:
            return self._sequence(rest, text, place, then)

        if kind is _constants.BRANCH:
            choices = (tuple(choice) for choice in value[1])
            return self._first(self._sequence(one, text, at, following) for one in choices)
        if kind is _constants.SUBPATTERN:
            return self._sequence(tuple(value[3]), text, at, following)
        if kind is _constants.ATOMIC_GROUP:
            end = self._sequence(tuple(value), text, at, lambda place: place)
            return following(end) if end >= 0 else -1
        if kind in REPEATS:
            return self._repeat(kind, value, text, at, following)
        match = self._compiled(items[0]).match(text, at)
        return following(match.end()) if match else -1

    def _repeat(self, kind: Any, value: Any, text: str, at: int, then: _Then) -> int:
        low, high, part = value
        items, ends = tuple(part), [at]
        if len(items) != 1 or items[0][0].name not in _SINGLE:
            return self._repeat_group(kind, items, (low, int(high)), text, at, then)
        one = self._compiled(items[0])
        while len(ends) <= high and (match := one.match(text, ends[-1])):
            self.taken += 1
            ends.append(match.end())
        allowed = ends[low:]
        if kind is _constants.POSSESSIVE_REPEAT:
            allowed = allowed[-1:]
        elif kind is _constants.MAX_REPEAT:
            allowed.reverse()
        return self._first(then(end) for end in allowed)

    def _repeat_group(
        self,
        kind: Any,
        items: tuple[Any, ...],
        times: tuple[int, int],
        text: str,
        at: int,
        then: _Then,
    ) -> int:
        low, high = times

        def again(end: int) -> int:
            if end == at and low <= 0:
                return -1
            return self._repeat_group(kind, items, (low - 1, high - 1), text, end, then)

        def more() -> Iterator[int]:
            if high > 0:
                yield self._sequence(items, text, at, again)

        def enough() -> Iterator[int]:
            if low <= 0:
                yield then(at)

        ways = (enough, more) if kind is _constants.MIN_REPEAT else (more, enough)
        return self._first(end for way in ways for end in way())

    @staticmethod
    def _first(ends: Iterator[int]) -> int:
        return next((end for end in ends if end >= 0), -1)
