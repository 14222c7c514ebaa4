"""Covers, contents and openers of units: they name page numbers, which depend on their length."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sopc.assemble.shard import ShardRef
from sopc.language import Phrase
from sopc.render.faults import PageFault

_FREE, _ATTEMPTS = 4, 12
"""So often lengths are guessed: freely at first, then only upwards."""


@dataclass(frozen=True, slots=True)
class BookPart:
    """A run of pages, its place in the outline, and what it holds.

    ``level`` is the outline's depth from 0; a part without a title is not listed there; ``above``
    names the chapter that begins with it, one level up. ``name`` makes the first page the target
    of links to what it names. ``heading`` is the level of its first heading, from 1.
    """

    shard: ShardRef
    title: str = ""
    level: int = 0
    name: str = ""
    above: str = ""
    heading: int = 1


@dataclass(frozen=True, slots=True)
class Leaves:
    """Pages to be printed, as HTML, piece by piece, each with its title in the outline; and the
    first pages of what the book holds, by name, on which they count."""

    pieces: tuple[tuple[str, str], ...]
    pages: Mapping[str, int]
    is_opener: bool = False

    def bound(self, shards: Sequence[ShardRef]) -> "Front":
        """The pages as they were printed: a book's own title is above all other headings."""
        parts = (
            BookPart(shard, title, heading=1 if index == 0 and not self.is_opener else 2)
            for index, (shard, (_, title)) in enumerate(zip(shards, self.pieces, strict=True))
        )
        return Front(tuple(parts), self.pages)


@dataclass(frozen=True, slots=True)
class Front:
    """What comes before a book's first unit, or opens a unit, and the first pages of what the book
    holds, by name."""

    parts: tuple[BookPart, ...]
    pages: Mapping[str, int]

    @property
    def length(self) -> int:
        """How many pages it has."""
        return sum(part.shard.pages for part in self.parts)

    def filled(self, blank: ShardRef, length: int) -> "Front":
        """The same with blank pages at its end, ``length`` pages in all."""
        return replace(self, parts=(*self.parts, *[BookPart(blank)] * (length - self.length)))


def settled(
    guesses: list[int],
    numbered: Callable[[Sequence[int]], Sequence[Leaves]],
    printed: Callable[[Sequence[str]], Sequence[ShardRef]],
    blank: Callable[[], str],
) -> list[Front]:
    """Fronts of the lengths, in pages, on which they count. ``numbered`` writes them for some
    lengths, ``printed`` prints them, ``blank`` writes a page with nothing on it.

    Lengths are guessed, and guessed again until they are right. Two may each ask for the other:
    after some rounds a length only grows, and what turns out shorter is filled up with blank pages.
    Raises PageFault when they grow on.
    """
    for attempt in range(_ATTEMPTS):
        leaves = numbered(guesses)
        shards = iter(printed([html for each in leaves for html, _ in each.pieces]))
        fronts = [each.bound([next(shards) for _ in each.pieces]) for each in leaves]
        lengths = [front.length for front in fronts]
        if lengths == guesses:
            return fronts
        if attempt < _FREE:
            guesses = lengths
            continue
        wanted = [max(pair) for pair in zip(lengths, guesses, strict=True)]
        if wanted == guesses:
            (empty,) = printed([blank()])
            return [front.filled(empty, n) for front, n in zip(fronts, guesses, strict=True)]
        guesses = wanted
    raise PageFault(
        Phrase(
            "the contents grow with the page numbers in them: mend front.html.j2 or unit.html.j2"
        ),
        "front.html.j2",
    )
