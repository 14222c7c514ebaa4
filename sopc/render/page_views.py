"""Catalogue → what the template of each kind of page sees. One function a kind of page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.duration import total_words
from sopc.catalogue.findings import findings
from sopc.catalogue.form import Form, Spot
from sopc.catalogue.form_words import Wording, filled
from sopc.catalogue.organisation import Matter, Unit
from sopc.catalogue.source import Note
from sopc.markup.words import one_line
from sopc.render.chart_head import HeadRow, head_rows, heading_html
from sopc.render.columns import Columns
from sopc.render.contents_table import ContentsUnit, ContentsWidths, set_numbers
from sopc.render.form_views import FormView
from sopc.render.identity import Setting
from sopc.render.identity_views import BoxLine, FieldView, IdentityTexts
from sopc.render.paper import paper_of
from sopc.render.relations import fitted
from sopc.render.rooms import Rooms, rooms_of
from sopc.render.text_lines import WidthOf
from sopc.render.views import (
    OfficialView,
    PaperView,
    RowView,
    SettingsView,
    SignatoryView,
    SopView,
    SubjectView,
    UnitView,
    View,
)

_NAME_SIZE, _NAME_SIDES = 10 * 25.4 / 72, 5.4
"""The type size of identity rows' names and the space beside them, in millimetres."""
_NAME_LEAST, _NAME_MOST = 25.0, 45.0


@dataclass(frozen=True, slots=True)
class PageView(View):
    """What every page's template sees."""

    title: str
    settings: SettingsView
    paper: PaperView
    form: FormView


@dataclass(frozen=True, slots=True)
class SettingView(View):
    """How the identity page is set: see ``render.identity.Setting``."""

    tight: int
    foot: float
    breaks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SopPage(PageView):
    """An SOP's cover, if there is one, and identity page.

    ``fields`` are the rows at its right, ``boxes`` what is below, in lines; of ``related`` those of
    this catalogue are links.

    ``box`` is who enacts the SOP, with the room to sign; ``below`` are others who sign there, and
    ``initials_below`` the offices of that column, if it is on this page. ``several`` sign the SOP.
    """

    sop: SopView
    has_cover: bool
    name_width: float
    identity_title: str
    fields: tuple[FieldView, ...]
    boxes: tuple[BoxLine, ...]
    heading: tuple[str, ...]
    official: OfficialView | None
    box: SignatoryView | None
    below: tuple[SignatoryView, ...]
    several: bool
    initials_below: tuple[str, ...]
    legal_basis: tuple[Markup, ...]
    related: tuple[Markup, ...]
    remarks: tuple[str, ...]
    setting: SettingView


@dataclass(frozen=True, slots=True)
class ColumnsView(View):
    """Column widths in millimetres, left to right, and the lanes' heading size in points."""

    widths: tuple[float, ...]
    heading: float


@dataclass(frozen=True, slots=True)
class ChartPage(PageView):
    """An SOP's flowchart table and signature block; ``dense`` sets the table tight, ``compact``
    the block.

    ``lanes`` are the lanes' names in one line each; ``signatories`` and ``initials`` are those of
    that block, and ``several`` sign the SOP.
    """

    sop: SopView
    chart_title: str
    head: tuple[HeadRow, ...]
    column_keys: tuple[str, ...]
    signatories: tuple[SignatoryView, ...]
    several: bool
    initials: tuple[str, ...]
    rows: tuple[RowView, ...]
    dense: bool
    compact: bool
    columns: ColumnsView
    lanes: tuple[Markup, ...]
    total: str


@dataclass(frozen=True, slots=True)
class UnwrittenView(View):
    """An SOP that is in the index only."""

    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class UnitPage(PageView):
    """The page that opens a unit within the handbook."""

    unit: UnitView
    unwritten: tuple[UnwrittenView, ...]
    heading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontPage(PageView):
    """Cover and contents of the handbook (no ``unit``), or of one unit's volume."""

    unit: UnitView | None
    heading: tuple[str, ...]
    contents_title: tuple[str, ...]
    contents_groups: tuple[ContentsUnit, ...]
    contents_widths: ContentsWidths
    continued: bool


@dataclass(frozen=True, slots=True)
class MatterPage(PageView):
    """Pages in the office's own words, such as a decree, paragraph by paragraph."""

    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnexPage(PageView):
    """The annex of differences from the source document, or, ``continued``, its next pages."""

    groups: tuple[SubjectView, ...]
    continued: bool


@dataclass(frozen=True, slots=True)
class RelationsPage(PageView):
    """The map of related SOPs, as SVG."""

    drawing: Markup


def sop_page(catalogue: Catalogue, entry: Entry, setting: Setting, width_of: WidthOf) -> SopPage:
    """What an SOP's cover and identity page shows, and how the latter is set.

    ``width_of`` gives the width of a text at a size, in the unit of that size.
    """
    sop, form = entry.sop, catalogue.settings.form
    approver = catalogue.approver(entry)
    texts = IdentityTexts(catalogue, entry)
    rooms = rooms_of(catalogue, entry)
    return SopPage(
        *_common(catalogue, sop.title),
        sop=SopView.of(sop, form, catalogue.officials),
        has_cover=form.cover.of_sops,
        name_width=_name_width(form, width_of),
        identity_title=filled(form.words.identity_title, {"nama": sop.title}),
        fields=texts.fields(),
        boxes=texts.boxes(),
        heading=(*catalogue.settings.agency.heading, *entry.location.unit.letterhead),
        official=OfficialView.of(approver, form.words) if approver else None,
        box=rooms.box,
        below=rooms.below,
        several=_several(catalogue),
        initials_below=_initials(catalogue, rooms, "identitas"),
        legal_basis=texts.legal_basis(),
        related=texts.related(),
        remarks=_remarks(entry, form.words),
        setting=SettingView(setting.tight, setting.foot, setting.breaks),
    )


def _name_width(form: Form, width_of: WidthOf) -> float:
    """The width, in millimetres, in which each identity row's name stands in one line, if not all
    too long."""
    names = (form.words.rows[key] for key in form.identity.rows)
    needed = max(width_of(name, _NAME_SIZE) for name in names) + _NAME_SIDES
    return round(min(max(_NAME_LEAST, needed), _NAME_MOST), 2)


def chart_page(
    catalogue: Catalogue,
    entry: Entry,
    rows: Sequence[RowView],
    columns: Columns,
    *,
    dense: bool,
    compact: bool,
) -> ChartPage:
    """What an SOP's flowchart table and signature block show."""
    sop, form = entry.sop, catalogue.settings.form
    rooms = rooms_of(catalogue, entry)
    title = filled(form.words.chart_title, {"nama": sop.title, "nomor": sop.number})
    return ChartPage(
        *_common(catalogue, sop.title),
        sop=SopView.of(sop, form, catalogue.officials),
        chart_title=title,
        head=head_rows(catalogue, entry),
        column_keys=form.chart.columns,
        signatories=rooms.chart,
        several=_several(catalogue),
        initials=_initials(catalogue, rooms, "bagan"),
        rows=tuple(rows),
        dense=dense,
        compact=compact,
        columns=ColumnsView(columns.widths, columns.heading),
        lanes=tuple(map(heading_html, lanes(catalogue, entry))),
        total=_total(entry, form),
    )


def unit_page(catalogue: Catalogue, unit: Unit) -> UnitPage:
    """What the page that opens a unit shows."""
    sops = [entry.sop for entry in catalogue.in_unit(unit)]
    unwritten = [sop for sop in sops if sop.status == "belum-disusun"]
    return UnitPage(
        *_common(catalogue, unit.name),
        unit=UnitView.of(unit, catalogue.settings.form.words),
        unwritten=tuple(
            UnwrittenView(str(sop.number) if sop.number else None, sop.title) for sop in unwritten
        ),
        heading=catalogue.settings.agency.heading,
    )


def front_page(
    catalogue: Catalogue,
    title: str,
    unit: Unit | None,
    contents: Sequence[ContentsUnit],
    width_of: WidthOf,
    *,
    continued: bool,
    titled: bool,
) -> FrontPage:
    """What a book's cover and contents show; ``continued``, what contents without a cover show,
    ``titled`` where they begin.

    ``width_of`` gives the width of a text at a size, in the unit of that size.
    """
    settings = catalogue.settings
    words = settings.form.words
    entries = catalogue.in_unit(unit) if unit else catalogue.entries
    numbers = {str(entry.sop.number) for entry in entries if entry.sop.number}
    width = paper_of(settings.form).portrait_width
    groups, widths = set_numbers(contents, numbers, width, width_of)
    lines = (
        words.contents,
        settings.title.split("(")[0].strip(),
        unit.name if unit else settings.agency.name,
        filled(words.year, {"tahun": settings.year}),
    )
    return FrontPage(
        *_common(catalogue, title),
        unit=UnitView.of(unit, words) if unit else None,
        heading=settings.agency.heading,
        contents_title=lines if titled else (),
        contents_groups=groups,
        contents_widths=widths,
        continued=continued,
    )


def matter_page(catalogue: Catalogue, matter: Matter) -> MatterPage:
    """What pages in the office's own words show."""
    return MatterPage(*_common(catalogue, matter.title), body=matter.body)


def blank_page(catalogue: Catalogue) -> PageView:
    """What a page with nothing on it shows."""
    return PageView(*_common(catalogue, catalogue.settings.agency.name))


def annex_pages(catalogue: Catalogue, title: str) -> Iterator[AnnexPage]:
    """What the annex of differences from the source document shows, unit by unit."""
    words = catalogue.settings.form.words
    units: dict[int, dict[str, list[Note]]] = {}
    for finding in findings(catalogue):
        unit = finding.entry.location.unit.number if finding.entry else 0
        units.setdefault(unit, {}).setdefault(finding.subject, []).append(finding.note)
    for index, subjects in enumerate(units.values()):
        groups = tuple(SubjectView.of(subject, notes, words) for subject, notes in subjects.items())
        yield AnnexPage(*_common(catalogue, title), groups=groups, continued=index > 0)


def relations_page(catalogue: Catalogue, title: str, svg: str) -> RelationsPage:
    """What the page with the map of related SOPs shows; ``svg`` is from ``render.relations``."""
    paper = paper_of(catalogue.settings.form)
    height = paper.height - paper.bottom - 45
    drawing = Markup(fitted(svg, paper.portrait_width, height))  # our own, escaped there
    return RelationsPage(*_common(catalogue, title), drawing=drawing)


def lanes(catalogue: Catalogue, entry: Entry) -> tuple[str, ...]:
    """The headings of an SOP's lanes, left to right, each in one line."""
    return tuple(catalogue.actors[key].name for key in entry.sop.lanes)


def _common(catalogue: Catalogue, title: str) -> tuple[str, SettingsView, PaperView, FormView]:
    settings = catalogue.settings
    form = settings.form
    return (
        one_line(title),
        SettingsView.of(settings),
        PaperView.of(paper_of(form)),
        FormView.of(form),
    )


def _several(catalogue: Catalogue) -> bool:
    return len(catalogue.settings.signers) > 1


def _initials(catalogue: Catalogue, rooms: Rooms, spot: Spot) -> tuple[str, ...]:
    return catalogue.settings.initials if rooms.initials == spot else ()


def _total(entry: Entry, form: Form) -> str:
    if not entry.sop.total_time:
        return ""
    durations = (step.duration for step in entry.sop.steps if step.duration is not None)
    return total_words(durations, form.times)


def _remarks(entry: Entry, words: Wording) -> tuple[str, ...]:
    """What the SOP lacks, said on its page; the reasons are in its file, not in the book."""
    lacking = {note.part for note in entry.sop.source.notes if note.kind == "kosong"}
    remarks = []
    if "identitas" in lacking:
        remarks.append(words.identity_lacking)
    if not entry.sop.steps:
        remarks.append(words.chart_lacking)
    elif "langkah" in lacking:
        remarks.append(words.steps_lacking)
    return tuple(remarks)
