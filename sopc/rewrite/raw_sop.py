"""An SOP as its file has it, right or not: its steps, and where they lead, by rows from 1."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from sopc.catalogue.references import NameKind
from sopc.catalogue.step import END
from sopc.diagnostics import KeyPath, Place, place_of
from sopc.edit.occurrences import Occurrence, occurrences
from sopc.load.yaml_reader import YamlDocument
from sopc.load.yaml_scalars import YamlValue


class Spot(NamedTuple):
    """A row, and a part of it, both from 1; a row that is no chain has the part 1 only."""

    row: int
    part: int = 1


RawGoal: TypeAlias = Spot | Literal["selesai"]
"""Where an arrow leads."""


@dataclass(frozen=True)
class RawSop:
    """The steps of a file. Rows that are no groups count, and say nothing."""

    document: YamlDocument

    @property
    def data(self) -> Mapping[str, YamlValue]:
        """What the file says, by its keys."""
        return self.document.value if isinstance(self.document.value, dict) else {}

    @cached_property
    def rows(self) -> list[dict[str, YamlValue]]:
        """The steps in their order."""
        steps = self.data.get("langkah")
        every = steps if isinstance(steps, list) else [] if steps is None else [steps]
        return [row if isinstance(row, dict) else {} for row in every]

    @property
    def numbers(self) -> list[YamlValue]:
        """The number that each row has of its own; None where it has none."""
        return [row.get("nomor") for row in self.rows]

    def row_path(self, row: int) -> KeyPath:
        """The way to a row."""
        is_list = isinstance(self.data.get("langkah"), list)
        return ("langkah", row - 1) if is_list else ("langkah",)

    def chain(self, row: int) -> list[dict[str, YamlValue]]:
        """The parts of a row; none of one that is no chain."""
        parts = self.rows[row - 1].get("rangkaian")
        every = parts if isinstance(parts, list) else []
        return [part if isinstance(part, dict) else {} for part in every]

    def part(self, spot: Spot) -> dict[str, YamlValue]:
        """What a part of a row says; of a row that is no chain, the row."""
        chain = self.chain(spot.row)
        return chain[spot.part - 1] if chain else self.rows[spot.row - 1]

    def path(self, spot: Spot) -> KeyPath:
        """The way to a part."""
        inner: KeyPath = ("rangkaian", spot.part - 1) if self.chain(spot.row) else ()
        return (*self.row_path(spot.row), *inner)

    @cached_property
    def spots(self) -> list[Spot]:
        """All parts in their order."""
        return [
            Spot(row, part)
            for row in range(1, len(self.rows) + 1)
            for part in range(1, max(1, len(self.chain(row))) + 1)
        ]

    @cached_property
    def by_code(self) -> dict[str, Spot]:
        """What each code names; the first where several have it."""
        found: dict[str, Spot] = {}
        for row, step in enumerate(self.rows, start=1):
            parts = [(part.get("kode"), n) for n, part in enumerate(self.chain(row), start=1)]
            for code, part in [(step.get("kode"), 1), *parts]:
                if isinstance(code, str):
                    found.setdefault(code.strip(), Spot(row, part))
        return found

    def goal(self, target: object) -> RawGoal | None:
        """What a target names; None for nothing."""
        if isinstance(target, str):
            word = target.strip()
            return "selesai" if word == END else self.by_code.get(word)
        is_row = isinstance(target, int) and not isinstance(target, bool)
        return Spot(target) if is_row and 1 <= target <= len(self.rows) else None  # type: ignore[operator, arg-type]

    def after(self, spot: Spot) -> RawGoal:
        """Where a part leads by itself."""
        index = self.spots.index(spot) + 1
        return self.spots[index] if index < len(self.spots) else "selesai"

    def targets(self) -> Iterator[tuple[Occurrence, int]]:
        """Where it is written to which step one leads, each with the place of that, from 1."""
        for each in occurrences("sop", self.document):
            if each.named is NameKind.STEP and not each.defines:
                if each.row is not None:
                    yield each, each.row
                elif each.name in self.by_code:
                    yield each, self.by_code[each.name].row

    def place(self, path: KeyPath) -> Place:
        """Where something stands."""
        document = self.document
        return place_of(document.file, document.lines, *document.values[path])
