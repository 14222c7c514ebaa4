"""Catalogue → what the templates of an SOP's own pages see: identity page and flowchart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from markupsafe import Markup

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.duration import total_words
from sopc.catalogue.form import Form, Spot
from sopc.catalogue.form_words import Wording, filled
from sopc.render.chart_head import HeadRow, head_rows, heading_html, lane_edges
from sopc.render.columns import Columns
from sopc.render.identity import Setting
from sopc.render.identity_head import IdentityHead, Widths, identity_head
from sopc.render.identity_views import BoxLine, FieldView, IdentityTexts
from sopc.render.page_views import PageView, common, cover_title
from sopc.render.rooms import Rooms, official_of, rooms_of
from sopc.render.sheet_head import SheetHead, sheet_head
from sopc.render.sop_views import RowView, SopView
from sopc.render.text_lines import WidthOf
from sopc.render.views import (
    OfficialView,
    SignatoryView,
    View,
)

_WIDE = "dasar_hukum"
"""The box with the longest texts."""
Block: TypeAlias = Literal["usual", "compact", "beside"]
"""How the block of signatures is set: see ``ChartPage``."""


@dataclass(frozen=True, slots=True)
class AgainView(View):
    """The headings of boxes that go on on a page (of the document, from 1), left to right; empty
    where nothing goes on."""

    page: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingView(View):
    """How the identity page is set: see ``render.identity.Setting``."""

    tight: int
    foot: float
    breaks: tuple[int, ...]
    again: tuple[AgainView, ...]


@dataclass(frozen=True, slots=True)
class SopPage(PageView):
    """An SOP's cover, if there is one, with its title in ``title_lines`` at ``title_size`` points;
    and identity page.

    ``fields`` are the rows at its right, ``boxes`` what is below, in lines; of ``related`` those of
    this catalogue are links.

    ``box`` is who enacts the SOP, with the room to sign; ``below`` are others who sign there, and
    ``initials_below`` the offices of that column, if it is on this page. ``several`` sign the SOP.
    """

    sop: SopView
    has_cover: bool
    title_lines: tuple[Markup, ...]
    title_size: float
    name_width: float
    identity_title: str
    identity_head: IdentityHead
    fields: tuple[FieldView, ...]
    shares: tuple[int, ...]
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
    """Column widths in millimetres, left to right, and the lanes' heading size in points;
    ``turned`` has for each lane how its heading is turned upright, None where it is not."""

    widths: tuple[float, ...]
    heading: float
    turned: tuple["TurnedView | None", ...]


@dataclass(frozen=True, slots=True)
class TurnedView(View):
    """A heading turned upright, in millimetres: the length of its lines, their breadth together,
    and how far from the lane's padding they begin."""

    length: float
    breadth: float
    indent: float


@dataclass(frozen=True, slots=True)
class ChartPage(PageView):
    """An SOP's flowchart table and signature block; ``dense`` sets the table tight, ``compact``
    the block; ``beside``, office, room to sign and name stand side by side in it.

    ``lanes`` are the lanes' names in one line each, and ``lane_edges`` says of each whether the
    lanes or a group of them end with it; ``signatories`` and ``initials`` are those of
    that block, and ``several`` sign the SOP. ``before`` says which steps before the first row are
    lacking.
    """

    sop: SopView
    chart_title: str
    sheet_head: SheetHead
    head: tuple[HeadRow, ...]
    column_keys: tuple[str, ...]
    signatories: tuple[SignatoryView, ...]
    several: bool
    initials: tuple[str, ...]
    rows: tuple[RowView, ...]
    dense: bool
    compact: bool
    beside: bool
    columns: ColumnsView
    lanes: tuple[Markup, ...]
    lane_edges: tuple[bool, ...]
    total: str
    before: str


def sop_page(
    catalogue: Catalogue, entry: Entry, setting: Setting, bold: WidthOf, width_of: WidthOf
) -> SopPage:
    """What an SOP's cover and identity page shows, and how the latter is set.

    ``bold`` and ``width_of`` give the width of a text at a size, in the unit of that size.
    """
    sop, form = entry.sop, catalogue.settings.form
    enacted_by = catalogue.enacted_by(entry)
    texts = IdentityTexts(catalogue, entry)
    rooms = rooms_of(catalogue, entry)
    lines, size = cover_title(sop.title, form, bold)
    agency, unit = catalogue.settings.agency, entry.location.unit
    heading = sop.letterhead or (*agency.heading, *unit.letterhead)
    title = filled(form.words.identity_title, {"nama": sop.title})
    fields, boxes = texts.fields(), texts.boxes()
    widths = Widths(bold, width_of)
    head = identity_head(form, heading, title, fields, enacted_by, rooms.box, widths)
    return SopPage(
        *common(catalogue, sop.title),
        sop=SopView.of(sop, form, catalogue.officials),
        has_cover=form.cover.of_sops,
        title_lines=lines,
        title_size=size,
        name_width=head.name,
        identity_title=title,
        identity_head=head,
        fields=fields,
        shares=_shares(form),
        boxes=boxes,
        heading=heading,
        official=official_of(catalogue, entry, enacted_by) if enacted_by else None,
        box=rooms.box,
        below=rooms.below,
        several=_several(catalogue),
        initials_below=_initials(catalogue, rooms, "identitas"),
        legal_basis=texts.legal_basis(),
        related=texts.related(),
        remarks=_remarks(entry, form.words),
        setting=_setting(setting, form, boxes),
    )


def _setting(setting: Setting, form: Form, boxes: Sequence[BoxLine]) -> SettingView:
    again = []
    for each in setting.again:
        pair = boxes[each.pair - 1].boxes
        words = (filled(form.words.continued, {"judul": box.word}) for box in pair)
        shown = zip(words, each.boxes, strict=False)
        again.append(
            AgainView(each.page, tuple(word if goes_on else "" for word, goes_on in shown))
        )
    return SettingView(setting.tight, setting.foot, setting.breaks, tuple(again))


def _shares(form: Form) -> tuple[int, ...]:
    """How much of the page's width boxes side by side have, in percent: the legal basis more."""
    for line in form.identity.boxes:
        if _WIDE in line and len(line) > 1:
            return (60, 40) if line[0] == _WIDE else (40, 60)
    return (50, 50)


def chart_page(
    catalogue: Catalogue,
    entry: Entry,
    rows: Sequence[RowView],
    columns: Columns,
    width_of: WidthOf,
    *,
    dense: bool,
    block: Block = "usual",
    sheets: bool = False,
) -> ChartPage:
    """What an SOP's flowchart table and signature block show; ``sheets``, on several sheets.

    ``width_of`` gives the width of a text in bold at a size, in the unit of that size.
    """
    sop, form = entry.sop, catalogue.settings.form
    rooms = rooms_of(catalogue, entry)
    title = filled(form.words.chart_title, {"nama": sop.title, "nomor": sop.number})
    return ChartPage(
        *common(catalogue, sop.title),
        sop=SopView.of(sop, form, catalogue.officials),
        chart_title=title,
        sheet_head=sheet_head(entry, form, width_of, several=sheets),
        head=head_rows(catalogue, entry),
        column_keys=form.chart.columns,
        signatories=rooms.chart,
        several=_several(catalogue),
        initials=_initials(catalogue, rooms, "bagan"),
        rows=tuple(rows),
        dense=dense,
        compact=block != "usual",
        beside=block == "beside",
        columns=_columns(columns),
        lanes=tuple(map(heading_html, lanes(catalogue, entry))),
        lane_edges=lane_edges(catalogue, entry),
        total=_total(entry, form),
        before=_lacking_before(entry, form),
    )


def _lacking_before(entry: Entry, form: Form) -> str:
    last = entry.sop.first_number - 1
    return filled(form.words.steps_before, {"sampai": last if last > 1 else ""}) if last else ""


def _columns(columns: Columns) -> ColumnsView:
    turned = tuple(
        TurnedView(each.length, each.breadth, each.indent) if each else None
        for each in columns.turned
    )
    return ColumnsView(columns.widths, columns.heading, turned)


def lanes(catalogue: Catalogue, entry: Entry) -> tuple[str, ...]:
    """The headings of an SOP's lanes, left to right, each in one line."""
    return tuple(catalogue.actors[key].name for key in entry.sop.lanes)


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
