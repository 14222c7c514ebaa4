"""Catalogue → what the template of each kind of a book's own pages sees. One function a kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.form import Form
from sopc.catalogue.form_words import filled
from sopc.catalogue.organisation import Matter, Unit
from sopc.markup.words import one_line
from sopc.render.annex import annex_parts
from sopc.render.annex_views import AnnexPart
from sopc.render.contents_table import ContentsSection, ContentsUnit, ContentsWidths, set_numbers
from sopc.render.form_views import FormView
from sopc.render.note_views import subjects
from sopc.render.paper import paper_of
from sopc.render.relations_map import figures, map_html
from sopc.render.text_lines import WidthOf
from sopc.render.titles import display_title
from sopc.render.views import (
    PaperView,
    SettingsView,
    SubjectView,
    UnitView,
    View,
)

_ROWS = 1_000
_TITLE_SHARE = 0.35
"""The most of a cover's height that its title takes."""


@dataclass(frozen=True, slots=True)
class PageView(View):
    """What every page's template sees."""

    title: str
    settings: SettingsView
    paper: PaperView
    form: FormView


@dataclass(frozen=True, slots=True)
class UnwrittenView(View):
    """An SOP that is in the index only."""

    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class UnitPage(PageView):
    """The page that opens a unit within the handbook.

    ``title_lines`` are its title in lines, at ``title_size`` points; ``sections`` hold its SOPs.
    """

    unit: UnitView
    unwritten: tuple[UnwrittenView, ...]
    heading: tuple[str, ...]
    title_lines: tuple[Markup, ...]
    title_size: float
    sections: tuple[ContentsSection, ...]
    contents_widths: ContentsWidths


@dataclass(frozen=True, slots=True)
class FrontPage(PageView):
    """Cover and contents of the handbook (no ``unit``), or of one unit's volume.

    ``title_lines`` are the cover's title in lines, at ``title_size`` points.
    """

    unit: UnitView | None
    title_lines: tuple[Markup, ...]
    title_size: float
    heading: tuple[str, ...]
    contents_title: tuple[str, ...]
    contents_groups: tuple[ContentsUnit, ...]
    contents_widths: ContentsWidths
    continued: bool


@dataclass(frozen=True, slots=True)
class MatterPage(PageView):
    """Pages in the office's own words, such as a decree, paragraph by paragraph, below their title
    in ``title_lines`` at ``title_size`` points."""

    body: tuple[str, ...]
    title_lines: tuple[Markup, ...]
    title_size: float


@dataclass(frozen=True, slots=True)
class AnnexPage(PageView):
    """The annex of differences from the source document, or, ``continued``, its next pages.

    ``parts`` are what the office goes through; ``groups`` are all notes in full, by what they are
    on.
    """

    parts: tuple[AnnexPart, ...]
    groups: tuple[SubjectView, ...]
    continued: bool


@dataclass(frozen=True, slots=True)
class RelationsPage(PageView):
    """The map of related SOPs, as HTML."""

    drawing: Markup


def unit_page(
    catalogue: Catalogue,
    unit: Unit,
    contents: Sequence[ContentsUnit],
    bold: WidthOf,
    width_of: WidthOf,
) -> UnitPage:
    """What the page that opens a unit shows; ``contents`` are those of its volume.

    ``bold`` and ``width_of`` give the width of a text at a size, in the unit of that size.
    """
    sops = [entry.sop for entry in catalogue.in_unit(unit)]
    unwritten = [sop for sop in sops if sop.status == "belum-disusun"]
    paper, words = paper_of(catalogue.settings.form), catalogue.settings.form.words
    numbers = {str(sop.number) for sop in sops if sop.number}
    view = UnitView.of(unit, words)
    lines, size = cover_title(view.label, catalogue.settings.form, bold)
    groups, widths = set_numbers(
        contents, numbers, words.contents_columns, paper.display_width, width_of
    )
    return UnitPage(
        *common(catalogue, unit.name),
        unit=view,
        title_lines=lines,
        title_size=size,
        sections=tuple(section for group in groups for section in group.sections),
        contents_widths=widths,
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
    bold: WidthOf,
    width_of: WidthOf,
    *,
    continued: bool,
    titled: bool,
) -> FrontPage:
    """What a book's cover and contents show; ``continued``, what contents without a cover show,
    ``titled`` where they begin.

    ``bold`` and ``width_of`` give the width of a text at a size, in the unit of that size.
    """
    settings = catalogue.settings
    words = settings.form.words
    entries = catalogue.in_unit(unit) if unit else catalogue.entries
    numbers = {str(entry.sop.number) for entry in entries if entry.sop.number}
    paper = paper_of(settings.form)
    groups, widths = set_numbers(
        contents, numbers, words.contents_columns, paper.portrait_width, width_of
    )
    lines = (
        words.contents,
        settings.title.split("(")[0].strip(),
        unit.name if unit else settings.agency.name,
        filled(words.year, {"tahun": settings.year}),
    )
    view = UnitView.of(unit, words) if unit else None
    cover, size = cover_title(view.label if view else settings.title, settings.form, bold)
    return FrontPage(
        *common(catalogue, title),
        unit=view,
        title_lines=cover,
        title_size=size,
        heading=settings.agency.heading,
        contents_title=lines if titled else (),
        contents_groups=groups,
        contents_widths=widths,
        continued=continued,
    )


def matter_page(catalogue: Catalogue, matter: Matter, bold: WidthOf) -> MatterPage:
    """What pages in the office's own words show; ``bold`` gives the width of a text in bold at a
    size, in the unit of that size."""
    lines, size = cover_title(matter.title, catalogue.settings.form, bold)
    return MatterPage(
        *common(catalogue, matter.title), body=matter.body, title_lines=lines, title_size=size
    )


def blank_page(catalogue: Catalogue) -> PageView:
    """What a page with nothing on it shows."""
    return PageView(*common(catalogue, catalogue.settings.agency.name))


def annex_pages(catalogue: Catalogue, title: str) -> Iterator[AnnexPage]:
    """What the annex of differences from the source document shows, in runs of so many rows as may
    be laid out at once: most catalogues have one."""
    groups = tuple(subjects(catalogue))
    for index, parts in enumerate(_runs(annex_parts(catalogue))):
        seen = () if index else groups
        yield AnnexPage(*common(catalogue, title), parts=parts, groups=seen, continued=index > 0)


def _runs(parts: Iterable[AnnexPart]) -> Iterator[tuple[AnnexPart, ...]]:
    run: list[AnnexPart] = []
    for part in parts:
        for piece in part.pieces(_ROWS):
            if run and sum(each.rows for each in (*run, piece)) > _ROWS:
                yield tuple(run)
                run = []
            run.append(piece)
    if run:
        yield tuple(run)


def relations_page(catalogue: Catalogue, title: str, plain: str) -> RelationsPage:
    """What the pages with the map of related SOPs show; ``plain`` says where all is, as
    ``render.relations`` does."""
    paper = paper_of(catalogue.settings.form)
    room = (paper.chart_width, paper.width - paper.bottom - 45)
    drawing = map_html(figures(catalogue), plain, catalogue, room)  # our own, escaped there
    return RelationsPage(*common(catalogue, title), drawing=drawing)


def cover_title(title: str, form: Form, bold: WidthOf) -> tuple[tuple[Markup, ...], float]:
    """A title as it stands on a cover: its lines, and their size in points."""
    paper = paper_of(form)
    return display_title(title, paper.display_width, paper.display_height * _TITLE_SHARE, bold)


def common(catalogue: Catalogue, title: str) -> tuple[str, SettingsView, PaperView, FormView]:
    """What every page's template sees, in the order of ``PageView``."""
    settings = catalogue.settings
    form = settings.form
    return (
        one_line(title),
        SettingsView.of(settings),
        PaperView.of(paper_of(form)),
        FormView.of(form),
    )
