"""What a book holds, in order, and its contents page by page number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sopc.assemble.shard import ShardRef
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import Form
from sopc.catalogue.organisation import Section, Unit
from sopc.markup.words import one_line
from sopc.render.contents_table import ContentsLine, ContentsSection, ContentsUnit
from sopc.render.links import link_to
from sopc.render.marked import title_html
from sopc.render.views import unit_words

INDEX_COLUMNS = ("nomor", "nama", "unit", "seksi", "status", "halaman", "berkas")
_LINES = 400


@dataclass(frozen=True, slots=True)
class Annex:
    """Pages at the end of the handbook. ``name`` stands among those of SOPs, so it has a slash,
    which no SOP's has."""

    name: str
    title: str
    pages: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A unit's section with its SOPs; ``section`` is None in a unit without sections."""

    unit: Unit
    section: Section | None
    entries: tuple[Entry, ...]


def chapters(catalogue: Catalogue, unit: Unit | None = None) -> list[Chapter]:
    """The chapters of the handbook, or of one unit's volume, in index order."""
    units = catalogue.settings.units if unit is None else (unit,)
    found = []
    for each in sorted(units, key=lambda u: u.number):
        ordered: list[Section | None] = [*sorted(each.sections, key=lambda s: s.number)]
        for section in ordered or [None]:
            entries = tuple(catalogue.in_section(each, section))
            found.append(Chapter(each, section, entries))
    return found


def page_numbers(
    catalogue: Catalogue,
    unit: Unit | None,
    front: int,
    shards: Mapping[str, ShardRef],
    annexes: Sequence[Annex] = (),
    dividers: Mapping[str, int] = MappingProxyType({}),
) -> dict[str, int]:
    """The first page of every SOP and annex in a book, by name, counted from 1.

    ``front`` is the number of pages before the first unit; ``shards`` are the rendered
    SOPs, by name. In the handbook pages of its own open each unit: ``dividers`` says how many, by
    the unit's folder; one where it does not say.
    """
    page, pages = front + 1, {}
    opened: Unit | None = None
    for chapter in chapters(catalogue, unit):
        if unit is None and chapter.unit is not opened:
            opened = chapter.unit
            page += dividers.get(opened.folder, 1)
        for entry in chapter.entries:
            if entry.name in shards:
                pages[entry.name] = page
                page += shards[entry.name].pages
    for entry in catalogue.drafts(unit):
        if entry.name in shards:
            pages[entry.name] = page
            page += shards[entry.name].pages
    for annex in annexes:
        pages[annex.name] = page
        page += annex.pages
    return pages


def contents(
    catalogue: Catalogue,
    unit: Unit | None,
    pages: Mapping[str, int],
    annexes: Sequence[Annex] = (),
) -> list[ContentsUnit]:
    """The lines of a contents page, grouped as the index is, drafts last."""
    form = catalogue.settings.form
    grouped: dict[int, list[Chapter]] = {}
    for chapter in chapters(catalogue, unit):
        grouped.setdefault(chapter.unit.number, []).append(chapter)
    units = []
    for number in sorted(grouped):
        members = grouped[number]
        label = unit_words(form.words.unit_in_contents, members[0].unit).upper()
        units.append(ContentsUnit(label, tuple(_section(c, pages, form) for c in members)))
    last = _annexes(catalogue.drafts(unit), pages, annexes, form)
    if last:
        units.append(ContentsUnit(form.words.annexes.upper(), last))
    return units


def written_only(units: Sequence[ContentsUnit]) -> list[ContentsUnit]:
    """Contents without the lines that have no page, and without sections left empty by that."""
    found = []
    for unit in units:
        sections = [
            replace(section, lines=tuple(line for line in section.lines if line.page))
            for section in unit.sections
        ]
        found.append(replace(unit, sections=tuple(each for each in sections if each.lines)))
    return found


def runs_of_lines(units: Sequence[ContentsUnit]) -> list[list[ContentsUnit]]:
    """The contents in runs of some hundred lines, whole units each: a table that is laid out at
    once must fit in memory. Most catalogues have one run."""
    runs: list[list[ContentsUnit]] = [[]]
    lines = 0
    for unit in units:
        count = sum(len(section.lines) for section in unit.sections)
        if runs[-1] and lines + count > _LINES:
            runs.append([])
            lines = 0
        runs[-1].append(unit)
        lines += count
    return runs


def _annexes(
    drafts: Sequence[Entry], pages: Mapping[str, int], annexes: Sequence[Annex], form: Form
) -> tuple[ContentsSection, ...]:
    sections = []
    if drafts:
        lines = tuple(_line(draft, pages, form) for draft in drafts)
        sections.append(ContentsSection(form.words.drafts, "", lines))
    if annexes:
        lines = tuple(
            ContentsLine(form.nothing, annex.title, link_to(annex.name), pages[annex.name])
            for annex in annexes
        )
        sections.append(ContentsSection(form.words.maps_and_notes, "", lines))
    return tuple(sections)


def _section(chapter: Chapter, pages: Mapping[str, int], form: Form) -> ContentsSection:
    lines = tuple(_line(entry, pages, form) for entry in chapter.entries)
    section = chapter.section
    if section is None:
        return ContentsSection("", "", lines)
    return ContentsSection(section.name, section.subtitle or "", lines)


def _line(entry: Entry, pages: Mapping[str, int], form: Form) -> ContentsLine:
    number = str(entry.sop.number or form.nothing)
    words = form.words
    remarks = {"belum-disusun": words.unwritten, "dicabut": words.not_in_force, "draf": words.draft}
    remark = remarks.get(entry.sop.status, "")
    title = title_html(entry.sop.title)
    return ContentsLine(number, title, link_to(entry.name), pages.get(entry.name), remark)


def index_rows(catalogue: Catalogue, pages: Mapping[str, int]) -> Iterator[dict[str, object]]:
    """The numbered index as data: a row an SOP, with its first page in the handbook."""
    for entry in catalogue.entries:
        place = entry.location
        written = entry.name in pages
        yield {
            "nomor": str(entry.sop.number) if entry.sop.number else None,
            "nama": one_line(entry.sop.title),
            "unit": one_line(place.unit.name),
            "seksi": one_line(place.section.name) if place.section else None,
            "status": entry.sop.status,
            "halaman": pages.get(entry.name),
            "berkas": f"sop/{entry.name}.pdf" if written else None,
        }
