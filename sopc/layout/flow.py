"""Steps → flow: which symbols stand in which lane and row, and which arrows join them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from sopc.catalogue.procedure import Position, Procedure
from sopc.catalogue.sop import Sop
from sopc.catalogue.step import MAX_EXITS
from sopc.layout.joint import lanes_of, leads
from sopc.layout.symbols import (
    Band,
    Flow,
    Group,
    Link,
    Row,
    Shape,
    Side,
    Symbol,
    SymbolKind,
    alone,
    crowded,
)
from sopc.markup.words import one_line


def build_flow(sop: Sop, *, separate_terminals: bool, words: tuple[str, str]) -> Flow:
    """The flow of an SOP whose references hold (see the flow rules).

    ``separate_terminals`` draws start and end as capsules of their own beside a box;
    ``words`` stand in the capsules of start and end.
    """
    return _Builder(Procedure(sop), separate_terminals, words).flow()


@dataclass(slots=True)
class _Builder:
    procedure: Procedure
    separate: bool
    words: tuple[str, str]
    count: int = 0
    links: list[Link] = field(default_factory=list)
    starts: dict[Position, Symbol] = field(default_factory=dict)
    ends: dict[Position, Symbol] = field(default_factory=dict)
    entrances: Counter[Position] = field(default_factory=Counter)
    targets: set[int] = field(default_factory=set)
    sources: set[int] = field(default_factory=set)
    crowded: set[Shape] = field(default_factory=set)

    def flow(self) -> Flow:
        positions = self.procedure.positions
        lead = leads(self.procedure)
        groups = {position: self._group(position, lead[position]) for position in positions}
        for position, group in groups.items():
            self._terminals(position, group)
            self.entrances.update(self.procedure.goals(position))
        self.entrances.update(list(self.starts))
        runs = {
            row: list(self._runs(list(each), groups))
            for row, each in groupby(positions, lambda position: position.row)
        }
        beside = {pair for each in runs.values() for run in each for pair in pairwise(run)}
        self._lead(groups, beside)
        outer = [link for link in self.links if not link.hop]
        self.targets = {link.target.id for link in outer}
        self.sources = {link.source.id for link in outer}
        self.crowded = crowded(self.links)
        rows = tuple(self._row(row, each, groups) for row, each in runs.items())
        return Flow(self.procedure.sop.lanes, rows, tuple(self.links))

    def _symbol(
        self,
        position: Position,
        kind: SymbolKind,
        lane: int,
        text: str = "",
        ties: tuple[Side, ...] = (),
    ) -> Symbol:
        self.count += 1
        part = position.part + 1 if self.procedure.in_chain(position) else 0
        return Symbol(self.count, position.row + 1, kind, lane, text, part, ties=ties)

    def _word(self, kind: SymbolKind) -> str:
        start, end = self.words
        return {SymbolKind.START: start, SymbolKind.END: end}.get(kind, "")

    def _group(self, position: Position, lead: int) -> Group:
        kind = self._kind(position)
        lanes = lanes_of(self.procedure, position)
        symbols = {}
        for lane in lanes:
            own = kind if lane == lead else SymbolKind.PROCESS
            ties: list[Side] = ["left"] if lane > lanes[0] else []
            ties += ["right"] if lane < lanes[-1] else []
            symbols[lane] = self._symbol(position, own, lane, self._word(own), tuple(ties))
        return Group(tuple(symbols.values()), symbols[lead])

    def _kind(self, position: Position) -> SymbolKind:
        procedure = self.procedure
        if procedure.part(position).decision is not None:
            return SymbolKind.DECISION
        starts, ends = procedure.is_start(position), procedure.needs_end(position)
        returned = starts and any(position in procedure.goals(p) for p in procedure.positions)
        if self.separate or starts == ends or returned:  # no arrow leads into a start
            return SymbolKind.PROCESS
        return SymbolKind.START if starts else SymbolKind.END

    def _terminals(self, position: Position, group: Group) -> None:
        """Capsules of their own, where a part that starts or ends is drawn as something else."""
        starts, ends = self.procedure.is_start(position), self.procedure.needs_end(position)
        lane = group.lead.lane
        if starts and group.lead.kind is not SymbolKind.START:
            self.starts[position] = self._symbol(position, SymbolKind.START, lane, self.words[0])
            self._link(self.starts[position], group.lead)
        if ends and group.lead.kind is not SymbolKind.END:
            self.ends[position] = self._symbol(position, SymbolKind.END, lane, self.words[1])

    def _runs(
        self, row: Sequence[Position], groups: Mapping[Position, Group]
    ) -> Iterable[list[Position]]:
        """A row's parts by bands: each run of parts in one direction that lead to one another."""
        run: list[Position] = []
        for position in row:
            if run and not self._goes_on(run, position, groups):
                yield run
                run = []
            run.append(position)
        yield run

    def _goes_on(
        self, run: Sequence[Position], position: Position, groups: Mapping[Position, Group]
    ) -> bool:
        """Whether a part stands beside the last of a run.

        A decision with as many exits as there may be has a side for one arrow only to come in: a
        hop, if no other does. One made jointly has a bar at one side, and is entered from above.
        """
        before = [groups[each] for each in run[-2:]]
        ways = [_direction(a, b) for a, b in pairwise([*before, groups[position]])]
        full = len(self.procedure.exits(position)) >= MAX_EXITS and self.entrances[position] > 1
        group = groups[position]
        barred = group.lead.kind is SymbolKind.DECISION and len(group.symbols) > 1
        led = position in self.procedure.goals(run[-1])
        return led and not full and not barred and 0 not in ways and len(set(ways)) == 1

    def _lead(
        self, groups: Mapping[Position, Group], beside: set[tuple[Position, Position]]
    ) -> None:
        """The arrows of all exits; the first to the part beside it goes straight there."""
        for position, group in groups.items():
            hopped = False
            for exit in self.procedure.exits(position):
                if isinstance(exit.goal, Position):
                    hop = not hopped and (position, exit.goal) in beside
                    hopped = hopped or hop
                    self._link(group.lead, groups[exit.goal].lead, exit.label, hop=hop)
                elif position in self.ends:
                    self._link(group.lead, self.ends[position], exit.label)

    def _link(self, source: Symbol, target: Symbol, label: str = "", *, hop: bool = False) -> None:
        ends = (source.step, target.step, source.part, target.part)
        words = one_line(label)
        printed = words[:1].upper() + words[1:]
        self.links.append(Link(len(self.links), source, target, printed, *ends, hop))

    def _row(
        self, row: int, runs: Sequence[Sequence[Position]], groups: Mapping[Position, Group]
    ) -> Row:
        """A row's bands; capsules of their own stand above and below the band of their part."""
        bands = []
        for run in runs:
            bands.append(self._band(alone(self.starts[p]) for p in run if p in self.starts))
            bands.append(self._band(groups[p] for p in run))
            bands.append(self._band(alone(self.ends[p]) for p in run if p in self.ends))
        return Row(row + 1, tuple(band for band in bands if band.groups))

    def _band(self, groups: Iterable[Group]) -> Band:
        """A band with heights for the arrows that come and go; the ways on are the outermost."""
        following = sorted(groups, key=lambda group: group.lead.part)
        came = [g.lead.id for g in following if g.lead.id in self.targets]
        came += [g.lead.id for g in following if g.lead.shape in self.crowded]
        left = [g.lead.id for g in following if g.lead.id in self.sources]
        ordered = sorted(following, key=lambda group: group.leftmost.lane)
        return Band(tuple(ordered), tuple(dict.fromkeys(reversed(came))), tuple(left))


def _direction(one: Group, other: Group) -> int:
    """1 where all of the other stands to the right and their leads face each other, -1 to the left,
    0 where an arrow from lead to lead would not go straight."""
    if one.rightmost.lane < other.leftmost.lane:
        return int((one.lead, other.lead) == (one.rightmost, other.leftmost))
    if other.rightmost.lane < one.leftmost.lane:
        return -int((one.lead, other.lead) == (one.leftmost, other.rightmost))
    return 0
