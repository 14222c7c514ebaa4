"""Where the steps of an SOP lead: its exits resolved to positions, as every stage sees them."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from sopc.catalogue.sop import Sop
from sopc.catalogue.step import END, Step, StepPart, Target
from sopc.diagnostics import KeyPath
from sopc.markup.words import marked


class Position(NamedTuple):
    """A part of a row, both counted from 0; a row that is no chain has the part 0 only."""

    row: int
    part: int = 0


Goal: TypeAlias = Position | Literal["selesai"]
"""What an exit leads to."""


class Exit(NamedTuple):
    """A way out of a part: its label, empty where it has none, and where it leads.

    ``goal`` is None where ``target``, as written, names nothing; ``target`` is None for the
    default way. ``key`` leads from the part to where it was written.
    """

    label: str
    goal: Goal | None
    target: Target | None = None
    key: KeyPath = ()


class Procedure:
    """The parts of an SOP's rows in order, and the ways between them."""

    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.positions = tuple(
            Position(row, part)
            for row, step in enumerate(sop.steps)
            for part in range(len(step.parts))
        )

    def part(self, position: Position) -> StepPart | Step:
        """The part at a position; of a row that is no chain, the row."""
        return self.sop.steps[position.row].parts[position.part]

    def in_chain(self, position: Position) -> bool:
        """Whether the part is one of several in its row."""
        return bool(self.sop.steps[position.row].chain)

    def codes(self) -> Iterator[tuple[str, KeyPath]]:
        """Every code in order, and the way from the SOP's root to what it names."""
        for row, step in enumerate(self.sop.steps):
            if step.code is not None:
                yield step.code, ("langkah", row)
            for number, part in enumerate(step.chain):
                if part.code is not None:
                    yield part.code, ("langkah", row, "rangkaian", number)

    @cached_property
    def by_code(self) -> dict[str, Position]:
        """What each code names (the row's own its first part); the first where several have it."""
        found: dict[str, Position] = {}
        for row, step in enumerate(self.sop.steps):
            named = [(step.code, 0), *((part.code, n) for n, part in enumerate(step.chain))]
            for code, part in named:
                if code is not None:
                    found.setdefault(code, Position(row, part))
        return found

    def goal(self, target: Target) -> Goal | None:
        """What a target names: a code, a row by its place from 1, or the end; None for nothing."""
        if target == END:
            return "selesai"
        if isinstance(target, str):
            return self.by_code.get(target)
        return Position(target - 1) if 1 <= target <= len(self.sop.steps) else None

    def after(self, position: Position) -> Position | None:
        """The next part of the row, or the first of the next row; None after the last."""
        row, part = position
        if part + 1 < len(self.sop.steps[row].parts):
            return Position(row, part + 1)
        return Position(row + 1) if row + 1 < len(self.sop.steps) else None

    def exits(self, position: Position) -> list[Exit]:
        """The ways out of a part; ``selesai`` for an end, none from a last part that is no end."""
        part = self.part(position)
        if part.decision is not None:
            return [
                Exit(label, self.goal(to), to, ("keputusan", marked(label)))
                if isinstance(label, str)
                else Exit("", self.goal(to), to, ("keputusan", label))
                for label, to in part.decision.items()
            ]
        if part.next is not None:
            return [Exit("", self.goal(part.next), part.next, ("lanjut",))]
        following = None if part.kind == "selesai" else self.after(position)
        if following is not None:
            return [Exit("", following)]
        return [] if part.kind == "proses" else [Exit("", "selesai")]

    def goals(self, position: Position) -> list[Position]:
        """The parts to which a part leads."""
        return [exit.goal for exit in self.exits(position) if isinstance(exit.goal, Position)]

    def is_start(self, position: Position) -> bool:
        """Whether the procedure starts at a part: the very first, unless said otherwise."""
        kind = self.part(position).kind
        return kind == "mulai" or (position == Position(0) and kind is None)

    def needs_end(self, position: Position) -> bool:
        """Whether a way out of the part ends the procedure."""
        return any(exit.goal == END for exit in self.exits(position))

    def path(self, position: Position) -> KeyPath:
        """The way from the SOP's root to where a part was written."""
        row, part = position
        inner = ("rangkaian", part) if self.in_chain(position) else ()
        return ("langkah", row, *inner)
