"""What a flowchart consists of: symbols in bands and rows, and the arrows between them.

Knows nothing of paper: no coordinates, no pages.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from sopc.catalogue.step import MAX_EXITS


class SymbolKind(StrEnum):
    """The five symbols of the form are these four, and the arrow; ``offpage`` is the pentagon."""

    START = "start"
    PROCESS = "process"
    DECISION = "decision"
    END = "end"
    OFFPAGE = "offpage"


Edge: TypeAlias = Literal["above", "below"]
"""The edges of a page's table at which pentagons stand."""

Side: TypeAlias = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a pentagon stands for: the steps on another page, which counts from 0, to which its
    arrow leads, or from which it comes."""

    steps: tuple[int, ...]
    page: int
    comes: bool


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol: the step it belongs to (from 1), its lane (from 0, left) and its word.

    ``part`` is its part of the row's chain, from 1; 0 where the row is no chain. A pentagon
    stands at an ``edge`` of the page's table, for something ``elsewhere``. At the sides in
    ``ties``, a bar joins the symbol to others of the same part.
    """

    id: int
    step: int
    kind: SymbolKind
    lane: int
    text: str = ""
    part: int = 0
    edge: Edge | None = None
    elsewhere: Elsewhere | None = None
    ties: tuple[Side, ...] = ()

    @property
    def shape(self) -> "Shape":
        return self.step, self.part, self.kind


Shape: TypeAlias = tuple[int, int, SymbolKind]
"""Which symbol it is, of those that arrows meet: step, part and kind."""


@dataclass(frozen=True, slots=True)
class Group:
    """The symbols of one part, left to right; more than one when it is done jointly.

    Arrows come in and leave at ``lead`` only. It is what the part is, a decision or a capsule; the
    others are plain boxes.
    """

    symbols: tuple[Symbol, ...]
    lead: Symbol

    @property
    def leftmost(self) -> Symbol:
        return self.symbols[0]

    @property
    def rightmost(self) -> Symbol:
        return self.symbols[-1]


@dataclass(frozen=True, slots=True)
class Band:
    """A line of symbols: groups side by side, from left to right.

    Arrows to several groups must not run on each other: so each symbol that arrows meet from above
    has a height of its own there, and so below. ``above`` and ``below`` are those symbols' ids, the
    one whose height is next to the symbols first.
    """

    groups: tuple[Group, ...]
    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        return tuple(symbol for group in self.groups for symbol in group.symbols)


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one symbol to another; steps and parts survive page breaks.

    Its ``id`` tells it from others with the same ends and label: `ya` and `Ya` of one decision.
    A ``hop`` leads straight to the next part, which stands beside in the same band.
    """

    id: int
    source: Symbol
    target: Symbol
    label: str
    from_step: int
    to_step: int
    from_part: int = 0
    to_part: int = 0
    hop: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: bands, top to bottom."""

    step: int
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole procedure, ready to be broken into pages."""

    lanes: tuple[str, ...]
    rows: tuple[Row, ...]
    links: tuple[Link, ...]


def facing(hop: Link) -> tuple[str, str]:
    """The sides by which a hop leaves its source and enters its target."""
    rightward = hop.source.lane < hop.target.lane
    return ("right", "left") if rightward else ("left", "right")


def crowded(links: Iterable[Link]) -> set[Shape]:
    """The decisions with as many exits as there may be that are entered by a hop, and by no other
    arrow: so that there are sides enough, they are left at the top, too."""
    exits = Counter(link.source.shape for link in links)
    full = {shape for shape, count in exits.items() if count >= MAX_EXITS}
    return full & {link.target.shape for link in links if link.hop}


def alone(symbol: Symbol) -> Group:
    """A symbol that is a group by itself."""
    return Group((symbol,), symbol)
