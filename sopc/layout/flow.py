"""Steps → flow: which symbols stand in which lane and row, and which arrows join them.

Knows nothing of paper: no coordinates, no pages.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from sopc.catalogue.sop import END, Sop, Step, exits, is_start, needs_end


class SymbolKind(StrEnum):
    """The five symbols of the form are these four, and the arrow; ``offpage`` is the pentagon."""

    START = "start"
    PROCESS = "process"
    DECISION = "decision"
    END = "end"
    OFFPAGE = "offpage"


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol: the step it belongs to (from 1), its lane (from 0, left) and its word."""

    id: int
    step: int
    kind: SymbolKind
    lane: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The symbols of one step, left to right; more than one when the step is done jointly.

    Arrows come in at ``entry`` and leave at ``exit``; leftmost and rightmost have free sides.
    """

    symbols: tuple[Symbol, ...]
    entry: Symbol
    exit: Symbol

    @property
    def leftmost(self) -> Symbol:
        return self.symbols[0]

    @property
    def rightmost(self) -> Symbol:
        return self.symbols[-1]


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one symbol to another. ``from_step`` and ``to_step`` survive page breaks.

    Its ``id`` tells it from others with the same ends and label: `ya` and `Ya` of one decision.
    """

    id: int
    source: Symbol
    target: Symbol
    label: str
    from_step: int
    to_step: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: groups stacked in bands, top to bottom. ``main`` is the step's own."""

    step: int
    bands: tuple[Group, ...]
    main: int

    @property
    def group(self) -> Group:
        return self.bands[self.main]


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole procedure, ready to be broken into pages."""

    lanes: tuple[str, ...]
    rows: tuple[Row, ...]
    links: tuple[Link, ...]


@dataclass(slots=True)
class _Builder:
    sop: Sop
    separate: bool
    words: tuple[str, str]
    count: int = 0
    links: list[Link] = field(default_factory=list)

    def symbol(self, step: int, kind: SymbolKind, lane: int, text: str = "") -> Symbol:
        self.count += 1
        return Symbol(self.count, step, kind, lane, text)

    def link(self, source: Symbol, target: Symbol, label: str = "") -> None:
        self.links.append(Link(len(self.links), source, target, label, source.step, target.step))


def build_flow(sop: Sop, *, separate_terminals: bool, words: tuple[str, str]) -> Flow:
    """The flow of an SOP whose references hold (see the flow rules).

    ``separate_terminals`` draws start and end as capsules of their own beside a box;
    ``words`` stand in the capsules of start and end.
    """
    builder = _Builder(sop, separate_terminals, words)
    start_word, end_word = words
    groups = [_group(builder, index) for index in range(len(sop.steps))]
    groups = _near_entries(groups)
    rows = []
    ends: dict[int, Symbol] = {}
    for index, group in enumerate(groups):
        bands, main = [group], 0
        step = group.entry.step
        if is_start(sop, index) and group.entry.kind is not SymbolKind.START:
            start = builder.symbol(step, SymbolKind.START, group.entry.lane, start_word)
            bands, main = [_single(start), group], 1
            builder.link(start, group.entry)
        if needs_end(sop, index) and group.exit.kind is not SymbolKind.END:
            ends[index] = builder.symbol(step, SymbolKind.END, group.exit.lane, end_word)
            bands.append(_single(ends[index]))
        rows.append(Row(step, tuple(bands), main))
    for index in range(len(sop.steps)):
        for label, target in exits(sop, index):
            goal = groups[target - 1].entry if target != END else ends.get(index)
            if goal is not None:
                builder.link(groups[index].exit, goal, _printed(label))
    return Flow(sop.lanes, tuple(rows), tuple(builder.links))


def _printed(label: str) -> str:
    return label[:1].upper() + label[1:]


def _kind(builder: _Builder, index: int, step: Step) -> SymbolKind:
    if step.decision is not None:
        return SymbolKind.DECISION
    starts, ends = is_start(builder.sop, index), needs_end(builder.sop, index)
    if builder.separate or starts == ends or (starts and _is_returned_to(builder.sop, index)):
        return SymbolKind.PROCESS
    return SymbolKind.START if starts else SymbolKind.END


def _is_returned_to(sop: Sop, index: int) -> bool:
    """Whether an arrow leads to the step: no arrow leads into a start."""
    every = (target for i in range(len(sop.steps)) for _, target in exits(sop, i))
    return any(target == index + 1 for target in every)


def _group(builder: _Builder, index: int) -> Group:
    step = builder.sop.steps[index]
    kind = _kind(builder, index, step)
    start_word, end_word = builder.words
    text = {SymbolKind.START: start_word, SymbolKind.END: end_word}.get(kind, "")
    lanes = sorted({builder.sop.lanes.index(actor) for actor in step.actors})
    symbols = tuple(builder.symbol(index + 1, kind, lane, text) for lane in lanes)
    return Group(symbols, symbols[0], symbols[0])


def _single(symbol: Symbol) -> Group:
    return Group((symbol,), symbol, symbol)


def _near_entries(groups: list[Group]) -> list[Group]:
    """For joint steps: come in near the step before, leave near the step after."""
    placed: list[Group] = []
    for index, group in enumerate(groups):
        before = placed[-1].exit.lane if placed else group.symbols[0].lane
        after = groups[index + 1].symbols if index + 1 < len(groups) else group.symbols
        entry = min(group.symbols, key=lambda s: abs(s.lane - before))
        way_out = min(group.symbols, key=lambda s: min(abs(s.lane - a.lane) for a in after))
        placed.append(Group(group.symbols, entry, way_out))
    return placed
