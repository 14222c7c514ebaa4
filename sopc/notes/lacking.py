"""What the document lacks: as notes say, and as boxes and cells that are printed empty."""

from collections.abc import Sequence
from dataclasses import dataclass

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.findings import PlacedNote
from sopc.catalogue.form import BOXES, STANDARD
from sopc.catalogue.sop import Sop
from sopc.catalogue.step import Step
from sopc.notes.names import plain
from sopc.notes.parts import Field, Weight, field_of, kind_of_place, weight_of
from sopc.notes.places import NotePlace, Order, places

_NO_PAGE = ("identitas", "isi")
"""An SOP that lacks these has no boxes that could be empty."""
_NOT_COUNTED = "riwayat"
"""A box that stays empty until there is something to say."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Notes on what is lacking in one field, with each reason's places."""

    field: Field
    weight: Weight
    reasons: tuple[tuple[str, tuple[NotePlace, ...]], ...]
    findings: tuple[PlacedNote, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """A box, or a column of the chart, that is printed empty: in ``entries``, in the chart in so
    many ``cells``; a box has none."""

    key: str
    entries: tuple[Entry, ...]
    cells: int = 0


def lacks(findings: Sequence[PlacedNote], order: Order) -> tuple[Lack, ...]:
    """Notes on what is lacking, by field, the weightiest first."""
    by_field: dict[Field, list[PlacedNote]] = {}
    for finding in findings:
        by_field.setdefault(kind_of_place(finding), []).append(finding)
    found = []
    for field, some in by_field.items():
        reasons: dict[str, list[PlacedNote]] = {}
        for finding in some:
            reasons.setdefault(plain(finding.note.reason), []).append(finding)
        said = tuple((f[0].note.reason, places(f, order)) for f in reasons.values())
        found.append(Lack(field, min(map(weight_of, some)), said, tuple(some)))
    return tuple(sorted(found, key=lambda each: each.weight))


def empty_boxes(catalogue: Catalogue, findings: Sequence[PlacedNote]) -> tuple[Empty, ...]:
    """The form's boxes, and the columns of what steps need and yield, that SOPs leave empty, where
    no note says that the page or the box itself is lacking."""
    noted: dict[str, set[str]] = {}
    for finding in findings:
        if finding.note.kind == "kosong":
            noted.setdefault(finding.file, set()).add(field_of(finding.note.part)[0])
    form = catalogue.settings.form
    boxes = [key for line in form.identity.boxes for key in line if key != _NOT_COUNTED]
    found = []
    for key in boxes:
        lacking = {key, *_NO_PAGE}
        entries = tuple(
            entry
            for entry in catalogue.entries
            if entry.sop.is_written
            and not _held(entry.sop, key)
            and not lacking & noted.get(entry.location.file, set())
        )
        found.append(Empty(key, entries))
    columns = [key for key in form.chart.columns if key in STANDARD]
    found += [_cells(catalogue, key) for key in columns]
    return tuple(each for each in found if each.entries)


def _held(sop: Sop, key: str) -> bool:
    value = getattr(sop, _SOP_FIELDS[key]) if key in BOXES else sop.extra.get(key)
    return bool(value)


def _cells(catalogue: Catalogue, key: str) -> Empty:
    empty = {
        entry.location.file: sum(not getattr(step, _STEP_FIELDS[key]) for step in entry.sop.steps)
        for entry in catalogue.entries
        if entry.sop.is_written
    }
    entries = tuple(each for each in catalogue.entries if empty.get(each.location.file))
    return Empty(key, entries, sum(empty.values()))


_SOP_FIELDS = {field.alias or name: name for name, field in Sop.model_fields.items()}
_STEP_FIELDS = {field.alias or name: name for name, field in Step.model_fields.items()}
