"""The columns of the flowchart table as data: their headings and the texts of every row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sopc.catalogue.duration import total_words
from sopc.catalogue.form import STANDARD, Form
from sopc.catalogue.sop import Sop
from sopc.catalogue.step import Step

Kind: TypeAlias = Literal["order", "activity", "lanes", "inputs", "time", "output", "remarks"]
_KINDS: dict[str, Kind] = {
    "nomor": "order",
    "uraian": "activity",
    "pelaksana": "lanes",
    "kelengkapan": "inputs",
    "waktu": "time",
    "output": "output",
    "keterangan": "remarks",
}
"""The columns by their keys in the form."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, or all its lanes.

    ``headings`` is one, or one for each lane; ``below`` says that they stand in the second row of
    the table's head; ``empty`` tells for each lane whether no step is drawn in it. ``rows`` holds
    the texts of each row, ``total`` that of the row of totals.
    """

    kind: Kind
    headings: tuple[str, ...]
    below: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    total: str = ""
    empty: tuple[bool, ...] = ()


def columns_of(sop: Sop, lanes: Sequence[str], form: Form) -> tuple[Column, ...]:
    """The columns of an SOP's table, left to right, as the form has them.

    ``lanes`` are the lanes' headings.
    """
    return tuple(_column(key, sop, lanes, form) for key in form.chart.columns)


def _column(key: str, sop: Sop, lanes: Sequence[str], form: Form) -> Column:
    kind, words = _KINDS[key], form.words
    if kind == "lanes":
        return Column(kind, tuple(lanes), below=True, empty=empty_lanes(sop))
    below = key in STANDARD and bool(words.columns.get("mutu"))
    rows = tuple(_texts(kind, step, place, form) for place, step in enumerate(sop.steps, start=1))
    total = ""
    if sop.total_time and kind in ("activity", "time"):
        sum_of_times = total_words((s.duration for s in sop.steps if s.duration), form.times)
        total = sum_of_times and (words.total if kind == "activity" else sum_of_times)
    return Column(kind, (words.columns[key],), below=below, rows=rows, total=total)


def empty_lanes(sop: Sop) -> tuple[bool, ...]:
    """For each lane whether none of its actor's steps is drawn there; where none is, not so."""
    acting = {actor for step in sop.steps for part in step.parts for actor in part.actors}
    return tuple(bool(acting) and lane not in acting for lane in sop.lanes)


def _texts(kind: Kind, step: Step, place: int, form: Form) -> tuple[str, ...]:
    """The texts of one cell."""
    if kind == "order":
        return (form.chart.numbered(step.printed_number(place)),)
    if kind == "time":
        return (str(step.duration),) if step.duration else ()
    cells = {
        "activity": (step.activity,),
        "inputs": step.inputs,
        "output": step.output,
        "remarks": step.remarks,
    }
    return cells[kind]
