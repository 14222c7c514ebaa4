"""The columns of the flowchart table as data: their headings and the texts of every row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sopc.catalogue.duration import total_words
from sopc.catalogue.sop import Sop

Kind: TypeAlias = Literal["order", "activity", "lanes", "inputs", "time", "output", "remarks"]
TOTAL = "Jumlah waktu"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, or all its lanes.

    ``headings`` is one, or one for each lane; ``below`` says that they stand in the second row of
    the table's head. ``rows`` holds the texts of each row, ``total`` that of the row of totals.
    """

    kind: Kind
    headings: tuple[str, ...]
    below: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    total: str = ""


def columns_of(sop: Sop, lanes: Sequence[str]) -> tuple[Column, ...]:
    """The columns of an SOP's table, left to right. ``lanes`` are the lanes' headings."""
    steps = sop.steps
    numbers = tuple((f"{step.number or place}.",) for place, step in enumerate(steps, start=1))
    times = tuple((str(step.duration),) if step.duration else () for step in steps)
    durations = [step.duration for step in steps if step.duration is not None]
    total = total_words(durations) if sop.total_time else ""
    return (
        Column("order", ("No",), rows=numbers),
        Column(
            "activity",
            ("Uraian Prosedur",),
            rows=tuple((step.activity,) for step in steps),
            total=TOTAL if total else "",
        ),
        Column("lanes", tuple(lanes), below=True),
        Column(
            "inputs",
            ("Persyaratan/\nPerlengkapan",),
            below=True,
            rows=tuple(step.inputs for step in steps),
        ),
        Column("time", ("Waktu",), below=True, rows=times, total=total),
        Column("output", ("Output",), below=True, rows=tuple(step.output for step in steps)),
        Column("remarks", ("Ket",), rows=tuple(step.remarks for step in steps)),
    )
