"""What templates see of one SOP: its own words, and the rows of its flowchart table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sopc.catalogue.dates import PartialDate
from sopc.catalogue.form import Form
from sopc.catalogue.form_words import filled
from sopc.catalogue.registry import Official
from sopc.catalogue.sop import HistoryLine, Sop
from sopc.catalogue.step import Step
from sopc.markup.words import one_line
from sopc.render.marked import block_html
from sopc.render.views import View


@dataclass(frozen=True, slots=True)
class HistoryView(View):
    """A line of the table of revisions; date and name are as printed, or None."""

    revision: str
    date: str | None
    description: str
    by: str | None

    @classmethod
    def of(cls, line: HistoryLine, form: Form, officials: Mapping[str, Official]) -> "HistoryView":
        official = officials.get(line.by) if line.by else None
        by = official.called if official else line.by
        return cls(line.revision, _date(line.date, form), line.description, by)


@dataclass(frozen=True, slots=True)
class ExtraView(View):
    """What an SOP says in a box or row of the office's own, by the key of that."""

    key: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SopView(View):
    """An SOP's own words. Number and dates are as printed, and None when there are none.

    ``plain_title`` is the title in one line and without marks, as a foot has it.
    ``own`` are the office's own boxes and rows. ``steps`` says how many steps there are; the
    table's rows are the chart's. ``foot`` is the line in the foot of its pages.
    """

    number: str | None
    title: str
    plain_title: str
    status: str
    created: str | None
    revised: str | None
    enacted: str | None
    effective: str | None
    qualifications: tuple[Markup, ...]
    equipment: tuple[Markup, ...]
    warnings: tuple[Markup, ...]
    records: tuple[Markup, ...]
    history: tuple[HistoryView, ...]
    own: tuple[ExtraView, ...]
    steps: int
    foot: str

    @classmethod
    def of(cls, sop: Sop, form: Form, officials: Mapping[str, Official]) -> "SopView":
        draft = form.words.draft.upper() if sop.status == "draf" else ""
        number = " · ".join(filter(None, (draft, _words(sop.number))))
        return cls(
            number=_words(sop.number),
            title=sop.title,
            plain_title=one_line(sop.title),
            status=sop.status,
            created=_date(sop.created, form),
            revised=_date(sop.revised, form),
            enacted=_date(sop.enacted, form),
            effective=_date(sop.effective, form),
            qualifications=_blocks(sop.qualifications),
            equipment=_blocks(sop.equipment),
            warnings=_blocks(sop.warnings),
            records=_blocks(sop.records),
            history=tuple(HistoryView.of(line, form, officials) for line in sop.history),
            own=tuple(ExtraView(key, _blocks(items)) for key, items in sop.extra.items()),
            steps=len(sop.steps),
            foot=one_line(filled(form.words.foot, {"nomor": number, "nama": sop.title})),
        )


@dataclass(frozen=True, slots=True)
class RowRoom:
    """The room that the drawing needs in and around a row of the table; see ``RowView``."""

    height: float
    above: float = 0.0
    below: float = 0.0
    breaks: bool = False
    tall: bool = False


@dataclass(frozen=True, slots=True)
class RowView(View):
    """A row of the flowchart table.

    ``step`` counts from 1, ``number`` is that of the step and ``label`` what is printed of it;
    both may be empty. ``height`` is the row's least height in CSS pixels; ``above`` and ``below``
    are those of the strips for pentagons before and after it, 0 for none. ``breaks`` says that a
    page begins with it, ``tall`` that it is higher than a page and is broken itself.
    """

    step: int
    number: str
    label: str
    activity: Markup
    inputs: tuple[Markup, ...]
    duration: str | None
    output: tuple[Markup, ...]
    remarks: tuple[Markup, ...]
    height: float
    above: float
    below: float
    breaks: bool
    tall: bool

    @classmethod
    def of(cls, place: int, step: Step, room: RowRoom, form: Form) -> "RowView":
        number = step.printed_number(place)
        return cls(
            step=place,
            number=number,
            label=form.chart.numbered(number),
            activity=block_html(step.activity),
            inputs=_blocks(step.inputs),
            duration=step.duration.text if step.duration else None,
            output=_blocks(step.output),
            remarks=_blocks(step.remarks),
            height=round(room.height, 2),
            above=round(room.above, 2),
            below=round(room.below, 2),
            breaks=room.breaks,
            tall=room.tall,
        )


def _date(date: PartialDate | None, form: Form) -> str | None:
    return None if date is None else form.written(date)


def _blocks(texts: Iterable[str]) -> tuple[Markup, ...]:
    return tuple(map(block_html, texts))


def _words(value: object) -> str | None:
    """A number or time as it is printed."""
    return None if value is None else str(value)
